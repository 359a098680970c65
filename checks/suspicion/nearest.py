"""How close a word comes to any of many: whether it may be one of them, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ALL = 4000
"""Words that are compared one by one; of more, only those that are near by their letters."""

_LONGEST = 64
"""Characters of the longest word that is compared."""

_INDEXED = 24
"""Characters of the longest word that is looked up with one of its letters left out."""

_ENDS = 2
"""Letters at the beginning, or at the end, that words have in common where no more than one letter differs."""


class Nearest:
    """Words to compare others with, each answer kept.

    The likeness of two words is 1 less their optimal-string-alignment distance over the length of the longer one. Of
    very many words, those at distance one are looked up (both without one letter are the same: the symmetric deletion
    method), and where there is none, those that begin or end alike are compared.
    """

    def __init__(self, words: Iterable[str], least: float) -> None:
        """Take the words.

        Args:
            words: What is compared with.
            least: Likeness below which two words have nothing to do with each other.
        """
        self._words = [word for word in words if len(word) <= _LONGEST]
        self._least = least
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """The greatest likeness to any of the words, in [0, 1]; 0 where it is below the least."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._likeness(word) if len(word) <= _LONGEST else 0.0
        return found

    def _likeness(self, word: str) -> float:
        if len(self._words) <= _ALL:
            return self._best(word, self._words)
        close = [self._words[at] for form in _without_a_letter(word) for at in self._shortened.get(form, ())]
        likeness = self._best(word, close)
        if likeness:
            return likeness
        return max(self._best(word, self._by_end.get(end, [])[:_ALL]) for end in _ends(word))

    def _best(self, word: str, others: list[str]) -> float:
        found = process.extractOne(word, others, scorer=OSA.normalized_similarity, score_cutoff=self._least)
        return found[1] if found else 0.0

    @cached_property
    def _shortened(self) -> dict[str, list[int]]:
        """Positions of the words by what is left of each without one of its letters."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            for form in _without_a_letter(word):
                found[form].append(at)
        return found

    @cached_property
    def _by_end(self) -> dict[tuple[bool, str], list[str]]:
        found: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in self._words:
            for end in _ends(word):
                found[end].append(word)
        return found


def _without_a_letter(word: str) -> Iterator[str]:
    if len(word) <= _INDEXED:
        yield word
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def _ends(word: str) -> tuple[tuple[bool, str], tuple[bool, str]]:
    return (True, word[:_ENDS]), (False, word[-_ENDS:])
