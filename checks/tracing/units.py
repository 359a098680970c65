"""The records of a side, ready to be paired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter

from holdtrue.checks.document import Cell, Document, Record
from holdtrue.checks.finding import Place
from holdtrue.checks.prose.passage import Passage
from holdtrue.checks.tracing.tokens import Token, keys, tokens

Said = tuple[str, ...]
"""Keys of words, in order."""

_START, _END = (itemgetter(Cell._fields.index(name)) for name in ("start", "end"))


class Content:
    """What a record says, wherever it stands: records of the same values share one, so that it is split once."""

    def __init__(
        self, texts: tuple[str, ...], exact: tuple[str, ...], said: tuple[Said, ...], likeness: int
    ) -> None:
        self.texts = texts
        self.exact = exact
        """The values as they are written, white space aside."""
        self.said = said
        self.keys: Said = tuple(chain.from_iterable(said))
        """Keys of all tokens, in order."""
        self.likeness = likeness
        """A number that those share which differ in white space at most: cheaper to compare by than the values."""

    @cached_property
    def words(self) -> tuple[tuple[Token, ...], ...]:
        """The tokens of each value."""
        return tuple([tokens(text) for text in self.texts])

    @cached_property
    def all_words(self) -> tuple[Token, ...]:
        """The tokens of all values, in order."""
        return tuple(chain.from_iterable(self.words))

    @cached_property
    def bag(self) -> Counter[str]:
        """Keys of the tokens that say something: numbers and words."""
        return Counter([key for key in self.keys if key[0].isalnum()])

    @cached_property
    def folded(self) -> Said:
        """Keys of all tokens, in whatever order they stand."""
        return tuple(sorted(self.keys))


class Contents:
    """The contents of both sides of a hand-off, each made once."""

    def __init__(self) -> None:
        self._contents: dict[tuple[str, ...], Content] = {}
        self._said: dict[str, Said] = {}
        self._likenesses: dict[tuple[str, ...], int] = {}

    def of(self, record: Record) -> Content:
        """What a record says."""
        texts = record.texts
        found = self._contents.get(texts)
        if found is None:
            exact = _evenly(texts)
            likeness = self._likenesses.setdefault(exact, len(self._likenesses))
            said = tuple([self._keys(text) for text in texts])
            found = self._contents[texts] = Content(texts, exact, said, likeness)
        return found

    def _keys(self, text: str) -> Said:
        said = self._said.get(text)
        if said is None:
            said = self._said[text] = keys(text)
        return said


def _evenly(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Values with one space between their words; the same tuple where that is so already, as it is most often."""
    joined = " ".join(filter(None, texts))
    if " ".join(joined.split()) == joined:
        return texts
    return tuple([" ".join(text.split()) for text in texts])


@dataclass(eq=False)
class Unit:
    """One record of a side. Nobody changes it; it is not frozen because making very many then takes twice as long."""

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
        cells = tuple(self.record.cells)
        return self.document.place(min(map(_START, cells)), max(map(_END, cells)))


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
