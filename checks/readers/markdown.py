"""Markdown: headings, paragraphs, list items, table rows, quotes, code, footnotes, comments (CommonMark and GFM)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.markers import label, marker
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ATX = re.compile(r"(#{1,6})(?=[ \t]|$)")
_ATX_CLOSE = re.compile(r"(?:^|[ \t])#+$")
_SETEXT = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_TABLE_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?$")
_DEFINED = re.compile(r"\[(\^?[^\]\[]{1,80})\]:")
_BOLD_LABEL = re.compile(r"(\*\*|__)([^*_:\n]{1,60})(?::\1|\1[ \t]*:)(?=\s|$)")
_PIPE = re.compile(r"(?<!\\)\|")
_ENDS = tuple(".;:!?…")


def read_markdown(text: str) -> Draft:
    """Read Markdown.

    Kinds of records: `heading`, `paragraph`, `item`, `entry` (a bold label and its value), `row`,
    `quote`, `code` (a line each), `fence` (what a code block says of itself), `footnote`, `link`, `comment`, `rule`,
    `front-matter`.
    """
    return _Scanner(text).read()


class _Scanner:
    """Goes through the lines once; `at` is the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self.at = 0
        self.out = Builder()
        self.closes = True
        """Whether a comment may still end further down: looking again each time would take quadratic time."""
        self.items: list[tuple[int, int | None]] = []
        """The list items that are open: the columns of their text, and their record."""

    def read(self) -> Draft:
        self._front_matter()
        blank = True
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                blank = True
                self.at += 1
                continue
            quote = _QUOTE.match(line.text)
            inner = line.after(quote.end()) if quote else line
            if not quote:
                while self.items and line.indent < self.items[-1][0] and (blank or marker(line)):
                    self.items.pop()
            if not inner.text:
                self.at += 1
            elif not self._block(inner, "quote" if quote else "paragraph", blank=blank):
                self._flow(inner, "quote" if quote else "paragraph", quoted=bool(quote))
            blank = False
        return self.out.draft()

    @property
    def parent(self) -> int | None:
        return self.items[-1][1] if self.items else None

    def _front_matter(self) -> None:
        first = next((i for i, line in enumerate(self.lines) if line.text), 0)
        if not self.lines or self.lines[first].text != "---":
            return
        last = next(
            (i for i in range(first + 1, len(self.lines)) if self.lines[i].text in ("---", "...")), None
        )
        if last is None or not any(label(line) for line in self.lines[first + 1 : last]):
            return
        cells: list[Cell] = []
        for line in self.lines[first + 1 : last]:
            named = label(line)
            begin = named[1] if named else 0
            name = named[0] if named else (cells[-1].field if cells else "")
            cells += cell(name, self.text, line.start + begin, line.end, line.start if named else -1)
        self.out.add("front-matter", cells)
        self.at = last + 1

    def _block(self, line: Line, kind: str, *, blank: bool) -> bool:
        """Take a block that is told by its first line; False where it begins a paragraph or an item."""
        text = line.text
        if found := _ATX.match(text):
            title = line.after(found.end())
            close = _ATX_CLOSE.search(title.text)
            self._heading(len(found[1]), title.start, title.end - (len(close.group()) if close else 0))
            self.at += 1
        elif found := _FENCE.match(text):
            self._fence(line, found[1], found.start(2))
        elif text.startswith("<!--"):
            self._comment(line)
        elif _RULE.match(text):
            self.out.add("rule", cell("", self.text, line.start, line.end))
            self.at += 1
        elif (
            "|" in text
            and self.at + 1 < len(self.lines)
            and "-" in (rule := self._bare(self.lines[self.at + 1]).text)
            and _TABLE_RULE.match(rule)
            and len(_split(line)) == len(_split(self._bare(self.lines[self.at + 1])))
        ):
            self._table(line)
        elif blank and kind == "paragraph" and line.indent >= 4 and not self.items and not marker(line):
            self.out.add("code", cell("", self.text, line.start, line.end))
            self.at += 1
            while self.at < len(self.lines) and self.lines[self.at].indent >= 4:
                code = self.lines[self.at]
                self.out.add("code", cell("", self.text, code.start, code.end))
                self.at += 1
        elif found := _DEFINED.match(text):
            self._definition(line, found)
        else:
            return False
        return True

    @staticmethod
    def _bare(line: Line) -> Line:
        quote = _QUOTE.match(line.text)
        return line.after(quote.end()) if quote else line

    def _heading(self, level: int, start: int, end: int) -> None:
        title = Line(self.text[start:end].rstrip(), start, 0)
        marked = marker(title)
        self.items.clear()
        if marked and marked[1].text:
            self.out.heading(level, [*marked[0], *cell("", self.text, marked[1].start, end)])
        else:
            self.out.heading(level, cell("", self.text, start, end))

    def _fence(self, line: Line, fence: str, info: int) -> None:
        if line.text[info:].strip():
            self.out.add("fence", cell("info", self.text, line.start + info, line.end), parent=self.parent)
        self.at += 1
        while self.at < len(self.lines):
            code = self._bare(self.lines[self.at])
            self.at += 1
            if code.text.startswith(fence) and not code.text.strip(fence[0]):
                break
            self.out.add("code", cell("", self.text, code.start, code.end), parent=self.parent)

    def _comment(self, line: Line) -> None:
        close = self.text.find("-->", line.start + 4) if self.closes else -1
        self.closes = close >= 0
        if close < 0 or "\n" not in self.text[line.start : close]:
            end = line.end if close < 0 else close
            self.out.add("comment", cell("", self.text, line.start + 4, end), start=line.start)
            self.at += 1
            if close >= 0 and close + 3 < line.end:
                self.out.add("paragraph", cell("", self.text, close + 3, line.end))
            return
        inside = []
        while self.at < len(self.lines) and self.lines[self.at].start < close:
            each = self.lines[self.at]
            begin = each.start + 4 if each.start == line.start else each.start
            end = min(close, each.end)
            inside.append(Line(self.text[begin:end].strip(), begin, 0))
            if each.end > close + 3:
                break
            self.at += 1
        last = self.lines[self.at] if self.at < len(self.lines) else None
        self.out.add("comment", _pieces(inside, self.text), start=line.start, end=close + 3)
        if last and last.start < close + 3:
            self.out.add("paragraph", cell("", self.text, close + 3, last.end))
            self.at += 1

    def _table(self, head: Line) -> None:
        names = [(self.text[a:b].strip(), b - len(self.text[a:b].lstrip())) for a, b in _split(head)]
        self.at += 2
        rows: list[tuple[Line, list[Cell]]] = []
        while self.at < len(self.lines):
            line = self._bare(self.lines[self.at])
            if not line.text or "|" not in line.text:
                break
            cells: list[Cell] = []
            for index, (a, b) in enumerate(_split(line)):
                name, at = names[index] if index < len(names) else ("", -1)
                cells += _table_cell(name or str(index + 1), self.text, a, b, at if name else -1)
            rows.append((line, cells))
            self.at += 1
        used = {each.name_start for _, cells in rows for each in cells}
        if any(name and at not in used for name, at in names):  # a column that holds nothing
            kind = "head" if used else "row"
            self.out.add(kind, [each for a, b in _split(head) for each in cell("", self.text, a, b)])
        for line, cells in rows:
            self.out.add("row", cells, start=line.start, end=line.end, parent=self.parent)

    def _definition(self, line: Line, found: re.Match[str]) -> None:
        name = found[1]
        lines = [line.after(found.end())]
        self.at += 1
        while self.at < len(self.lines) and self.lines[self.at].text and self.lines[self.at].indent >= 2:
            lines.append(self.lines[self.at])
            self.at += 1
        start = line.start + 1
        what = Cell("label", name, start, start + len(name))
        self.out.add("footnote" if name.startswith("^") else "link", [what, *unwrapped("", lines)])

    def _flow(self, line: Line, kind: str, *, quoted: bool) -> None:
        """Take a paragraph or a list item with the lines on which it goes on."""
        marked = marker(line)
        here = marked[1] if marked else line
        lines = [here]
        self.at += 1
        while self.at < len(self.lines):
            following = self.lines[self.at]
            quote = _QUOTE.match(following.text)
            if bool(quote) != quoted or not following.text:
                break
            inner = following.after(quote.end()) if quote else following
            if not marked and not quoted and _SETEXT.match(inner.text) and inner.indent < 4:
                self.at += 1
                end = lines[-1].end
                self._heading(1 if inner.text[0] == "=" else 2, line.start, end)
                return
            if self._interrupts(inner, lines[-1], marked[2] if marked else None, here.indent):
                break
            lines.append(inner)
            self.at += 1
        if marked:
            place = self.out.add("item", [*marked[0], *_labelled(lines, self.text)], parent=self.parent)
            column = here.indent if here.text else line.indent + 2
            if not quoted:
                while self.items and self.items[-1][0] >= column:
                    self.items.pop()
                self.items.append((column, place))
            return
        cells = _labelled(lines, self.text)
        kind = "entry" if cells and cells[0].field and kind == "paragraph" else kind
        self.out.add(kind, cells, parent=self.parent)

    @staticmethod
    def _interrupts(line: Line, previous: Line, kind: str | None, column: int) -> bool:
        """Whether a line begins something of its own in the midst of a paragraph or an item."""
        text = line.text
        if not text or _ATX.match(text) or _FENCE.match(text) or _RULE.match(text) or text.startswith("<!--"):
            return True
        if text.startswith("|") or _BOLD_LABEL.match(text) or _DEFINED.match(text):
            return True
        marked = marker(line)
        if not marked:
            return False
        # A wrapped line may begin with something like a number; a list goes on, or a sentence has ended.
        listed = kind is not None and (marked[2] == kind or line.indent < column)
        return not marked[0] or listed or previous.text.endswith(_ENDS)


