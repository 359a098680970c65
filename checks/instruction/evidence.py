"""Verbs that ask for an operation, and how surely each one does at its place and in its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from holdtrue.checks.instruction.request import OperationName
from holdtrue.checks.instruction.tokens import Token
from holdtrue.checks.instruction.wording import Wording

NAMES: tuple[str, ...] = get_args(OperationName)
"""The operations there are."""

_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "my",
        "our",
        "your",
        "each",
        "every",
        "of",
        "on",
        "at",
        "from",
        "der",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "diese",
        "dieser",
        "dieses",
        "im",
        "vom",
        "am",
        "beim",
        "ihre",
        "ihrer",
        "le",
        "un",
        "une",
        "du",
        "ce",
        "cette",
        "cet",
        "el",
        "los",
        "una",
        "del",
        "il",
        "gli",
        "uno",
        "della",
        "dello",
        "degli",
        "dei",
        "al",
        "um",
        "uma",
        "do",
        "da",
        "het",
        "een",
        "de",
    ]
)
"""Words before a noun: what follows names a thing and asks for nothing."""

_LINKS = frozenset(
    [
        "to",
        "zu",
        "and",
        "und",
        "et",
        "y",
        "e",
        "i",
        "a",
        "en",
        "then",
        "please",
        "bitte",
        "de",
        "di",
        "da",
        "te",
        "om",
        "by",
        "or",
        "oder",
        "ou",
        "o",
    ]
)
"""Words a verb may stand behind although they precede nouns as well."""

_RELATIVE = frozenset(
    ["that", "which", "who", "whose", "die", "das", "der", "welche", "welcher", "qui", "que", "dont", "che"]
)


_DEFINITE = frozenset(
    [
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "in",
        "of",
        "from",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "im",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "os",
        "du",
        "della",
        "del",
        "het",
        "de",
        "dans",
        "both",
    ]
)
_INDEFINITE = frozenset(
    [
        "a",
        "an",
        "eine",
        "ein",
        "einen",
        "einer",
        "als",
        "as",
        "une",
        "un",
        "una",
        "uma",
        "um",
        "een",
        "en",
        "to",
        "into",
    ]
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that ask for an operation."""

    name: str
    """The operation."""

    first: int
    """Index of the first of their tokens."""

    last: int
    """Index just after the last one."""

    weight: float
    """From 0 to 1: how surely they ask for it."""


def verbs(wording: Wording) -> Iterator[Evidence]:
    """What each verb of the instruction asks for."""
    for index in range(len(wording.tokens)):
        if wording.sentence_of[index] < 0:
            continue
        senses = wording.senses(index)
        swaps = "replace" in senses
        if swaps or ("change" in senses and wording.follows(index, "name", within=3) is not None):
            senses |= {"rename"}
        names = [name for name in NAMES if name in senses]
        if wording.tokens[index].means("language") and wording.tokens[index].capitalised:
            continue
        if not names or (weight := asks(wording, index)) <= 0:
            continue
        with_particle = {
            sense.name
            for sense in wording.tokens[index].senses
            if sense.particle and wording.particle(index, sense.particle)
        }
        for name in names:
            if swaps and name == "rename":
                yield Evidence(name, index, index + 1, weight * 0.7)
                continue
            share = weight * (
                1 if len(names) == 1 or name in with_particle else 0.4 if with_particle else 0.75
            )
            yield from _refined(wording, name, index, share)


def _refined(wording: Wording, name: str, index: int, weight: float) -> Iterator[Evidence]:
    """An operation by its object as well: a note that is added annotates."""
    here = (index, index + 1)
    note = wording.follows(index, "note", "column", within=7)
    if name == "insert" and note is not None and not definite(wording, note):
        many = wording.tokens[note].means("column") or wording.has(wording.sentence(index), "everything")
        yield Evidence("annotate", *here, weight * (1 if many else 0.6))
        yield Evidence(name, *here, weight * (0.6 if many else 1))
        return
    if name == "check" and index and wording.precedes(index, "condition", within=3) is not None:
        weight *= 0.3
    yield Evidence(name, *here, weight)


