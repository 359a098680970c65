"""A file that came out, and what a contract leaves open in it."""

from __future__ import annotations

from dataclasses import dataclass

from holdtrue.checks.document import Document
from holdtrue.checks.finding import Place
from holdtrue.checks.verify.told import around


@dataclass(frozen=True, slots=True)
class Came:
    """A file that came out: its document inside the whole text."""

    document: Document
    """The document, read from the content without a fence around it."""

    file: str
    whole: str
    offset: int
    """Where the content begins in the whole text."""

    def place(self, start: int, end: int) -> Place:
        """A stretch of the content with the line around it, as evidence in the whole file."""
        return self.stretch(*around(self.document.text, start, end))

    def stretch(self, start: int, end: int) -> Place:
        """A stretch of the content and nothing else."""
        a, b = start + self.offset, end + self.offset
        line = self.document.place(start, end).line + self.whole.count("\n", 0, self.offset)
        return Place(self.file, a, b, line, self.whole[a:b])


@dataclass(frozen=True, slots=True)
class Freedoms:
    """What the contract leaves open everywhere."""

    order: bool = False
    count: bool = False
    style: bool = False
    numbering: bool = False
    wording: bool = False
