"""reStructuredText: headings, paragraphs, items, fields, tables, directives, footnotes, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.columns import Piece, pieces
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.markers import marker
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_ADORNED = re.compile(r"([!-/:-@\[-`{-~])\1{1,}$")
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|\n]{1,60}\|\s+)?([A-Za-z][\w:+.-]{0,60})::(?=\s|$)")
_FOOTNOTE = re.compile(r"\.\.\s+\[([^\]\n]{1,60})\](?=\s|$)")
_TARGET = re.compile(r"\.\.\s+_([^:\n]{0,120}|`[^`\n]{1,120}`):(?=\s|$)")
_COMMENT = re.compile(r"\.\.(?=\s|$)")
_FIELD = re.compile(r":((?:[^:\\\n]|\\.){1,80}):(?=\s|$)")
_BORDER = re.compile(r"=+(?:\s+=+)+$")
_GRID = re.compile(r"\+(?:[-=]+\+)+$")
_AUTO = re.compile(r"#\.(?=\s|$)")
_TEXTUAL = frozenset(
    [
        "note",
        "warning",
        "tip",
        "hint",
        "important",
        "caution",
        "danger",
        "attention",
        "error",
        "admonition",
        "seealso",
        "topic",
        "sidebar",
        "versionadded",
        "versionchanged",
        "deprecated",
        "container",
        "figure",
        "image",
        "epigraph",
        "pull-quote",
    ]
)
"""Directives whose body is running text; that of others, such as `code-block`, is kept line by line."""


def read_rst(text: str) -> Draft:
    """Read reStructuredText.

    Kinds of records: `heading`, `paragraph`, `item`, `entry` (fields that follow each other), `row` (of grid, simple,
    list and comma-separated tables, named by the head), `directive` (cells `name`, `arguments` and its options),
    `code`, `footnote`, `link`, `comment`, `rule`.
    """
    return _Scanner(text).read()


class _Scanner:
    """Goes through the lines once; `at` is the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [*lines_of(text), Line("", len(text), 0)]
        self.at = 0
        self.out = Builder()
        self.styles: list[str] = []
        """Adornments of headings in the order in which they came up, which is the order of levels."""
        self.around: list[tuple[int, int | None]] = []
        """What is open: its indent and its record."""

    def read(self) -> Draft:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
                continue
            while self.around and self.around[-1][0] >= line.indent:
                self.around.pop()
            self._block(line)
        return self.out.draft()

    def _add(
        self, kind: str, cells: Sequence[Cell], start: int | None = None, end: int | None = None
    ) -> int | None:
        return self.out.add(
            kind, cells, start=start, end=end, parent=self.around[-1][1] if self.around else None
        )

    def _block(self, line: Line) -> None:
        below = self.lines[min(self.at + 1, len(self.lines) - 1)]
        if _GRID.match(line.text):
            self._grid(line)
        elif _BORDER.match(line.text) and self._goes_on():
            self._simple(line)
        elif _ADORNED.match(line.text):
            under = self.lines[min(self.at + 2, len(self.lines) - 1)]
            if below.text and under.text == line.text:
                self._heading(below, line.text[0] * 2, line.start, under.end)
                self.at += 3
            elif len(line.text) > 3 or line.text in ("::", ".."):
                self._add(
                    "rule" if len(line.text) > 3 else "comment", cell("", self.text, line.start, line.end)
                )
                self.at += 1
            else:
                self._flow(line)
        elif (
            below.text
            and _ADORNED.match(below.text)
            and line.indent == 0
            and len(below.text) >= min(len(line.text), 3)
        ):
            self._heading(line, below.text[0], line.start, below.end)
            self.at += 2
        elif line.text.startswith(".."):
            self._explicit(line)
        elif _FIELD.match(line.text):
            self._fields(line)
        else:
            self._flow(line)

    def _heading(self, line: Line, style: str, start: int, end: int) -> None:
        if style not in self.styles:
            self.styles.append(style)
        marked = marker(line)
        title = marked[1] if marked and marked[1].text else line
        cells = [
            *(marked[0] if marked and marked[1].text else []),
            *cell("", self.text, title.start, line.end),
        ]
        self.around.clear()
        self.out.heading(self.styles.index(style) + 1, cells, start=start, end=end)

    def _body(self, indent: int) -> list[Line]:
        """The deeper lines that follow, blank ones between them too; they are taken."""
        body: list[Line] = []
        while self.at < len(self.lines) and (
            not self.lines[self.at].text or self.lines[self.at].indent > indent
        ):
            body.append(self.lines[self.at])
            self.at += 1
        return body

    def _explicit(self, line: Line) -> None:
        self.at += 1
        if found := _DIRECTIVE.match(line.text):
            self._directive(line, found)
        elif found := _FOOTNOTE.match(line.text) or _TARGET.match(line.text):
            start, end = found.span(1)
            lines = [line.after(found.end()), *self._body(line.indent)]
            label = cell("label", self.text, line.start + start, line.start + end)
            kind = "footnote" if found.re is _FOOTNOTE else "link"
            self._add(kind, [*label, *unwrapped("", lines)], line.start)
        elif found := _COMMENT.match(line.text):
            lines = [line.after(found.end()), *self._body(line.indent)]
            self._add("comment", unwrapped("", lines), line.start)
        else:
            self.at -= 1
            self._flow(line)

    def _directive(self, line: Line, found: re.Match[str]) -> None:
        name = found[1]
        cells = cell("name", self.text, line.start + found.start(1), line.start + found.end(1))
        if "|" in found.group():
            cells = [*cell("label", self.text, line.start + 2, line.start + found.start(1)), *cells]
        arguments = [line.after(found.end())]
        last = line
        while name in _TEXTUAL and (each := self.lines[self.at]).text and each.indent > line.indent:
            if _FIELD.match(each.text):
                break
            arguments.append(each)
            last = each
            self.at += 1
        cells += unwrapped("arguments", arguments)
        options: dict[str, str] = {}
        while (
            (each := self.lines[self.at]).text
            and each.indent > line.indent
            and (option := _FIELD.match(each.text))
        ):
            value = each.after(option.end())
            options[option[1]] = value.text
            cells.append(Cell(option[1], value.text, value.start, value.end, name_start=each.start + 1))
            last = each
            self.at += 1
        place = self._add("directive", cells, line.start, last.end)
        self.around.append((line.indent, place))
        asked = options.get("header-rows", "")
        heads = int(asked) if re.fullmatch("[0-9]{1,3}", asked) else 0
        if name == "list-table":
            self._rows(_list_rows(self._body(line.indent)), heads)
        elif name == "csv-table":
            self._rows(
                [
                    [[Line(p.text, p.start, 0)] for p in _quoted(each)]
                    for each in self._body(line.indent)
                    if each.text
                ],
                heads,
            )
        elif name not in _TEXTUAL and name != "table":
            for code in self._body(line.indent):
                self._add("code", cell("", self.text, code.start, code.end))

    def _fields(self, line: Line) -> None:
        """Take fields that follow each other as one record."""
        cells: list[Cell] = []
        while (found := _FIELD.match(self.lines[self.at].text)) and self.lines[self.at].indent == line.indent:
            each = self.lines[self.at]
            self.at += 1
            more: list[Line] = []
            while self.lines[self.at].text and self.lines[self.at].indent > line.indent:
                more.append(self.lines[self.at])
                self.at += 1
            named = unwrapped(found[1], [each.after(found.end()), *more], each.start + 1)
            cells += named or [Cell(found[1], "", each.end, each.end, name_start=each.start + 1)]
        self._add("entry", cells, line.start)

    def _rows(self, rows: list[list[list[Line]]], heads: int) -> None:
        """Add rows whose cells are lines each; the last of the head's rows names the columns."""
        heads = min(heads, len(rows) - 1)
        names: list[tuple[str, int]] = []
        for index, row in enumerate(rows):
            if index == heads - 1:
                names = [
                    (found[0].text, found[0].start) if (found := unwrapped("", part)) else ("", -1)
                    for part in row
                ]
                continue
            cells: list[Cell] = []
            for position, part in enumerate(row):
                name, start = names[position] if position < len(names) else ("", -1)
                cells += unwrapped(name or str(position + 1), part, start)
            if cells:
                self._add("row", cells, min(each.start for each in cells), max(each.end for each in cells))

    def _grid(self, line: Line) -> None:
        """Take a table drawn with `+---+` and bars; cells over several lines are joined."""
        rows: list[list[list[Line]]] = []
        row: list[list[Line]] = []
        heads = 0
        while (each := self.lines[self.at]).text and each.text[0] in "+|" and each.indent == line.indent:
            self.at += 1
            if _GRID.match(each.text):
                rows += [row] if any(row) else []
                row = []
                heads = len(rows) if "=" in each.text else heads
                continue
            for piece in pieces(each):
                row += [[] for _ in range(piece.position + 1 - len(row))]
                row[piece.position].append(Line(piece.text, piece.start, 0))
        rows += [row] if any(row) else []
        self._rows(rows, heads)

    def _simple(self, line: Line) -> None:
        """Take a table between borders of equals signs, whose gaps are those of the columns."""
        starts = [found.start() for found in re.finditer("=+", line.text)]
        self.at += 1
        rows: list[list[list[Line]]] = []
        heads = borders = 0
        while (each := self.lines[self.at]).text or (borders < 2 and self.at + 1 < len(self.lines)):
            if borders and not each.text and not self._goes_on():
                break
            self.at += 1
            if _BORDER.match(each.text):
                borders += 1
                self.at -= 1
                inside = borders == 1 and self._goes_on()
                self.at += 1
                if inside:
                    heads = len(rows)
                    continue
                break
            if not each.text or set(each.text) <= {"-", " "}:
                continue
            row = _slices(each, [line.indent + start for start in starts])
            # A row without its first cell goes on from the one above.
            if rows and not row[0]:
                for whole, part in zip(rows[-1], row, strict=True):
                    whole += part
            else:
                rows.append(row)
        self._rows(rows, heads)

    def _goes_on(self) -> bool:
        """Whether a table's next lines reach another border before a blank line."""
        at = self.at + 1
        while at < len(self.lines) and self.lines[at].text:
            if _BORDER.match(self.lines[at].text):
                return True
            at += 1
        return False

    def _flow(self, line: Line) -> None:
        """Take a paragraph or an item with the lines on which it goes on; after `::`, the code below it."""
        auto = _AUTO.match(line.text)
        marked = (
            ([Cell("marker", "#.", line.start, line.start + 2)], line.after(2), "#") if auto else marker(line)
        )
        lines = [marked[1] if marked else line]
        self.at += 1
        deeper = self.lines[self.at].text and self.lines[self.at].indent > line.indent
        if not marked and deeper and not line.text.endswith("::"):
            # A term and what it means: the deeper lines lie inside it.
            self.around.append((line.indent, self._add("term", unwrapped("", lines))))
            return
        while (following := self.lines[self.at]).text and following.indent >= (
            lines[0].indent if marked else line.indent
        ):
            if (
                marker(following)
                and (marked is None or following.indent > line.indent)
                and lines[-1].text.endswith((".", ":"))
            ):
                break
            lines.append(following)
            self.at += 1
        code = lines[-1].text.endswith("::")
        cells = [*(marked[0] if marked else []), *unwrapped("", lines)]
        place = self._add("item" if marked else "paragraph", cells, line.start if cells else None)
        if marked:
            self.around.append((line.indent, place))
        if code:
            for each in self._body(line.indent):
                self._add("code", cell("", self.text, each.start, each.end))


