"""A shipped document: its text, its layout and the edits that a relay asks for."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from holdtrue.checks import InputError
from holdtrue.experiments.documents.edit import EditPair, Fields
from holdtrue.experiments.documents.layout import Layout


@dataclass(frozen=True)
class Document:
    """A document of records with its reversible edits."""

    name: str
    """Its name on the command line."""

    title: str
    """What it is, in a few words."""

    layout: Layout
    """How it is written."""

    text: str
    """The shipped text."""

    examples: tuple[str, ...]
    """Records in the document's layout that are not in its text: the worked examples of a prompt."""

    pairs: tuple[EditPair, ...]
    """The reversible edits; each is a pair of its own, starting from the document's layout."""

    make_record: Callable[[random.Random, int], Fields]
    """Draws the fields of one more record, given a random source and the record's position from 0."""

    @property
    def records(self) -> tuple[str, ...]:
        """The texts of the shipped records, in order."""
        return self.layout.split(self.text)

    def sample(self, n: int, seed: int) -> str:
        """Another document of the same kind with `n` records; the same seed gives the same text.

        Raises:
            InputError: `n` is less than 1.
        """
        if n < 1:
            msg = f"a document has at least one record, not {n}"
            raise InputError(msg)
        # A string seeds by its hash digest, so neighbouring seeds give unrelated documents.
        source = random.Random(f"{self.name}:{seed}")  # noqa: S311  # no secret depends on it
        return self.layout.join(self.layout.write(self.make_record(source, i)) for i in range(n))

    def pair(self, name: str) -> EditPair:
        """The edit pair of that name.

        Raises:
            InputError: The document has no such pair.
        """
        for pair in self.pairs:
            if pair.name == name:
                return pair
        msg = f"{self.name} has no edit pair {name!r}; one of {', '.join(p.name for p in self.pairs)}"
        raise InputError(msg)


def shipped(file: str) -> str:
    """The text of a file that the package ships beside its modules."""
    return files(__package__).joinpath("data", file).read_text(encoding="utf-8")
