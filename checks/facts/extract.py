"""Finds every fact of a line, no stretch counted twice."""

from __future__ import annotations

from holdtrue.checks.facts import date, identifier, name, negation, number, url
from holdtrue.checks.facts.fact import Fact

_FINDERS = (url.find, date.find, identifier.find, number.find, name.find)
"""The narrower notation first: what one finder takes, the next does not see."""

_TAKEN = "\x00"


def extract(text: str) -> tuple[Fact, ...]:
    """Facts of a line or a sentence, in the order of their places; negations may lie anywhere."""
    facts: list[Fact] = []
    left = text
    for find in _FINDERS:
        for fact in find(left):
            if _TAKEN in left[fact.start : fact.end]:
                continue
            facts.append(fact)
            left = left[: fact.start] + _TAKEN * (fact.end - fact.start) + left[fact.end :]
    facts += negation.find(text)
    return tuple(sorted(facts, key=lambda fact: fact.start))
