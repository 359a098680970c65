"""Lines with their places, and the records made of them: what the readers of line-wise texts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.readers.draft import Draft

_DEEPEST = 12
"""Names in a path; deeper nesting shares the path of its outermost names, so that paths stay short."""


class Line(NamedTuple):
    """A line without the white space around it."""

    text: str
    """Empty for a blank line."""

    start: int
    """Offset of its first character that is not white space; of the line's end where it is blank."""

    indent: int
    """Columns before it; a tab goes to the next multiple of four."""

    @property
    def end(self) -> int:
        """Offset just after its last character that is not white space."""
        return self.start + len(self.text)

    def after(self, characters: int) -> Line:
        """What is left of it without its first characters."""
        rest = self.text[characters:]
        bare = rest.lstrip()
        return Line(bare, self.end - len(bare), self.indent + len(self.text) - len(bare))


def lines_of(text: str, start: int = 0) -> list[Line]:
    """Every line of a text, blank ones too.

    Args:
        text: The text.
        start: Offset of its first character in the file.
    """
    lines = []
    for raw in text.splitlines(keepends=True):
        right = raw.rstrip()
        bare = right.lstrip()
        before = len(right) - len(bare)
        indent = len(right[:before].expandtabs(4)) if "\t" in right[:before] else before
        lines.append(Line(bare, start + before, indent if bare else 0))
        start += len(raw)
    return lines


def cell(field: str, text: str, start: int, end: int, name_start: int = -1) -> list[Cell]:
    """The cell on `text[start:end]` without the white space around it; none where nothing is left."""
    raw = text[start:end]
    bare = raw.strip()
    if not bare:
        return []
    start += len(raw) - len(raw.lstrip())
    return [Cell(field, bare, start, start + len(bare), name_start=name_start)]


def unwrapped(field: str, lines: Sequence[Line], name_start: int = -1) -> list[Cell]:
    """One cell over several lines, its text with single spaces where they are wrapped; none where all are blank."""
    filled = [line for line in lines if line.text]
    if not filled:
        return []
    text = filled[0].text if len(filled) == 1 else " ".join(line.text for line in filled)
    return [Cell(field, text, filled[0].start, filled[-1].end, name_start=name_start)]


class Builder:
    """Collects records in the order of the file, under the headings that stand above them."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, tuple[Cell, ...], int, int, str, int | None]] = []
        self._headings: list[tuple[int, str]] = []
        self.path = ""
        """The headings above the next record, joined by `/`."""

    def add(
        self,
        kind: str,
        cells: Iterable[Cell],
        *,
        start: int | None = None,
        end: int | None = None,
        parent: int | None = None,
        path: str | None = None,
    ) -> int | None:
        """Add a record; its position, or `parent` where no cell is given and so nothing to add.

        Its place is that of its cells unless told.
        """
        found = tuple(cells)
        if not found:
            return parent
        start = found[0].start if start is None else start
        end = found[-1].end if end is None else end
        self._rows.append((kind, found, start, end, self.path if path is None else path, parent))
        return len(self._rows) - 1

    def heading(
        self, level: int, cells: Iterable[Cell], *, start: int | None = None, end: int | None = None
    ) -> None:
        """Add a heading, which ends those of its level and deeper ones."""
        found = tuple(cells)
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._name()
        self.add("heading", found, start=start, end=end)
        # Its number is not part of its name: records keep their path when sections are numbered anew.
        title = next((each.text for each in found if each.field == ""), found[0].text if found else "")
        self._headings.append((level, title.replace("/", " ")))
        self._name()

    def _name(self) -> None:
        self.path = "/".join(title for _, title in self._headings[:_DEEPEST])

    def draft(self) -> Draft:
        """All records, those around others reaching to the end of what is inside."""
        ends = [row[3] for row in self._rows]
        for index in range(len(ends) - 1, -1, -1):
            parent = self._rows[index][5]
            if parent is not None:
                ends[parent] = max(ends[parent], ends[index])
        return Draft(
            tuple(
                Record(kind, cells, start, end, path, parent)
                for (kind, cells, start, _, path, parent), end in zip(self._rows, ends, strict=True)
            )
        )
