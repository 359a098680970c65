"""A file on its way to what is expected: pieces of text that remember where they came from and which clause made them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from holdtrue.checks.contract.clauses import Clause
from holdtrue.checks.document import Document
from holdtrue.checks.finding import Place
from holdtrue.checks.readers import read
from holdtrue.checks.verify.told import around


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of expected text."""

    text: str
    """The text as it must stand; for a free piece, the text that it replaces."""

    file: str = ""
    """The file that it was taken from; empty where it is new."""

    start: int = 0
    """Offset in that file."""

    clause: Clause | None = None
    """The clause that put it here or changed it; None where nothing did."""

    free: bool = False
    """Whether other text may stand here, within what the clause demands of it."""

    was: str = ""
    """What stood here before a clause changed it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Pieces that stand in the place of a stretch."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Working:
    """One file after some of the clauses."""

    name: str
    """Name of the file that is expected."""

    pieces: tuple[Piece, ...]
    """Its text, in order."""

    source: str
    """Name of the file it began as, which tells its format."""

    @classmethod
    def of(cls, name: str, text: str) -> Working:
        """A file as it was handed over."""
        return cls(name, (Piece(text, name),), name)

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece begins."""
        return list(accumulate((len(piece.text) for piece in self.pieces), initial=0))[:-1]

    @cached_property
    def document(self) -> Document:
        """The text as records."""
        return read(self.source, self.text)

    def edited(self, edits: Iterable[Edit]) -> Working:
        """The file with stretches replaced; of edits that overlap, the first in the text counts."""
        made: list[Piece] = []
        position = 0
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
            if edit.start < position:
                continue
            made += self.cut(position, edit.start)
            made += edit.pieces
            position = edit.end
        made += self.cut(position, len(self.text))
        return replace(self, pieces=tuple(piece for piece in made if piece.text or piece.free))

    def cut(self, start: int, end: int) -> list[Piece]:
        """The pieces of a stretch."""
        found = []
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.pieces) and self.starts[index] < end:
            piece, begin = self.pieces[index], self.starts[index]
            a, b = max(start - begin, 0), min(end - begin, len(piece.text))
            if b > a or (piece.free and not piece.text and start <= begin < end):
                whole = b - a == len(piece.text)
                found.append(piece if whole else replace(piece, text=piece.text[a:b], start=piece.start + a))
            index += 1
        return found

    def over(self, start: int, end: int) -> list[Piece]:
        """The pieces that a stretch touches."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = first
        while last < len(self.pieces) and (self.starts[last] < end or last == first):
            last += 1
        return list(self.pieces[first:last])

    def of_value(self, start: int, end: int) -> list[Piece]:
        """The pieces of a value; of an empty one, the free text that may fill it, or else what stands there."""
        if end > start:
            return self.cut(start, end)
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index and self.starts[index - 1] == start:
            index -= 1
        found = self.pieces[index : index + 1]
        return (
            list(found)
            if found and found[0].free and self.starts[index] == start
            else self.over(start, start + 1)
        )

    @cached_property
    def has_free(self) -> bool:
        """Whether other text may stand somewhere."""
        return any(piece.free for piece in self.pieces)

    def free_stretches(self) -> list[tuple[int, int, Piece]]:
        """Where other text may stand, neighbours of one clause joined."""
        found: list[tuple[int, int, Piece]] = []
        for start, piece in zip(self.starts, self.pieces, strict=True):
            if piece.free:
                if found and found[-1][1] == start and found[-1][2].clause is piece.clause:
                    a, _, first = found[-1]
                    found[-1] = (a, start + len(piece.text), replace(first, text=first.text + piece.text))
                else:
                    found.append((start, start + len(piece.text), piece))
        return found


def origin(working: Working, start: int, end: int, documents: dict[str, Document]) -> Place | None:
    """Where a stretch stood on the side that was handed over, with its line; None where all of it is new."""
    begin = finish = -1
    file = ""
    for piece, offset in _placed(working, start, end):
        if not piece.file:
            continue
        a = piece.start + max(0, start - offset) if not piece.was else piece.start
        length = len(piece.was) if piece.was else min(len(piece.text), end - offset) - max(0, start - offset)
        if file and (piece.file != file or abs(a - finish) > 400):
            break
        file = piece.file
        begin = a if begin < 0 else min(begin, a)
        finish = max(finish, a + max(length, 0))
    if not file or file not in documents:
        return None
    document = documents[file]
    return document.place(*around(document.text, begin, finish))


def _placed(working: Working, start: int, end: int) -> Iterable[tuple[Piece, int]]:
    index = max(bisect_right(working.starts, start) - 1, 0)
    while index < len(working.pieces) and (working.starts[index] < end or working.starts[index] == start):
        yield working.pieces[index], working.starts[index]
        index += 1


def clause_of(pieces: Sequence[Piece]) -> Clause | None:
    """The clause that had a hand in a stretch; None where it must be as it was."""
    return next((piece.clause for piece in pieces if piece.clause), None)