def _list_rows(body: Sequence[Line]) -> list[list[list[Line]]]:
    """The rows of a list in which each item is a list of cells."""
    rows: list[list[list[Line]]] = []
    outer = next((line.indent for line in body if line.text), 0)
    for line in body:
        rest = line
        if line.indent == outer and line.text[:1] in ("*", "-"):
            rows.append([])
            rest = line.after(1)
        if not rest.text or not rows:
            rows += [[[rest]]] if rest.text else []
            continue
        starts = rest.text[:1] in ("*", "-") and (len(rest.text) == 1 or rest.text[1] == " ")
        if starts or not rows[-1]:
            rows[-1].append([rest.after(1) if starts else rest])
        else:
            rows[-1][-1].append(rest)
    return rows


def _quoted(line: Line) -> list[Piece]:
    """The values of a comma-separated line, without their quotes."""
    found = re.finditer(r'\s*(?:"((?:[^"]|"")*)"[^,]*|([^,]*))(?:,|$)', line.text)
    out = []
    for position, each in enumerate(found):
        group = 1 if each[1] is not None else 2
        out += [
            Piece(part.text, part.start + line.start, 0, position)
            for part in cell("", line.text, *each.span(group))
        ]
    return out


def _slices(line: Line, starts: Sequence[int]) -> list[list[Line]]:
    """The cells of a line by the columns where they begin."""
    edges = [max(0, start - line.indent) for start in starts] + [len(line.text)]
    edges[0] = 0
    row = []
    for a, b in pairwise(edges):
        row.append(
            [Line(each.text, each.start + line.start, 0) for each in cell("", line.text, a, max(a, b))]
        )
    return row
