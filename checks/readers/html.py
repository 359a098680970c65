"""HTML: headings, paragraphs, items and the rows of tables are records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.loose import with_loose
from holdtrue.checks.readers.markup import Attribute, Element, Markup, Text

_KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "option": "item",
    "title": "title",
    "script": "script",
    "style": "style",
    "caption": "caption",
    "figcaption": "caption",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("meta", "link", "hr"), ""),
}
"""Kind of record by element; any other's text is a paragraph, and one without text is its tag's name."""

_LONGEST = 80
"""Characters of a heading that stand in the path of what is below it."""

_CELLS = ("td", "th")


def read_html(text: str) -> Draft:
    """Read HTML, however it is broken; its structure is what a browser would make of it, nearly."""
    markup = Markup(text, is_html=True)
    builder = _Builder(markup)
    builder.walk()
    return Draft(with_loose(builder.records, markup.extra), markup.trouble)


class _Builder:
    """Walks a tree and makes records, in the order of the text."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self.records: list[Record] = []
        self.headings: list[tuple[int, str]] = []
        """Level and text of the headings that are in force."""
        self.levels: list[
            tuple[Iterator[Element | Text], Element, int | None, list[tuple[str, int]] | None]
        ] = []
        """What is left of each open element, the record around, and the names of a table's columns."""

    def walk(self) -> None:
        """Go through all blocks."""
        self._enter(self.markup.root, None, None)
        while self.levels:
            children, element, parent, names = self.levels[-1]
            run: list[Element | Text] = []
            for child in children:
                if isinstance(child, Element) and child.block:
                    self._run(element, run, parent)
                    run = []
                    self._block(child, parent, names)
                    break
                run.append(child)
            else:
                self._run(element, run, parent)
                self.levels.pop()

    def _enter(self, element: Element, parent: int | None, names: list[tuple[str, int]] | None) -> None:
        self.levels.append((iter(element.children), element, parent, names))

    def _block(self, element: Element, parent: int | None, names: list[tuple[str, int]] | None) -> None:
        """Take a block: whole if it holds text alone, else what is in it."""
        holds_blocks = any(isinstance(child, Element) and child.block for child in element.children)
        if element.tag == "tr":
            self._row(element, parent, names)
        elif not holds_blocks:
            self._run(element, list(element.children), parent, whole=True)
        else:
            if element.attributes:
                cells = tuple(_attribute_cells(element.attributes, ""))
                self.records.append(
                    Record(element.tag, cells, element.start, element.end, self._path(), parent)
                )
                parent = len(self.records) - 1
            if element.tag == "table":
                names = []
            self._enter(element, parent, names)

    def _run(
        self, element: Element, nodes: list[Element | Text], parent: int | None, *, whole: bool = False
    ) -> None:
        """Make a record of neighbouring text, and of an element's attributes where it holds nothing else."""
        text, start, end, attributes = self.markup.inline(nodes)
        cells = _attribute_cells(element.attributes, "") if whole else []
        if start >= 0:
            shown = text if element.tag in ("pre", "script", "style") else " ".join(text.split())
            cells.append(Cell("", shown, start, end))
        cells += _attribute_cells(attributes, "")
        if not cells:
            return
        kind = _KINDS.get(element.tag, "paragraph" if start >= 0 or not whole else "") or element.tag
        if kind == "heading":
            level = int(element.tag[1])
            self.headings = [each for each in self.headings if each[0] < level]
        begin = element.start if whole else min(cell.start for cell in cells)
        stop = element.end if whole else max(cell.end for cell in cells)
        self.records.append(Record(kind, tuple(cells), begin, stop, self._path(), parent))
        if kind == "heading":
            self.headings.append((int(element.tag[1]), " ".join(text.split())[:_LONGEST]))

    def _path(self) -> str:
        return "".join(f"/{text}" for _, text in self.headings)

    def _row(self, row: Element, parent: int | None, names: list[tuple[str, int]] | None) -> None:
        """Make a record of a table's row; a row of heads names the rows below it."""
        entries = [child for child in row.children if isinstance(child, Element) and child.tag in _CELLS]
        texts = [self.markup.inline(entry.children) for entry in entries]
        shown = [" ".join(text.split()) for text, _, _, _ in texts]
        is_head = bool(entries) and all(entry.tag == "th" for entry in entries) and names == []
        if is_head and names is not None:
            for entry, name in zip(entries, shown, strict=True):
                names += [(name, entry.inner)] * _span(entry)
        cells = _attribute_cells(row.attributes, "")
        column = 0
        for entry, name, (_, start, end, attributes) in zip(entries, shown, texts, strict=True):
            field, name_start = names[column] if names and not is_head and column < len(names) else ("", -1)
            field = field or ("" if is_head else str(column + 1))
            column += _span(entry)
            if start < 0:
                start = end = entry.inner
            cells.append(Cell(field, name, start, end, name_start=name_start))
            prefix = f"{field}/" if field else ""
            cells += _attribute_cells([*entry.attributes, *attributes], prefix)
        others = [child for child in row.children if not (isinstance(child, Element) and child.tag in _CELLS)]
        text, start, end, attributes = self.markup.inline(others)
        if start >= 0:
            cells.append(Cell("", " ".join(text.split()), start, end))
        cells += _attribute_cells(attributes, "")
        if cells:
            kind = "head" if is_head else "row"
            self.records.append(Record(kind, tuple(cells), row.start, row.end, self._path(), parent))


def _span(entry: Element) -> int:
    """How many columns an entry takes."""
    for name, _, value, _, _ in entry.attributes:
        if name.lower() == "colspan" and value.isascii() and value.isdigit() and len(value) < 3:
            return max(1, int(value))
    return 1


def _attribute_cells(attributes: Sequence[Attribute], prefix: str) -> list[Cell]:
    return [
        Cell(f"{prefix}@{name.lower()}", value, start, end, name_start=name_start)
        for name, name_start, value, start, end in attributes
    ]