def _split(line: Line) -> list[tuple[int, int]]:
    """The places of a table row's cells."""
    bars = [found.start() for found in _PIPE.finditer(line.text)]
    edges = [-1, *bars, len(line.text)]
    places = [(line.start + a + 1, line.start + b) for a, b in pairwise(edges)]
    if line.text.startswith("|"):
        places = places[1:]
    if bars and bars[-1] == len(line.text) - 1:
        places = places[:-1]
    return places


def _table_cell(name: str, text: str, start: int, end: int, name_start: int) -> list[Cell]:
    return [
        Cell(each.field, each.text.replace("\\|", "|"), each.start, each.end, name_start=name_start)
        for each in cell(name, text, start, end, name_start)
    ]


def _labelled(lines: Sequence[Line], text: str) -> list[Cell]:
    """The text of a paragraph; named by the bold label that it begins with, if any."""
    found = _BOLD_LABEL.match(lines[0].text)
    if not found:
        return unwrapped("", lines)
    rest = lines[0].after(found.end())
    named = unwrapped(found[2].strip(), [rest, *lines[1:]], lines[0].start + found.start(2))
    return named or cell("", text, lines[0].start, lines[0].end)


def _pieces(lines: Sequence[Line], text: str) -> list[Cell]:
    return unwrapped(
        "", [Line(each.text, text.find(each.text, each.start), 0) for each in lines if each.text]
    )
