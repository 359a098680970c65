"""How close a word comes to any of many: whether it may be one of them, misspelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ALL = 4000
"""Words that are compared one by one; of more, only those that are near by their letters."""

_LONGEST = 64
"""Characters of the longest word that is compared."""

_LETTERS = 100
"""Different letters up to which every word at distance one is looked up; scripts of thousands have short words."""

_ENDS = 2
"""Letters at the beginning, or at the end, that words have in common where no more than one letter differs."""


class Nearest:
    """Words to compare others with, each answer kept.

    The likeness of two words is 1 less their optimal-string-alignment distance over the length of the longer one. Of
    very many words, those at distance one are looked up, and where there is none, those that begin or end alike are
    compared.
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
        if word in self._set:
            return 1.0
        likeness = self._at_distance_one(word)
        if likeness >= self._least:
            return likeness
        return max(self._best(word, self._by_end.get(end, [])[:_ALL]) for end in _ends(word))

    def _at_distance_one(self, word: str) -> float:
        """The likeness of the words with one letter more, less, otherwise, or two neighbours the other way round."""
        known, letters, length = self._set, self._letters, len(word)
        if len(letters) > _LETTERS:
            return 0.0
        cuts = [(word[:at], word[at:]) for at in range(length + 1)]
        if any(left + letter + right in known for left, right in cuts for letter in letters):
            return 1 - 1 / (length + 1)
        if (
            any(left + letter + right[1:] in known for left, right in cuts[:-1] for letter in letters)
            or any(left + right[1:] in known for left, right in cuts[:-1])
            or any(left + right[1] + right[0] + right[2:] in known for left, right in cuts[:-2])
        ):
            return 1 - 1 / length
        return 0.0

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._words))

    def _best(self, word: str, others: list[str]) -> float:
        found = process.extractOne(word, others, scorer=OSA.normalized_similarity, score_cutoff=self._least)
        return found[1] if found else 0.0

    @cached_property
    def _by_end(self) -> dict[tuple[bool, str], list[str]]:
        found: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for word in self._words:
            for end in _ends(word):
                found[end].append(word)
        return found


def _ends(word: str) -> tuple[tuple[bool, str], tuple[bool, str]]:
    return (True, word[:_ENDS]), (False, word[-_ENDS:])
