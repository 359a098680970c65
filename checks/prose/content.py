"""How much of what one sentence says another one says too: shared words, weighted by their rarity."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from holdtrue.checks.prose.sentences import Sentence
from holdtrue.checks.prose.vocabulary import LANGUAGES
from holdtrue.checks.prose.words import norms, stem

_FUNCTION_WEIGHT = 0.15
"""Weight of a word without content of its own, as a share of a rare word's."""

_FUNCTION = {code: language.function for code, language in LANGUAGES.items()}

Bag = Counter[str]
"""Stems of a sentence with how often each stands there."""


class Content:
    """Bags of words of sentences, and what each word weighs among all of them."""

    def __init__(self, sentences: Iterable[Sentence], language: str) -> None:
        function = _FUNCTION.get(language, frozenset())
        self._light = {stem(word) for word in function}
        self._bags: dict[str, Bag] = {}
        frequency: Counter[str] = Counter()
        total = 0
        for sentence in sentences:
            bag = self.bag(sentence)
            frequency.update(bag.keys())
            total += 1
        self._scale = math.log(2 + total)
        self._frequency = frequency
        self._total = total

    def bag(self, *sentences: Sentence) -> Bag:
        """The stems of one or more sentences."""
        if len(sentences) != 1:
            return sum((self.bag(sentence) for sentence in sentences), Counter())
        key = sentences[0].key
        if key not in self._bags:
            self._bags[key] = Counter(stem(norm) for norm in norms(key))
        return self._bags[key]

    def weight(self, word: str) -> float:
        """What a stem weighs, in (0, 1]: less the more sentences have it."""
        if word in self._light:
            return _FUNCTION_WEIGHT
        return max(0.3, math.log((2 + self._total) / (1 + self._frequency[word])) / self._scale)

    def mass(self, bag: Mapping[str, int]) -> float:
        """The weight of a bag as a whole."""
        return sum(self.weight(word) * count for word, count in bag.items())

    def shared(self, a: Mapping[str, int], b: Mapping[str, int]) -> float:
        """The weight of what two bags have in common."""
        if len(b) < len(a):
            a, b = b, a
        return sum(self.weight(word) * min(count, b[word]) for word, count in a.items() if word in b)

    def similarity(self, a: Mapping[str, int], b: Mapping[str, int]) -> float:
        """Share of the two bags' weight that they have in common, in [0, 1]."""
        total = self.mass(a) + self.mass(b)
        return 2 * self.shared(a, b) / total if total else 0.0

    def support(self, part: Mapping[str, int], whole: Mapping[str, int]) -> float:
        """Share of the weight of `part` that `whole` has, in [0, 1]."""
        mass = self.mass(part)
        return self.shared(part, whole) / mass if mass else 1.0


class Index:
    """Finds the sentences that share rare words with another, without comparing it to all."""

    _POSTINGS = 60
    """Sentences a word may stand in and still lead to them; commoner words tell nothing."""

    _CANDIDATES = 12
    """Sentences that come back at most."""

    def __init__(self, sentences: Sequence[Sentence], content: Content) -> None:
        self._content = content
        self._bags = [content.bag(sentence) for sentence in sentences]
        self._where: dict[str, list[int]] = defaultdict(list)
        for position, bag in enumerate(self._bags):
            for word in bag:
                self._where[word].append(position)

    def candidates(self, bag: Mapping[str, int]) -> list[int]:
        """Positions of the sentences that share most with `bag`, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in bag:
            where = self._where.get(word, ())
            if len(where) <= self._POSTINGS:
                for position in where:
                    scores[position] += self._content.weight(word)
        return sorted(scores, key=lambda position: (-scores[position], position))[: self._CANDIDATES]

    def bag(self, position: int) -> Bag:
        """The bag of the sentence at a position."""
        return self._bags[position]
