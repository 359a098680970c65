"""Two sides of running text to what differs in what they assert.

Only sentences that changed are looked at. What each asserts is compared with what its counterpart asserts, both ways:
facts (numbers, dates, codes, names, references) wherever they may have gone, the manner of the statement (negation,
modality, bounds, conditions, hedges) between counterparts only. A sentence that stayed as it was but for a word or two
is compared word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.changes import Change
from holdtrue.checks.contract import Mode
from holdtrue.checks.embed import Embed
from holdtrue.checks.prose.alignment import Aligned, align_sentences
from holdtrue.checks.prose.content import Content
from holdtrue.checks.prose.evidence import one_sided
from holdtrue.checks.prose.figures import compare_facts
from holdtrue.checks.prose.manner import compare_manner
from holdtrue.checks.prose.passage import Passage
from holdtrue.checks.prose.sentences import Sentence, sentences
from holdtrue.checks.prose.side import Side
from holdtrue.checks.prose.vocabulary import language_of
from holdtrue.checks.prose.wording import compare_wording
from holdtrue.checks.prose.words import words

_SAMPLE = 4_000
"""Characters of a side that its language is told by."""

_SHORT = 4
"""Words up to which a sentence without counterpart is a heading, a label or a greeting rather than a statement."""

_SUPPORTED = 0.3
"""Share of a new sentence's content that must stand somewhere in the source where nothing may be invented."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the sentences of one side."""

    changes: tuple[Change, ...]
    """What differs, in the order of the sentences of the result; lost sentences near where they were missed."""

    aligned: tuple[Aligned, ...]
    """Which sentences correspond, how alike they are, and which have no counterpart."""

    translated: bool
    """Whether the two sides are in different languages."""


def compare(
    before: Sequence[Passage],
    after: Sequence[Passage],
    *,
    mode: Mode = "transform",
    embed: Embed | None = None,
) -> tuple[Change, ...]:
    """What differs between two sides of running text; see `compare_prose`."""
    return compare_prose(before, after, mode=mode, embed=embed).changes


def compare_prose(
    before: Sequence[Passage],
    after: Sequence[Passage],
    *,
    mode: Mode = "transform",
    embed: Embed | None = None,
) -> Comparison:
    """Compare what two sides of running text assert.

    Args:
        before: Text that was handed over.
        after: Text that came out.
        mode: In `compress` and `derive` sentences, facts and clauses may be left out; in the others they may not.
            Altering and inventing is a change in every mode.
        embed: Helps to pair sentences whose wording changed altogether.
    """
    old, new = sentences(before), sentences(after)
    if [sentence.key for sentence in old] == [sentence.key for sentence in new]:
        return Comparison(
            (),
            tuple(Aligned((x,), (y,), 1.0) for x, y in zip(old, new, strict=True)),
            translated=False,
        )
    language_before, language_after = _language(before), _language(after)
    translated = bool(language_before and language_after and language_before != language_after)
    content = Content((*old, *new), language_before or language_after or "en")
    aligned = align_sentences(old, new, content=content, translated=translated, embed=embed)
    sides = (
        Side(old, language_before or language_after or "en", content),
        Side(new, language_after or language_before or "en", content),
    )
    changes = _Changes(aligned, sides, mode, translated=translated)
    return Comparison(tuple(changes), aligned, translated=translated)


class _Changes:
    """Goes through the pairs of sentences."""

    def __init__(
        self,
        aligned: Sequence[Aligned],
        sides: tuple[Side, Side],
        mode: Mode,
        *,
        translated: bool,
    ) -> None:
        self._aligned = aligned
        self._before, self._after = sides
        self._may_drop = mode in ("compress", "derive")
        self._translated = translated

    def __iter__(self) -> Iterator[Change]:
        for pair in self._aligned:
            if pair.equal:
                continue
            if pair.before and pair.after:
                yield from self._pair(pair)
            elif pair.after:
                yield from self._added(pair.after[0])
            else:
                yield from self._lost(pair.before[0])

    def _pair(self, pair: Aligned) -> Iterator[Change]:
        nearly = (
            None
            if self._translated
            else compare_wording(pair, self._before, self._after, may_drop=self._may_drop)
        )
        if nearly is not None:
            facts = list(self._facts(pair, pair))
            yield from facts
            yield from nearly.beside(facts)
            return
        wide = self._before.with_sources(pair) if self._may_drop and not self._translated else pair
        yield from self._facts(pair, wide)
        yield from self._manner(pair, wide)

    def _facts(self, pair: Aligned, wide: Aligned) -> Iterator[Change]:
        return compare_facts(
            pair, wide, self._before, self._after, may_drop=self._may_drop, translated=self._translated
        )

    def _manner(self, pair: Aligned, wide: Aligned) -> Iterator[Change]:
        return compare_manner(
            pair, wide, self._before, self._after, may_drop=self._may_drop, translated=self._translated
        )

    def _added(self, sentence: Sentence) -> Iterator[Change]:
        if not self._translated:
            pair = self._before.source_of(sentence)
            if pair is not None and (self._may_drop or pair.before[0].key in self._reworded):
                yield from self._facts(pair, self._before.with_sources(pair))
                if self._may_drop:
                    yield from self._manner(pair, self._before.with_sources(pair))
                return
        known = self._may_drop and not self._translated and self._before.support(sentence) >= _SUPPORTED
        if not known and self._is_statement(sentence):
            yield one_sided("added", "sentence", sentence)
            return
        alone = Aligned((), (sentence,), 0.0)
        yield from self._facts(alone, alone)

    def _lost(self, sentence: Sentence) -> Iterator[Change]:
        if self._may_drop or not self._is_statement(sentence):
            return
        pair = None if self._translated else self._after.source_of(sentence)
        if pair is None or pair.before[0].key not in self._reworded:
            yield one_sided("lost", "sentence", sentence)

    @cached_property
    def _reworded(self) -> frozenset[str]:
        """Sentences that did not stay as they were: what has no counterpart may have gone into one of them."""
        return frozenset(
            sentence.key
            for pair in self._aligned
            if pair.before and pair.after and not pair.equal
            for sentence in (*pair.before, *pair.after)
        )

    @staticmethod
    def _is_statement(sentence: Sentence) -> bool:
        return len(words(sentence.text)) > _SHORT


def _language(passages: Sequence[Passage]) -> str:
    pieces: list[str] = []
    room = _SAMPLE
    for passage in passages:
        pieces.append(passage.text[:room])
        room -= len(pieces[-1])
        if room <= 0:
            break
    return language_of([word.norm for word in words("\n".join(pieces))])
