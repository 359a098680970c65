"""The records of a side, ready to be paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.finding import Place
from holdtrue.checks.prose.passage import Passage
from holdtrue.checks.tracing.tokens import Token, tokens


@dataclass(frozen=True, eq=False)
class Unit:
    """One record of a side."""

    index: int
    """Its position among the units of its side."""

    document: Document
    """The file it stands in."""

    record: Record
    """The record."""

    parent: Unit | None
    """The unit around it."""

    @cached_property
    def cells(self) -> tuple[tuple[Cell, tuple[Token, ...]], ...]:
        """Its values, each with its tokens."""
        return tuple((cell, tokens(cell.text)) for cell in self.record.cells)

    def passage(self, cell: Cell) -> Passage:
        """One of its values as text with places in the file."""
        found = self._passages.get(cell.start)
        if found is None:
            found = self._passages[cell.start] = Passage.of(self.document, cell)
        return found

    @cached_property
    def _passages(self) -> dict[int, Passage]:
        return {}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of all its tokens, in order."""
        return tuple(token.key for _, words in self.cells for token in words)

    @cached_property
    def reach(self) -> frozenset[str]:
        """Keys of the tokens of the record and of those around it."""
        own = frozenset(self.keys)
        return own | self.parent.reach if self.parent else own

    @cached_property
    def bag(self) -> Counter[str]:
        """Keys of its tokens that say something: numbers and words."""
        return Counter(key for key in self.keys if key[0].isalnum())

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """Its values as they are written, white space aside."""
        return tuple(" ".join(cell.text.split()) for cell in self.record.cells)

    @property
    def place(self) -> Place:
        """Where it stands: from its first value to its last."""
        cells = self.record.cells
        return self.document.place(min(c.start for c in cells), max(c.end for c in cells))


def units(documents: Sequence[Document]) -> tuple[Unit, ...]:
    """The records of all files of a side that hold values of their own, file after file."""
    found: list[Unit] = []
    for document in documents:
        made: dict[int, Unit] = {}
        for position, record in enumerate(document.records):
            parent = made.get(record.parent) if record.parent is not None else None
            unit = Unit(len(found), document, record, parent)
            made[position] = unit
            if any(cell.text.strip() for cell in record.cells):
                found.append(unit)
    return tuple(found)
