"""Typed triples with their provenance, and the store that holds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from holdtrue.checks.values import parse

TermType = Literal["thing", "number", "date"]
"""What a triple leads to."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a triple comes from."""

    source: str
    """The call or the file."""

    step: int
    """In which round it was written."""


@dataclass(frozen=True, slots=True)
class Triple:
    """One fact: a thing's relation leads to something."""

    subject: str
    relation: str
    object: str
    provenance: Provenance

    @property
    def type(self) -> TermType:
        """What the object is."""
        return type_of(self.object)

    def __str__(self) -> str:
        return f"{self.subject} | {self.relation} | {self.object}"


def type_of(term: str) -> TermType:
    """What a term is: by its notation alone, since nothing else is known of it."""
    kind = parse(term).kind
    if kind in ("number", "money", "quantity"):
        return "number"
    return "date" if kind in ("date", "datetime") else "thing"


@dataclass(slots=True)
class TripleStore:
    """Triples with an index for each direction.

    A store of its own, not networkx: what is asked of it is two look-ups, and a triple keeps its provenance.
    """

    _triples: dict[tuple[str, str, str], Triple] = field(default_factory=dict)
    _forward: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _backward: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, triple: Triple) -> bool:
        """Write a triple; False where it is there already, then with the provenance that it had first.

        Raises:
            ValueError: A part is empty, or the relation led to another type before.
        """
        if not all((triple.subject, triple.relation, triple.object)):
            raise ValueError("a part is empty")
        key = (fold(triple.subject), fold(triple.relation), fold(triple.object))
        if key in self._triples:
            return False
        other = next(
            (each for each in self if fold(each.relation) == key[1] and each.type != triple.type), None
        )
        if other is not None:
            raise ValueError(
                f"{triple.relation} leads to a {other.type} elsewhere ({other}), not to a {triple.type}"
            )
        self._triples[key] = triple
        self._forward.setdefault(key[:2], []).append(triple.object)
        self._backward.setdefault(key[1:], []).append(triple.subject)
        return True

    def objects(self, subject: str, relation: str) -> tuple[str, ...]:
        """What a thing's relation leads to."""
        return tuple(self._forward.get((fold(subject), fold(relation)), ()))

    def subjects(self, relation: str, object_: str) -> tuple[str, ...]:
        """The things whose relation leads there."""
        return tuple(self._backward.get((fold(relation), fold(object_)), ()))

    @property
    def things(self) -> tuple[str, ...]:
        """Everything that a triple begins or ends with, in the order of writing."""
        return tuple(dict.fromkeys(term for each in self for term in (each.subject, each.object)))

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations, in the order of writing."""
        return tuple(dict.fromkeys(each.relation for each in self))

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._triples.values())

    def __len__(self) -> int:
        return len(self._triples)

    def __str__(self) -> str:
        return "\n".join(map(str, self))


def fold(term: str) -> str:
    """A term as it is compared: in one case, with single spaces."""
    return " ".join(term.casefold().split())
