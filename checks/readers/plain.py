"""Plain text: headings, clauses, items, labelled lines, columns set with spaces, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.columns import head_of, idle_head, is_row, labels_apart, pieces, row_cells
from holdtrue.checks.readers.dialogue import is_dialogue, read_dialogue
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.logs import is_log, read_log
from holdtrue.checks.readers.mail import is_mail, read_mail
from holdtrue.checks.readers.markdown import read_markdown
from holdtrue.checks.readers.markers import label, marker
from holdtrue.checks.readers.plans import is_plan, read_plan
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_RULE = re.compile(r"([-=_*~#+.])\1{2,}$|(?:([-=*_~+])[ ]?){3,}$|[-+= |]{5,}$")
_ATX = re.compile(r"#{1,6} \S")
_TABLE_RULE = re.compile(r"\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:? *)?$")
_PART = re.compile(
    r"([^\W\d_]{3,12}\.?\s(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|[A-Z])(?:\.\d{1,3})*)(?:[.:)]|\s?[–—-])?(?=\s|$)"
)
_ENDS = tuple(".;:!?…,")
_LABEL_LEVEL = 9
"""Of a heading that is a label alone (`Enclosures:`): below all others."""


def read_plain(text: str) -> Draft:
    """Read plain text.

    Kinds of records: `heading`, `paragraph`, `item`, `entry` (labelled lines that follow each
    other), `row`, `rule`.

    A clause or item has its number as cell `marker`. A wrapped text is one cell with single spaces. What is a mail, a
    log, a plan, a conversation or Markdown in all but name is read as such.
    """
    lines = lines_of(text)
    for test, reader in _SHAPES:
        if test(lines):
            return reader(text)
    return _Scanner(text, lines).read()


def _is_markdown(lines: list[Line]) -> bool:
    headings = sum(1 for line in lines if _ATX.match(line.text))
    remarks = sum(1 for line in lines if line.text.startswith("#")) - headings
    return (headings > 0 and not remarks) or any(_TABLE_RULE.match(line.text) for line in lines)


def _is_plan(lines: list[Line]) -> bool:
    return is_plan(line.text for line in lines)


_SHAPES: tuple[tuple[Callable[[list[Line]], bool], Callable[[str], Draft]], ...] = (
    (is_mail, read_mail),
    (is_log, read_log),
    (_is_plan, read_plan),
    (_is_markdown, read_markdown),
    (is_dialogue, read_dialogue),
)


class _Scanner:
    """Goes through blocks of lines between blank ones; `at` is the next line."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = [*lines, Line("", len(text), 0)]
        self.at = 0
        self.out = Builder()

    def read(self) -> Draft:
        while self.at < len(self.lines):
            if self.lines[self.at].text:
                self._block()
            else:
                self.at += 1
        return self.out.draft()

    @cached_property
    def _block_starts(self) -> list[int]:
        """For every line the first line of the block after its own; the number of lines where none follows."""
        starts = [len(self.lines)] * (len(self.lines) + 1)
        for index in range(len(self.lines) - 1, -1, -1):
            begins = index > 0 and self.lines[index].text and not self.lines[index - 1].text
            starts[index - 1] = index if begins else starts[index]
        return starts

    def _block(self) -> None:
        """Take the lines up to the next blank one."""
        first = True
        while self.lines[self.at].text:
            line = self.lines[self.at]
            if _RULE.match(line.text):
                self.out.add("rule", cell("", self.text, line.start, line.end))
                self.at += 1
            elif not (first and self._heading(line)) and not self._labels(line) and not self._rows(line):
                self._flow(line)
            first = False

    def _heading(self, line: Line) -> bool:
        """Take a heading, which is the first line of a block."""
        below = self.lines[self.at + 1]
        lone = not below.text
        text = line.text
        if below.text and _RULE.match(below.text) and len(text) <= 100 and not is_row(line):
            self._add_heading(line, 1 if below.text[0] in "=*#" else 2)
            self.at += 2
            return True
        if len(text) > 90 or text.count(" ") > 11 or is_row(line):
            return False
        marked = marker(line)
        if text.isupper() and sum(map(str.isalpha, text)) > 2 and not text.endswith(_ENDS[:1]):
            if label(line) and not text.endswith(":"):
                return False
            self._add_heading(line, 1 + (marked[2].count("0") if marked else 0))
        elif lone and marked and marked[0] and self._opens_section(marked[1], marked[2]):
            self._add_heading(line, 1 + max(1, marked[2].count("0")))
        elif lone and _PART.match(text) and not text.endswith(_ENDS):
            self._add_heading(line, 1)
        elif (named := label(line)) and named[1] == len(text) and not marked:
            self._add_heading(line, _LABEL_LEVEL)
        else:
            return False
        self.at += 1
        return True

    def _opens_section(self, title: Line, kind: str) -> bool:
        """Whether a numbered line by itself is a heading: no sentence, and what follows is not the next such line."""
        if not title.text[:1].isupper() or title.text.endswith(_ENDS) or title.text.count(" ") > 8:
            return False
        following = self._block_starts[self.at]
        if following >= len(self.lines):
            return False
        marked = marker(self.lines[following])
        return not marked or marked[2] != kind

    def _add_heading(self, line: Line, level: int) -> None:
        marked = marker(line)
        if marked and marked[0] and marked[1].text:
            self.out.heading(level, [*marked[0], *cell("", self.text, marked[1].start, line.end)])
            return
        part = _PART.match(line.text)
        end = line.end - 1 if line.text.endswith(":") and len(line.text) > 1 else line.end
        if part:
            number = line.start + part.end(1)
            rest = line.start + part.end()
            cells = [*cell("marker", self.text, line.start, number), *cell("", self.text, rest, end)]
            self.out.heading(level, cells)
        else:
            self.out.heading(level, cell("", self.text, line.start, end))

    def _labels(self, line: Line) -> bool:
        """Take labelled lines that follow each other as one record, a new one where they begin anew."""
        if not (named := _named(line)):
            return False
        cells: list[Cell] = []
        first, others = named[0], False
        while named:
            lines = [line.after(named[1])]
            self.at += 1
            apart = labels_apart(line)
            while (
                (following := self.lines[self.at]).text
                and not apart
                and not label(following)
                and not marker(following)
                and not _RULE.match(following.text)
                and not is_row(following)
            ):
                lines.append(following)
                self.at += 1
            if cells and named[0] == first and others:
                self.out.add("entry", cells, start=cells[0].name_start)
                cells, others = [], False
            others = others or named[0] != first
            cells += (
                apart
                or unwrapped(named[0], lines, line.start)
                or [Cell("", line.text, line.start, line.end, name_start=line.start)]
            )
            line = following
            named = _named(line)
        self.out.add("entry", cells, start=cells[0].name_start)
        return True

    def _rows(self, line: Line) -> bool:
        """Take rows that follow each other."""
        if not is_row(line) or (marker(line) and not is_row(marker(line)[1])):  # type: ignore[index]
            return False
        signed = "|" in line.text
        rows = [pieces(line)]
        self.at += 1
        ruled = bool(_RULE.match(self.lines[self.at].text))
        bounds = [line]
        while (following := self.lines[self.at]).text:
            if _RULE.match(following.text):
                if len(rows) > 1 or not ruled:
                    break
            elif is_row(following) and not label(following) and ("|" in following.text) == signed:
                rows.append(pieces(following))
                bounds.append(following)
            else:
                break
            self.at += 1
        head = rows[0] if head_of(rows, ruled=ruled) else None
        cells = [row_cells(row, head, signed=signed) for row in (rows[1:] if head else rows)]
        if idle := idle_head(head, cells):
            self.out.add("head", idle, start=bounds[0].start, end=bounds[0].end)
        for row, place in zip(cells, bounds[1:] if head else bounds, strict=True):
            self.out.add("row", row, start=place.start, end=place.end)
        return True

    def _flow(self, line: Line) -> None:
        """Take a paragraph or an item with the lines on which it goes on."""
        marked = marker(line)
        lines = [marked[1] if marked else line]
        self.at += 1
        while (following := self.lines[self.at]).text:
            other = marker(following)
            if other and (
                not other[0]
                or other[2][0] in "(["
                or (marked and other[2] == marked[2])
                or lines[-1].text.endswith(_ENDS)
            ):
                break
            if _RULE.match(following.text) or is_row(following) or (_named(following) and not marked):
                break
            lines.append(following)
            self.at += 1
        if not marked:
            self.out.add("paragraph", unwrapped("", lines))
            return
        self.out.add("item", [*marked[0], *unwrapped("", lines)], start=line.start)


def _named(line: Line) -> tuple[str, int] | None:
    """The label of a line. One with a number in it (`Row 3:`) tells items of a list apart; see `_flow`."""
    return label(line) if not marker(line) else None
