"""A stretch of running text and where it lies in its file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.document import Cell, Document
from holdtrue.checks.finding import Place

_PIECE = re.compile(r"\w+|[^\w\s]")

_WORD = re.compile(r"[^\W\d_]{2,}")

_FEWEST_WORDS = 4
"""Words from which a value is running text rather than a name or a label."""

_LOOK_AHEAD = 200
"""Characters of the file within which the next word of an unescaped or unfolded text is looked for."""


@dataclass(frozen=True)
class Passage:
    """Running text of a file: a paragraph, a list item, a comment, a value that holds sentences."""

    document: Document
    """The file it stands in."""

    text: str
    """The text as a reader means it; unescaping and unfolding may make it shorter than what the file holds."""

    start: int
    """Offset of its first character in the file."""

    end: int
    """Offset just after its last character."""

    @classmethod
    def of(cls, document: Document, cell: Cell) -> Passage:
        """The text of a cell."""
        return cls(document, cell.text, cell.start, cell.end)

    def place(self, start: int, end: int) -> Place:
        """The characters from `start` to `end` of `text` as evidence; offsets in the file, as it is written there."""
        if self._verbatim:
            return self.document.place(self.start + start, self.start + end)
        return self.document.place(self._offset(start), max(self._offset(start), self._offset(end - 1) + 1))

    @cached_property
    def _verbatim(self) -> bool:
        return self.document.text[self.start : self.end] == self.text

    @cached_property
    def _anchors(self) -> tuple[list[int], list[int]]:
        """Where each word of the text stands in the text, and in the file."""
        raw = self.document.text
        here: list[int] = []
        there: list[int] = []
        position = self.start
        for match in _PIECE.finditer(self.text):
            found = raw.find(
                match[0],
                position,
                min(self.end, position + len(match[0]) + _LOOK_AHEAD),
            )
            if found >= 0:
                here.append(match.start())
                there.append(found)
                position = found + len(match[0])
        return here, there

    def _offset(self, index: int) -> int:
        """The place in the file of one character of the text."""
        here, there = self._anchors
        known = bisect_right(here, index) - 1
        if known < 0:
            return self.start
        return min(there[known] + index - here[known], self.end)


def passages(document: Document) -> tuple[Passage, ...]:
    """The running text of a document, in order: values of a few words are data, not text."""
    return tuple(
        Passage.of(document, cell)
        for record in document.records
        for cell in record.cells
        if cell.type == "text" and len(_WORD.findall(cell.text)) >= _FEWEST_WORDS
    )
