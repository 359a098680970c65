"""Lines of a text with their places."""

from __future__ import annotations

from typing import NamedTuple

from holdtrue.checks.finding import Place


class Line(NamedTuple):
    """One line of a file, without its line feed."""

    file: str
    """The file's name."""

    number: int
    """Position in the file, from 1."""

    start: int
    """Offset of its first character in the file, in code points."""

    text: str
    """The line itself; a carriage return before the line feed belongs to it."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing but white space stands in it."""
        return not self.text.strip()

    @property
    def place(self) -> Place:
        """The whole line as evidence."""
        return self.part(0, len(self.text))

    def part(self, start: int, end: int) -> Place:
        """The characters from `start` to `end` of the line as evidence."""
        return Place(self.file, self.start + start, self.start + end, self.number, self.text[start:end])


def split_lines(file: str, text: str, start: int = 0, end: int | None = None) -> tuple[Line, ...]:
    """Lines of `text[start:end]`, numbered and placed as in the whole text.

    Only a line feed separates lines, so that joining them with it gives the text back.
    A line feed at the very end closes the last line and opens no other.
    """
    end = len(text) if end is None else end
    number = text.count("\n", 0, start) + 1
    lines = []
    pieces = text[start:end].split("\n")
    if pieces[-1] == "":
        pieces.pop()
    for piece in pieces:
        lines.append(Line(file, number, start, piece))
        number += 1
        start += len(piece) + 1
    return tuple(lines)
