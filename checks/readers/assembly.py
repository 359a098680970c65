"""Records in the making, for readers that go through a text once."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.document import Cell, CellType, Record

_DEEP = 24
"""Names in the longest path: deep nesting must not cost more than it is long."""


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Each line without its end, and where it begins. Only LF and CR LF end a line in these formats."""
    start = int(text.startswith("\ufeff"))  # the mark that may open a file
    for line in text[start:].split("\n"):
        yield start, line.removesuffix("\r")
        start += len(line) + 1


def bare_of(line: str) -> str:
    """A line without white space around it, and without the mark that may open a file."""
    return line.strip().lstrip("\ufeff").lstrip()


def below(path: str, name: str) -> str:
    """The path of what stands under a name inside what has a path; no deeper than any reader looks."""
    if not path or not name:
        return path or name
    return path if path.count("/") + 1 >= _DEEP else f"{path}/{name}"


class Assembly:
    """Collects records and their cells in the order of the text, before it is known where each ends."""

    def __init__(self) -> None:
        self._kinds: list[str] = []
        self._spans: list[list[int]] = []
        self._paths: list[str] = []
        self._parents: list[int | None] = []
        self._cells: list[list[Cell]] = []

    def add(self, kind: str, start: int, end: int = 0, *, parent: int | None = None, path: str = "") -> int:
        """A new record; its number among the document's. It reaches at least to its cells and the records inside."""
        self._kinds.append(kind)
        self._spans.append([start, max(start, end)])
        self._paths.append(path)
        self._parents.append(parent)
        self._cells.append([])
        return len(self._kinds) - 1

    def cell(
        self,
        record: int,
        field: str,
        text: str,
        start: int,
        end: int,
        *,
        type: CellType = "text",  # noqa: A002  # the field's word
        name_start: int = -1,
    ) -> None:
        """One more value of a record."""
        self._cells[record].append(Cell(field, text, start, end, type, name_start))
        span = self._spans[record]
        span[1] = max(span[1], end)

    def leaf(self, kind: str, text: str, start: int, *, parent: int | None = None, path: str = "") -> None:
        """A record of one nameless cell, the text as it stands; none where the text is blank."""
        bare = text.strip()
        if bare:
            start += len(text) - len(text.lstrip())
            index = self.add(kind, start, parent=parent, path=path)
            self.cell(index, "", bare, start, start + len(bare))

    def rename(self, record: int, kind: str) -> None:
        """Give a record another kind, once more of it is known."""
        self._kinds[record] = kind

    def kind(self, record: int) -> str:
        """The kind of a record."""
        return self._kinds[record]

    def path(self, record: int | None) -> str:
        """The path of a record; empty for none."""
        return "" if record is None else self._paths[record]

    def reach(self, record: int, end: int) -> None:
        """Let a record end no earlier than here."""
        span = self._spans[record]
        span[1] = max(span[1], end)

    def records(self) -> tuple[Record, ...]:
        """All of them, each reaching to the end of what is inside it."""
        for index in range(len(self._kinds) - 1, -1, -1):
            parent = self._parents[index]
            if parent is not None:
                self.reach(parent, self._spans[index][1])
        return tuple(
            Record(kind, tuple(cells), start, end, path, parent)
            for kind, cells, (start, end), path, parent in zip(
                self._kinds, self._cells, self._spans, self._paths, self._parents, strict=True
            )
        )
