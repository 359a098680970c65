"""Finds every fact of a line, no stretch counted twice."""

from __future__ import annotations

from collections.abc import Iterable

from holdtrue.checks.facts import date, digits, identifier, name, negation, number, url
from holdtrue.checks.facts.fact import Fact

_FINDERS = (url.find, date.find, identifier.find, number.find, digits.find, name.find)
"""The narrower notation first: what one finder takes, the next does not see."""

_TAKEN = "\x00"


def extract(text: str) -> tuple[Fact, ...]:
    """Facts of a line or a sentence, in the order of their places; negations may lie anywhere."""
    facts: list[Fact] = []
    left = text
    for find in _FINDERS:
        found = _apart(find(left))
        facts += found
        left = _without(left, found)
    facts += negation.find(text)
    return tuple(sorted(facts, key=lambda fact: fact.start))


def _apart(facts: Iterable[Fact]) -> list[Fact]:
    """Those of one finder that do not overlap, the earliest and longest of each heap, in order."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
        if not kept or fact.start >= kept[-1].end:
            kept.append(fact)
    return kept


def _without(text: str, facts: list[Fact]) -> str:
    """The text with the facts blotted out, every other character in its place."""
    pieces = []
    position = 0
    for fact in facts:
        pieces += [text[position : fact.start], _TAKEN * (fact.end - fact.start)]
        position = fact.end
    return "".join([*pieces, text[position:]])
