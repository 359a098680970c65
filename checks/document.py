"""What a reader makes of a file: records of named cells, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from holdtrue.checks.finding import Place
from holdtrue.checks.formats.parsed import Trouble

CellType = Literal["text", "number", "boolean", "null"]
"""What the format itself says a value is; a format without types says `text`."""


class Cell(NamedTuple):
    """One value of a record."""

    field: str
    """Its name inside the record; a path of names joined by `/` where values nest without being records of their own.
    Values of a list share one name. Empty where the format names nothing."""

    text: str
    """The value as a reader means it: unquoted, unescaped, unfolded."""

    start: int
    """Offset of its first character in the file, in code points, as it is written there."""

    end: int
    """Offset just after its last character."""

    type: CellType = "text"
    """What the format says it is."""

    name_start: int = -1
    """Offset where the field's name stands for this cell (a key, a column's head); -1 where nothing names it."""


class Record(NamedTuple):
    """A unit of a document: a row, an object, an entry, an event, a section's heading, a paragraph, a comment."""

    kind: str
    """What sort of unit it is, in the format's own word: `row`, `object`, `VEVENT`, `heading`, `paragraph`,
    `comment`, ..."""

    cells: tuple[Cell, ...]
    """Its values, in the order of the file. Those of records inside it are not among them."""

    start: int
    """Offset of its first character in the file."""

    end: int
    """Offset just after its last character, records inside it included."""

    path: str = ""
    """Where it stands: names joined by `/`, `*` for a position in a list, so that records alike share a path:
    `/categories/*/products/*`, or the headings above a paragraph."""

    parent: int | None = None
    """Position in the document's records of the record around it; None at the top."""

    def get(self, field: str) -> str | None:
        """The text of the first cell of that name; None where there is none."""
        return next((cell.text for cell in self.cells if cell.field == field), None)


_LINE_FEED = re.compile("\n")


@dataclass(frozen=True)
class Document:
    """A file as records.

    Everything in it that is neither white space nor the format's punctuation and field names lies in a cell: comments,
    headings and stretches that the reader does not understand are records too (`comment`, `heading`, `text`).
    """

    file: str
    """The file's name."""

    text: str
    """The whole text of the file."""

    format: str
    """Name of the reader that read it, for example `csv`, `json`, `ics`, `markdown`, `lines`."""

    records: tuple[Record, ...]
    """In the order of the file; a record around others stands before them."""

    trouble: Trouble | None = None
    """Why it does not parse, where it should; its records then are what could be read."""

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_FEED.finditer(self.text))]

    def place(self, start: int, end: int) -> Place:
        """A stretch of the file as evidence."""
        return Place(self.file, start, end, bisect_right(self._line_starts, start), self.text[start:end])
