"""What a reader makes of a file: records of named cells, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import repeat
from operator import itemgetter
from typing import Literal, NamedTuple, overload

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


_cell = partial(tuple.__new__, Cell)
"""A cell of its six parts; Python's own way by keywords takes twice as long."""


class Row(Sequence[Cell]):
    """The cells of a table's row, made when they are asked for.

    A table of a megabyte has a hundred thousand cells, of which a check looks at few one by one: those of a row that
    is as it was need no more than their texts.
    """

    __slots__ = ("_ends", "_name_starts", "_starts", "fields", "texts")

    def __init__(
        self,
        fields: tuple[str, ...],
        texts: tuple[str, ...],
        starts: tuple[int, ...],
        ends: tuple[int, ...],
        name_starts: tuple[int, ...],
    ) -> None:
        """Take the parts of the cells, as many of each; rows of one table can share the fields and their starts."""
        self.fields = fields
        self.texts = texts
        self._starts = starts
        self._ends = ends
        self._name_starts = name_starts

    def __iter__(self) -> Iterator[Cell]:
        parts = zip(
            self.fields,
            self.texts,
            self._starts,
            self._ends,
            repeat("text"),
            self._name_starts,
            strict=False,
        )
        return map(_cell, parts)

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, at: int | slice) -> Cell | tuple[Cell, ...]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return Cell(
            self.fields[at], self.texts[at], self._starts[at], self._ends[at], "text", self._name_starts[at]
        )

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Row | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


_FIELD, _TEXT = (itemgetter(Cell._fields.index(name)) for name in ("field", "text"))


class Record(NamedTuple):
    """A unit of a document: a row, an object, an entry, an event, a section's heading, a paragraph, a comment."""

    kind: str
    """What sort of unit it is, in the format's own word: `row`, `object`, `VEVENT`, `heading`, `paragraph`,
    `comment`, ..."""

    cells: Sequence[Cell]
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

    @property
    def fields(self) -> tuple[str, ...]:
        """The name of each cell."""
        return self.cells.fields if type(self.cells) is Row else tuple(map(_FIELD, self.cells))

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return self.cells.texts if type(self.cells) is Row else tuple(map(_TEXT, self.cells))

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
