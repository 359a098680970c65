"""A small knowledge base about a country that does not exist, so that no model can know it from elsewhere."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NoReturn

from langchain_core.tools import StructuredTool, ToolException
from pydantic import Field

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

_SEED = "the Hollow Coast, first edition"
"""Drawn once and for all: the knowledge base is the same for every task."""

_NAMES = {
    "person": (
        "Orla Venneck", "Tam Brisling", "Ysolde Karn", "Perrin Aldous", "Mirela Stoop", "Casper Thorne-Lild",
        "Ines Quarrow", "Dov Hallemark", "Sunniva Reck", "Bram Ottershaw", "Lisbet Fenn", "Anselm Gray-Tull",
        "Petra Vossel", "Nils Umberton", "Odile Marrash", "Kester Vane", "Runa Skellig", "Hob Larkspur",
        "Thea Mondrake", "Willem Ashgate", "Fenna Drosk", "Cormac Ryle", "Adela Pim", "Jorun Tallow",
    ),
    "town": (
        "Saltmere", "Brackwater", "Underhollow", "Eastering", "Vell", "Gannet Rise", "Thornquay", "Old Marl",
        "Pellam", "Dunhythe", "Ravenstrand", "Lower Quill",
    ),
    "guild": (
        "Lanternwrights", "Guild of Ropes", "Tidekeepers", "Grey Millers", "Company of Glass", "Bell Founders",
        "Saltwives", "Society of Charts",
    ),
    "ship": (
        "Marrow Lantern", "Patient Heron", "Third Candle", "Widow's Arithmetic", "Blue Sermon", "Lesser Auk",
        "Oaken Promise", "Night Ferryman", "Copper Psalm", "Winter Visitor",
    ),
    "book": (
        "A Ledger of Storms", "The Drowned Orchard", "Seven Tides", "On Knots", "The Bellringer's Error",
        "Salt and Ember", "An Atlas of Fog", "Letters from Vell", "The Tenth Oar", "Small Lights",
    ),
    "river": ("the Issel Brook", "the Wend", "the Long Amber", "the Tarn Water", "the Cold Ouse", "the Merrow"),
}  # fmt: skip
"""The things that there are, by kind."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What is known of a kind of thing; each thing has exactly one of it."""

    name: str
    """As a noun: the `builder` of a ship."""

    about: str
    """Kind of thing that it is known of."""

    gives: str
    """Kind of thing that it leads to, or `year`."""

    sentence: str
    """How an article says it, with `{a}` and `{b}`."""


RELATIONS = (
    Relation("birthplace", "person", "town", "{a} was born in {b}."),
    Relation("teacher", "person", "person", "{a} learnt the trade from {b}."),
    Relation("guild", "person", "guild", "{a} is a member of the guild called {b}."),
    Relation("birth year", "person", "year", "{a} came into the world in the year {b}."),
    Relation("mayor", "town", "person", "The mayor of {a} is {b}."),
    Relation("river", "town", "river", "{a} lies on {b}."),
    Relation("founding year", "town", "year", "{a} was founded in the year {b}."),
    Relation("founder", "guild", "person", "The guild called {a} was founded by {b}."),
    Relation("seat", "guild", "town", "The guild called {a} has its seat in {b}."),
    Relation("builder", "ship", "guild", "The {a} was built by the guild called {b}."),
    Relation("captain", "ship", "person", "The captain of the {a} is {b}."),
    Relation("home port", "ship", "town", "The home port of the {a} is {b}."),
    Relation("launch year", "ship", "year", "The {a} was launched in the year {b}."),
    Relation("author", "book", "person", "“{a}” was written by {b}."),
    Relation("subject", "book", "ship", "“{a}” tells the story of the ship {b}."),
    Relation("source town", "river", "town", "The spring of {a} is near {b}."),
)
"""Every relation. A name belongs to one kind only."""


@dataclass(frozen=True)
class Knowledge:
    """Facts, and the articles that tell them."""

    facts: Mapping[str, Mapping[str, str]]
    """By thing, then by the relation's name."""

    kinds: Mapping[str, str]
    """The kind of each thing."""

    @property
    def triples(self) -> tuple[tuple[str, str, str], ...]:
        """All facts as thing, relation, value."""
        return tuple(
            (thing, name, value) for thing, known in self.facts.items() for name, value in known.items()
        )

    def article(self, thing: str) -> str:
        """What is known of a thing, in sentences."""
        known = self.facts[thing]
        told = (relation.sentence for relation in RELATIONS if relation.name in known)
        names = (relation.name for relation in RELATIONS if relation.name in known)
        return " ".join(
            sentence.format(a=thing, b=known[name]) for sentence, name in zip(told, names, strict=True)
        )

    def relations_of(self, kind: str) -> tuple[Relation, ...]:
        """What is known of things of that kind."""
        return tuple(relation for relation in RELATIONS if relation.about == kind)


@cache
def knowledge() -> Knowledge:
    """The knowledge base: 70 things with 214 facts."""
    source = random.Random(_SEED)  # noqa: S311  # no secret depends on it
    facts: dict[str, Mapping[str, str]] = {}
    for kind, things in _NAMES.items():
        for thing in things:
            known = {
                relation.name: _value(source, relation, thing)
                for relation in RELATIONS
                if relation.about == kind
            }
            facts[thing] = MappingProxyType(known)
    kinds = {thing: kind for kind, things in _NAMES.items() for thing in things}
    return Knowledge(MappingProxyType(facts), MappingProxyType(kinds))


def _value(source: random.Random, relation: Relation, thing: str) -> str:
    if relation.gives == "year":
        return str(source.randrange(812, 1190))
    return source.choice([other for other in _NAMES[relation.gives] if other != thing])


Thing = Annotated[str, Field(description="name of a person, town, guild, ship, book or river")]
RelationName = Annotated[str, Field(description="what is asked of it, such as builder, birthplace or mayor")]


def knowledge_tools() -> tuple[BaseTool, ...]:
    """Tools that read the knowledge base. What is not in it is a `ToolException` that says what is near."""
    known = knowledge()

    def fact(thing: Thing, relation: RelationName) -> str:
        """One fact: what a thing's relation leads to."""
        about = known.facts.get(thing) or _unknown("thing", thing, _near(known, thing))
        return about.get(relation) or _unknown(f"fact of {thing} called", relation, about)

    def article(thing: Thing) -> str:
        """Everything that is known of a thing, in sentences."""
        return known.article(thing) if thing in known.facts else _unknown("thing", thing, _near(known, thing))

    def search(words: Annotated[str, Field(description="what to look for")]) -> str:
        """Names of things whose articles hold the words best."""
        return ", ".join(_near(known, words))

    return tuple(StructuredTool.from_function(function) for function in (fact, article, search))


def _near(known: Knowledge, words: str, most: int = 5) -> list[str]:
    """The things that share the most words with these; their names count double."""
    wanted = _words(words)

    def shared(thing: str) -> int:
        return 2 * len(wanted & _words(thing)) + len(wanted & _words(known.article(thing)))

    return sorted(known.facts, key=shared, reverse=True)[:most]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _unknown(what: str, name: str, instead: Iterable[str]) -> NoReturn:
    msg = f"there is no {what} {name!r}; perhaps {', '.join(instead)}"
    raise ToolException(msg)
