"""A record with its surroundings: its document, the records around it, its place among those chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from holdtrue.checks.document import Cell, Document, Record


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a document."""

    document: Document
    index: int
    """Its position in the document's records."""

    start: int = -1
    """Where its text begins, if not where the record does: a table cell's list item has one record."""

    group: Sequence[Item] = field(default=(), compare=False, hash=False)
    """The records that aggregates look at."""

    position: int = 0
    """Its place among those chosen, from 1."""

    @property
    def record(self) -> Record:
        """The record itself."""
        return self.document.records[self.index]

    @property
    def text(self) -> str:
        """Its whole text, as it is written."""
        return self.document.text[self.record.start : self.record.end]

    def around(self) -> Iterator[Record]:
        """The record and those around it, from the inside out."""
        index: int | None = self.index
        while index is not None:
            record = self.document.records[index]
            yield record
            index = record.parent

    def cells(self, name: str) -> list[Cell]:
        """The cells of a field: by its name, by the end of its path, then those of the records around.

        `parent.` before a name begins the search one record further out.
        """
        wanted, climb = name, 0
        while wanted.startswith("parent."):
            wanted, climb = wanted.removeprefix("parent."), climb + 1
        for record in list(self.around())[climb:]:
            found = named(record, wanted)
            if found:
                return found
        return []


def named(record: Record, name: str) -> list[Cell]:
    """Cells of a record by a field's name, in whatever capitals, or by the end of its path."""
    found = [cell for cell in record.cells if cell.field == name]
    if found:
        return found
    folded = name.casefold()
    found = [cell for cell in record.cells if cell.field.casefold() == folded]
    if found:
        return found
    slashed = "/" + folded.replace(".", "/")
    return [cell for cell in record.cells if ("/" + cell.field.casefold()).endswith(slashed)]


def items(document: Document) -> list[Item]:
    """Every record of a document."""
    return [Item(document, index) for index in range(len(document.records))]
