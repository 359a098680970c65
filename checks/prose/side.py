"""Everything one side asserts, computed as it is asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from holdtrue.checks.finding import Place
from holdtrue.checks.prose.alignment import Aligned
from holdtrue.checks.prose.assertions import Assertion, assertions
from holdtrue.checks.prose.content import Content, Index
from holdtrue.checks.prose.days import DAY_NAMES
from holdtrue.checks.prose.digits import DigitIndex
from holdtrue.checks.prose.sentences import Sentence
from holdtrue.checks.prose.speakers import label
from holdtrue.checks.prose.vocabulary import lexicon
from holdtrue.checks.prose.words import norms, stem

_LETTERS = re.compile(r"[^\W\d_]+")

_KEPT = 0.4
"""Share of a sentence's content that stands in another one which is its source."""

_ADDS = 0.12
"""Share of a summary's content that another sentence must explain to be one of its sources."""

_DISCOUNT = 0.9
"""What being contained is worth beside being equal."""

_SOURCES = 3
"""Sentences of the source that one sentence of a summary is taken to draw on, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """An assertion and the sentence it stands in."""

    item: Assertion
    sentence: Sentence

    @property
    def place(self) -> Place:
        """Its words as evidence."""
        return self.sentence.part(self.item.start, self.item.end)


class Side:
    """The sentences of one side and what they assert."""

    def __init__(self, sentences: Sequence[Sentence], language: str, content: Content) -> None:
        self.sentences = sentences
        self.language = language
        self.content = content
        self._stating: dict[tuple[str, tuple[str, ...], bool], list[int]] = {}
        self._cache: dict[tuple[int, int], tuple[Assertion, ...]] = {}

    def of(self, sentences: Iterable[Sentence]) -> list[Found]:
        """What sentences assert."""
        return [Found(item, sentence) for sentence in sentences for item in self._assertions(sentence)]

    def _assertions(self, sentence: Sentence) -> tuple[Assertion, ...]:
        key = (id(sentence.passage), sentence.start)
        if key not in self._cache:
            self._cache[key] = assertions(sentence.text, self.language)
        return self._cache[key]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, in lower case."""
        return frozenset(
            norm.removesuffix("'s") for sentence in self.sentences for norm in norms(sentence.text)
        )

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stem of every word."""
        return frozenset(stem(word) for word in self.words)

    @cached_property
    def speakers(self) -> dict[int, str]:
        """By the identity of a passage: who speaks in it, where a label says so."""
        found = {}
        for sentence in self.sentences:
            key = id(sentence.passage)
            if key not in found and (named := label(sentence.passage.text)):
                found[key] = named[0]
        return found

    @cached_property
    def index(self) -> Index:
        """The sentences by their rare words."""
        return Index(self.sentences, self.content)

    def states(self, item: Assertion) -> list[int]:
        """Positions of the sentences that state the same fact."""
        key = (item.aspect, item.forms, item.unit == "%")
        if key not in self._stating:
            likely = set(self._digits.find(item))
            for form in item.forms:
                likely |= self._worded.get((item.aspect, form), set())
            self._stating[key] = [
                position
                for position in sorted(likely)
                if any(item.states(other) for other in self._assertions(self.sentences[position]))
            ]
        return self._stating[key]

    @cached_property
    def _digits(self) -> DigitIndex:
        return DigitIndex([sentence.key for sentence in self.sentences])

    @cached_property
    def _worded(self) -> dict[tuple[str, str], set[int]]:
        """Positions of the sentences that have a number, a day or a month in words, by its normal form."""
        numerals = lexicon(self.language).language.numerals
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        for position, sentence in enumerate(self.sentences):
            if any(word in numerals or word in DAY_NAMES for word in _LETTERS.findall(sentence.key.lower())):
                for item in self._assertions(sentence):
                    if item.soft or item.scaled:
                        for form in item.forms:
                            found[item.aspect, form].add(position)
        return found

    def sources(self, sentences: Iterable[Sentence]) -> list[Sentence]:
        """The sentences of this side that others, of the other side, share most with; best first."""
        bag = self.content.bag(*sentences)
        return [self.sentences[position] for position in self.index.candidates(bag)[:_SOURCES]]

    def source_of(self, sentence: Sentence) -> Aligned | None:
        """The one sentence of this side that has most of another's content; None where none has enough."""
        bag = self.content.bag(sentence)
        best = max(
            ((self.content.support(bag, self.index.bag(p)), -p) for p in self.index.candidates(bag)),
            default=(0.0, 0),
        )
        if best[0] < _KEPT:
            return None
        return Aligned((self.sentences[-best[1]],), (sentence,), best[0])

    def with_sources(self, pair: Aligned) -> Aligned:
        """The pair with the other sentences of this side that its summary draws on: each adds to what is supported."""
        bag = self.content.bag(*pair.after)
        used = list(pair.before)
        known = self.content.support(bag, self.content.bag(*used))
        for sentence in self.sources(pair.after):
            if any(sentence is other for other in used):
                continue
            more = self.content.support(bag, self.content.bag(*used, sentence))
            if more >= known + _ADDS:
                used.append(sentence)
                known = more
        return replace(pair, before=tuple(used), similarity=max(pair.similarity, known * _DISCOUNT))

    def support(self, sentence: Sentence) -> float:
        """Share of another side's sentence that the sentences closest to it have, taken together."""
        bag = self.content.bag(sentence)
        return self.content.support(
            bag,
            self.content.bag(*self.sources([sentence])) if self.sources([sentence]) else {},
        )
