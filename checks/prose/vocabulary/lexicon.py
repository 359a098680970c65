"""Looks phrases up in a text's words, and tells the language of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from holdtrue.checks.prose.vocabulary.english import ENGLISH
from holdtrue.checks.prose.vocabulary.french import FRENCH
from holdtrue.checks.prose.vocabulary.german import GERMAN
from holdtrue.checks.prose.vocabulary.language import Language
from holdtrue.checks.prose.vocabulary.others import (
    DANISH,
    DUTCH,
    ITALIAN,
    POLISH,
    PORTUGUESE,
    SWEDISH,
)
from holdtrue.checks.prose.vocabulary.spanish import SPANISH

LANGUAGES = {
    language.code: language
    for language in (
        ENGLISH,
        GERMAN,
        FRENCH,
        SPANISH,
        ITALIAN,
        PORTUGUESE,
        DUTCH,
        SWEDISH,
        DANISH,
        POLISH,
    )
}
"""By ISO 639-1 code."""

FEWEST = 3
"""Function words of one language that must stand in a text for the language to be told."""

_ENOUGH = 400
"""Words of a text that its language is told by."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found among words."""

    first: int
    """Position of its first word."""

    last: int
    """Position just after its last word."""

    aspect: str
    """What it speaks of; see `Language.phrases`."""

    form: str
    """Its normal form."""


class Lexicon:
    """The phrases of one language, indexed by their first word."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.units = {name: unit for unit, names in language.units.items() for name in names.split()}
        self.references = {
            name: kind for kind, names in language.references.items() for name in names.split()
        }
        self.speech = frozenset(language.speech.split())
        self.sources = tuple(tuple(phrase.split()) for phrase in language.source.split("|") if phrase)
        self._whole: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self._opened: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        for aspect, form, phrase in language.entries():
            head, *rest = phrase
            if head.endswith("*"):
                self._opened[head[:-1]].append((tuple(rest), aspect, form))
            else:
                self._whole[head].append((tuple(rest), aspect, form))
        self._lengths = sorted({len(head) for head in self._opened})

    def find(self, norms: Sequence[str]) -> list[Match]:
        """Every phrase among the words (in lower case); of those of one aspect that overlap, the longest."""
        found: list[Match] = []
        for position, norm in enumerate(norms):
            best: dict[str, Match] = {}
            for rest, aspect, form in self._candidates(norm):
                last = position + 1 + len(rest)
                if aspect in best and last <= best[aspect].last:
                    continue
                if last <= len(norms) and all(map(_fits, rest, norms[position + 1 : last])):
                    best[aspect] = Match(position, last, aspect, form)
            found += best.values()
        return _longest(found)

    def _candidates(self, norm: str) -> Iterable[tuple[tuple[str, ...], str, str]]:
        yield from self._whole.get(norm, ())
        for length in self._lengths:
            if length > len(norm):
                break
            yield from self._opened.get(norm[:length], ())


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; English where it is not known."""
    return Lexicon(LANGUAGES.get(code, ENGLISH))


def language_of(norms: Sequence[str], default: str = "") -> str:
    """ISO 639-1 code of the language whose function words are most frequent; `default` where too few stand there."""
    head = norms[:_ENOUGH]
    counts = {code: sum(norm in language.function for norm in head) for code, language in LANGUAGES.items()}
    best = max(counts, key=lambda code: counts[code])
    rivals = [count for code, count in counts.items() if code != best]
    if counts[best] < FEWEST or counts[best] < 1.2 * max(rivals) or counts[best] < len(head) / 12:
        return default if default or counts[best] < FEWEST else best if counts[best] > max(rivals) else ""
    return best


def _fits(pattern: str, norm: str) -> bool:
    return norm.startswith(pattern[:-1]) if pattern.endswith("*") else norm == pattern


def _longest(found: list[Match]) -> list[Match]:
    """Of overlapping matches of one aspect the earliest and longest."""
    ends: dict[str, int] = {}
    kept = []
    for match in sorted(found, key=lambda match: (match.first, -match.last)):
        if match.first >= ends.get(match.aspect, 0):
            kept.append(match)
            ends[match.aspect] = match.last
    return kept