def asks(wording: Wording, index: int) -> float:
    """How surely a verb at this place, in this form, asks for something."""
    return _placed(wording, index) * _formed(wording, index)


def _formed(wording: Wording, index: int) -> float:
    """A participle, a third person or a noun made of a verb asks less plainly than an imperative or an infinitive."""
    token = wording.tokens[index]
    languages = {sense.language for sense in token.senses if sense.name in NAMES}
    word = token.folded
    if languages == {"en"} and word.endswith("ed") and len(word) > 4:
        demanded = any(other.folded in _MODALS for other in wording.tokens[max(0, index - 4) : index])
        return 1.0 if demanded else 0.6 if index == wording.clause(index).first else 0.25
    if (
        languages == {"en"}
        and word.endswith("s")
        and not word.endswith("ss")
        and index > wording.sentence(index).first
    ):
        return 0.4
    return 0.4 if word.endswith(("ung", "ion", "ungen")) and index + 1 < wording.clause(index).last else 1.0


_MODALS = frozenset(["should", "must", "shall", "need", "needs", "have", "has", "get", "to", "want"])


def _placed(wording: Wording, index: int) -> float:
    """How surely a verb at this place asks for something."""
    tokens, clause = wording.tokens, wording.clause(index)
    before = tokens[clause.first : index]
    near = before[-3:]
    if any(token.means("negation") for token in near) or _negated_behind(wording, index):
        return 0.0
    if any(token.means("condition") for token in before):
        return 0.25
    if any(token.folded in _RELATIVE and token.means("function") for token in near[-2:]) and len(before) > 2:
        return 0.2
    previous = before[-1] if before else None
    if previous is None or all(token.means("polite", "function", "then", "only") for token in before):
        noun = previous is not None and previous.folded in _DETERMINERS and previous.folded not in _LINKS
        return 0.3 if noun else 0.9
    if previous.means("stay"):
        return 0.1
    english = all(sense.language in ("en", "") for sense in tokens[index].senses)
    if english and previous.folded in ("a", "an", "the"):
        return 0.15
    if previous.folded in _LINKS or previous.means("polite"):
        return 0.85 if previous.means("polite") or index + 1 < clause.last or _final(tokens[index]) else 0.2
    if previous.folded in _DETERMINERS:
        return 0.15
    if previous.kind == "word" and not _final(wording.tokens[index]) and _in_noun_phrase(before):
        return 0.15
    if previous.means("be") or any(token.means("be") for token in near):
        return 0.55
    return 0.75 if index + 1 == clause.last or previous.kind != "word" or previous.capitalised else 0.5


def _final(token: Token) -> bool:
    """Whether the verb may be one that its language puts behind its object."""
    return any(sense.language in ("de", "nl") for sense in token.senses)


def _in_noun_phrase(before: Sequence[Token]) -> bool:
    """Whether a determiner opens what stands before, no verb behind it: `the guest` before `list`."""
    for token in reversed(before[-4:]):
        if token.folded in _DETERMINERS:
            return True
        if token.kind != "word" or any(sense.name in NAMES for sense in token.senses):
            return False
    return False


def _negated_behind(wording: Wording, index: int) -> bool:
    """`ändere nicht`, `ne changez pas`: a negation right behind the verb, or one before a German infinitive."""
    after = wording.tokens[index + 1 : index + 2]
    return any(
        token.means("negation", "nothing") and token.folded not in ("no", "kein", "sin", "ohne")
        for token in after
    )


def definite(wording: Wording, index: int) -> bool:
    """Whether a noun is one that is there already: `the table`, `in tables`."""
    first = wording.clause(index).first
    for at in range(index - 1, max(first, index - 4) - 1, -1):
        token = wording.tokens[at]
        if token.folded in _DEFINITE:
            return True
        if token.folded in _INDEFINITE:
            return False
    return False
