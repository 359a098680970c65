"""Whether a result brings next to nothing of its source, whatever the language of the two."""

from __future__ import annotations

import unicodedata
from collections import Counter

from holdtrue.checks.contract import FactType
from holdtrue.checks.facts import Fact, extract
from holdtrue.checks.facts.name import words

HARD: frozenset[FactType] = frozenset(["number", "date", "id", "url"])
"""Types of fact that a translation or another format keeps recognisable."""

_WORD = 4
"""Letters from which a word is taken to carry content."""

_SHARE = 0.2
"""Share of the source's words, from which it has arrived in part."""

_QUOTES = 0.5
"""Share of the result's words that come from the source, from which the result is a part of it."""

_SHRUNK = {True: 0.5, False: 0.1}
"""Share of the source's length below which no faithful version stays, by whether both sides are in one script.

Translations between European languages differ in length by a third at most; one into Chinese may have a quarter of
the characters.
"""

_SOME = 20
"""Characters from which a source is long enough to be missed."""

_SAMPLE = 2_000
"""Characters of a text that its script is told by."""


def barely_arrives(source: str, result: str, free: frozenset[FactType] = frozenset()) -> bool:
    """Whether hardly a word and no fact of the source stands in the result, and other wording cannot explain it.

    Other wording cannot where the source states facts, which any wording keeps, or where the result is far shorter.
    Facts of the types in `free` are left aside.
    """
    if len(source.strip()) < _SOME:
        return False
    left, right = set(source.split("\n")), set(result.split("\n"))
    alike = content_words("\n".join(left & right))  # read once, and most of a long document, as a rule
    said, says = (alike | content_words("\n".join(side)) for side in (left - right, right - left))
    shared = len(said & says)
    if (said and shared >= _SHARE * len(said)) or (says and shared >= _QUOTES * len(says)):
        return False
    stated = hard_facts(source) if HARD - free else set()
    stated = {(kind, form) for kind, form in stated if kind not in free}
    if stated & hard_facts(result):
        return False
    one_script = _script(source) == _script(result)
    return bool(stated) or len(result.strip()) < _SHRUNK[one_script] * len(source.strip())


def content_words(text: str) -> set[str]:
    """The longer words of a text, in lower case."""
    return {word for word in words(text) if len(word) >= _WORD}


def hard_facts(text: str) -> set[tuple[FactType, str]]:
    """Every reading of every fact that no change of wording touches."""
    return {reading for line in text.split("\n") for fact in extract(line) for reading in _readings(fact)}


def _readings(fact: Fact) -> set[tuple[FactType, str]]:
    return {(fact.type, form) for form in fact.readings} if fact.type in HARD else set()


def _script(text: str) -> str:
    """The script of most letters, by the first word of their Unicode names; empty where there are no letters."""
    letters = (unicodedata.name(c, "").partition(" ")[0] for c in text[:_SAMPLE] if c.isalpha())
    return next((script for script, _ in Counter(letters).most_common(1)), "")
