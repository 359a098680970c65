"""The records of a side, ready to be paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.finding import Place
from holdtrue.checks.prose.passage import Passage
from holdtrue.checks.tracing.tokens import Token, keys, tokens

Said = tuple[str, ...]
"""Keys of words, in order."""


class Content:
    """What a record says, wherever it stands: records of the same values share one, so that it is split once."""

    def __init__(self, texts: tuple[str, ...], said: tuple[Said, ...]) -> None:
        self.texts = texts
        self.said = said

    @cached_property
    def words(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each value."""
        return tuple([tokens(text) for text in self.texts])

    @cached_property
    def all_words(self) -> tuple[Token, ...]:
        """The tokens of all values, in order."""
        return tuple(chain.from_iterable(self.words))

    @cached_property
    def keys(self) -> Said:
        """Keys of all tokens, in order."""
        return tuple(chain.from_iterable(self.said))

    @cached_property
    def bag(self) -> Counter[str]:
        """Keys of the tokens that say something: numbers and words."""
        return Counter([key for key in self.keys if key[0].isalnum()])

    @cached_property
    def folded(self) -> Said:
        """Keys of all tokens, in whatever order they stand."""
        return tuple(sorted(self.keys))

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """The values as they are written, white space aside."""
        return tuple([" ".join(text.split()) for text in self.texts])


class Contents:
    """The contents of both sides of a hand-off, each made once."""

    def __init__(self) -> None:
        self._contents: dict[tuple[str, ...], Content] = {}
        self._said: dict[str, Said] = {}

    def of(self, record: Record) -> Content:
        """What a record says."""
        texts = tuple([cell.text for cell in record.cells])
        found = self._contents.get(texts)
        if found is None:
            found = self._contents[texts] = Content(texts, tuple([self._keys(text) for text in texts]))
        return found

    def _keys(self, text: str) -> Said:
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = keys(text)
        return said


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

    content: Content
    """What it says."""

    @property
    def cells(self) -> Iterator[tuple[Cell, tuple[Token, ...]]]:
        """Its values, each with its tokens."""
        return zip(self.record.cells, self.content.words, strict=True)

    @property
    def said(self) -> Iterator[tuple[Cell, Said]]:
        """Its values, each with the keys of its tokens."""
        return zip(self.record.cells, self.content.said, strict=True)

    def passage(self, cell: Cell) -> Passage:
        """One of its values as text with places in the file."""
        found = self._passages.get(cell.start)
        if found is None:
            found = self._passages[cell.start] = Passage.of(self.document, cell)
        return found

    @cached_property
    def _passages(self) -> dict[int, Passage]:
        return {}

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of all its tokens, in order."""
        return self.content.keys

    @cached_property
    def reach(self) -> frozenset[str]:
        """Keys of the tokens of the record and of those around it."""
        own = frozenset(self.keys)
        return own | self.parent.reach if self.parent else own

    @property
    def bag(self) -> Counter[str]:
        """Keys of its tokens that say something: numbers and words."""
        return self.content.bag

    @property
    def exact(self) -> tuple[str, ...]:
        """Its values as they are written, white space aside."""
        return self.content.exact

    @property
    def place(self) -> Place:
        """Where it stands: from its first value to its last."""
        cells = self.record.cells
        return self.document.place(min(c.start for c in cells), max(c.end for c in cells))


def units(documents: Sequence[Document], contents: Contents) -> tuple[Unit, ...]:
    """The records of all files of a side that hold values of their own, file after file.

    Args:
        documents: The files.
        contents: What the records of either side say, as far as it is known.
    """
    found: list[Unit] = []
    for document in documents:
        made: dict[int, Unit] = {}
        for position, record in enumerate(document.records):
            parent = made.get(record.parent) if record.parent is not None else None
            unit = Unit(len(found), document, record, parent, contents.of(record))
            made[position] = unit
            if any(map(str.strip, unit.content.texts)):
                found.append(unit)
    return tuple(found)
