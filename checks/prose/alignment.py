"""Which sentences of one side became which of the other.

Equal ones first; between them, the in-order chain of pairs with the greatest sum of similarities, among pairs that
share rare words; then neighbours that make a pair more alike (one sentence split in two, two joined); then what is
left, wherever it went. A translation shares few words: there length and figures decide, in a band around the diagonal
(Gale and Church, Computational Linguistics 19(1), 1993).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from holdtrue.checks.embed import Embed
from holdtrue.checks.opcodes import blocks
from holdtrue.checks.prose.content import Content, Index
from holdtrue.checks.prose.parallel import align_parallel
from holdtrue.checks.prose.sentences import Sentence

ALIKE = 0.35
"""Share of words in common, weighted by rarity, from which two sentences are versions of each other."""

_ALIKE_IN_MEANING = 0.75
"""Cosine of two embeddings from which sentences left over are versions of each other."""

_GAIN = 0.04
"""By how much a neighbour must make a pair more alike to belong to it."""

_EMBEDDED = 200
"""Sentences of either side that are embedded at most; beyond, words decide alone."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that say the same thing on both sides; one side is empty where nothing corresponds."""

    before: tuple[Sentence, ...]
    """As handed over."""

    after: tuple[Sentence, ...]
    """As it came out."""

    similarity: float
    """Share of words in common, weighted by rarity, in [0, 1]; for a translation, how well lengths and figures agree.
    0 where a side is missing or only the position pairs them."""

    moved: bool = False
    """Whether it stands at another place among the others."""

    @property
    def equal(self) -> bool:
        """Whether both sides read the same."""
        return [sentence.key for sentence in self.before] == [sentence.key for sentence in self.after]


def align_sentences(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    *,
    content: Content,
    translated: bool = False,
    embed: Embed | None = None,
) -> tuple[Aligned, ...]:
    """Pair the sentences of two sides; every sentence is in exactly one pair, in the order of `after` where it can be.

    Args:
        before: Sentences that were handed over.
        after: Sentences that came out.
        content: What words weigh, from the sentences of both sides.
        translated: Whether the sides are in different languages.
        embed: Compares what is left over by meaning, if given.
    """
    found: list[Aligned] = []
    loose_before: list[int] = []
    loose_after: list[int] = []
    gap_before: dict[int, int] = {}
    gap_after: dict[int, int] = {}
    for gap, (a0, a1, b0, b1, equal) in enumerate(blocks([s.key for s in before], [s.key for s in after])):
        if equal:
            found += [Aligned((x,), (y,), 1.0) for x, y in zip(before[a0:a1], after[b0:b1], strict=True)]
        else:
            loose_before += range(a0, a1)
            loose_after += range(b0, b1)
            gap_before |= dict.fromkeys(range(a0, a1), gap)
            gap_after |= dict.fromkeys(range(b0, b1), gap)
    if translated:
        parallel = align_parallel([before[i] for i in loose_before], [after[j] for j in loose_after])
        return tuple(found + [Aligned(x, y, score) for x, y, score in parallel])
    moved, loose_before, loose_after = _moved(before, after, loose_before, loose_after)
    rest = _Rest(
        [before[i] for i in loose_before],
        [after[j] for j in loose_after],
        ([gap_before[i] for i in loose_before], [gap_after[j] for j in loose_after]),
        content,
        embed,
    )
    pairs = [*found, *moved, *rest.pairs()]
    place = {id(sentence): position for position, sentence in enumerate(after)}
    origin = {id(sentence): position for position, sentence in enumerate(before)}

    def order(pair: Aligned) -> tuple[int, int]:
        if pair.after:
            return place[id(pair.after[0])], 0
        return bisect_left(after_of, (origin[id(pair.before[0])],)), 1

    after_of = sorted((origin[id(pair.before[0])],) for pair in pairs if pair.before and pair.after)
    return tuple(sorted(pairs, key=order))


def _moved(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    loose_before: list[int],
    loose_after: list[int],
) -> tuple[list[Aligned], list[int], list[int]]:
    """Equal sentences at another place, and what is left on both sides."""
    where: dict[str, list[int]] = defaultdict(list)
    for i in reversed(loose_before):
        where[before[i].key].append(i)
    pairs, left = [], []
    taken: set[int] = set()
    for j in loose_after:
        if origins := where.get(after[j].key):
            i = origins.pop()
            taken.add(i)
            pairs.append(Aligned((before[i],), (after[j],), 1.0, moved=True))
        else:
            left.append(j)
    return pairs, [i for i in loose_before if i not in taken], left


class _Rest:
    """Sentences without an equal on the other side."""

    def __init__(
        self,
        before: Sequence[Sentence],
        after: Sequence[Sentence],
        gaps: tuple[Sequence[int], Sequence[int]],
        content: Content,
        embed: Embed | None,
    ) -> None:
        self._before = before
        self._after = after
        self._gap_before, self._gap_after = gaps  # between which equal sentences each stands
        self._content = content
        self._embed = embed
        self._of: dict[int, tuple[list[int], float, bool]] = {}  # after -> before, similarity, moved
        self._free_before: set[int] = set(range(len(before)))
        self._free_after: set[int] = set(range(len(after)))

    def pairs(self) -> Iterator[Aligned]:
        """Pairs of what is alike, then single sentences."""
        if self._before and self._after:
            self._match()
        groups = self._groups()
        for befores, afters, score, moved in groups:
            yield Aligned(
                tuple(self._before[i] for i in sorted(befores)),
                tuple(self._after[j] for j in sorted(afters)),
                score,
                moved,
            )
        for i in sorted(self._free_before):
            yield Aligned((self._before[i],), (), 0.0)
        for j in sorted(self._free_after):
            yield Aligned((), (self._after[j],), 0.0)

    def _match(self) -> None:
        index = Index(self._before, self._content)
        scored: list[tuple[int, int, float]] = []
        for j, sentence in enumerate(self._after):
            bag = self._content.bag(sentence)
            for i in index.candidates(bag):
                score = self._content.similarity(bag, index.bag(i))
                contained = (
                    self._content.support(bag, index.bag(i)),
                    self._content.support(index.bag(i), bag),
                )
                score = max(
                    score,
                    0.7 * max(contained) if min(len(bag), len(index.bag(i))) > 3 else 0.0,
                )
                if score >= ALIKE:
                    scored.append((i, j, score))
        for i, j, score in _chain(scored):
            self._take(i, j, score, moved=False)
        for i, j, score in sorted(scored, key=lambda item: -item[2]):
            if i in self._free_before and j in self._free_after:
                self._take(i, j, score, moved=True)
        self._by_meaning()
        self._by_position()

    def _take(self, i: int, j: int, score: float, *, moved: bool) -> None:
        self._of[j] = ([i], score, moved)
        self._free_before.discard(i)
        self._free_after.discard(j)

    def _groups(self) -> list[tuple[list[int], list[int], float, bool]]:
        """Each pair with the free neighbours that make it more alike."""
        grouped = []
        for j, (befores, score, moved) in sorted(self._of.items()):
            afters = [j]
            for side, free, gap in (
                (befores, self._free_before, self._gap_before),
                (afters, self._free_after, self._gap_after),
            ):
                for step in (-1, 1):
                    end = side[0] if step < 0 else side[-1]
                    if end + step not in free or gap[end + step] != gap[end]:
                        continue
                    alone = self._score(befores, afters)
                    side.append(end + step)
                    together = self._score(befores, afters)
                    if together > alone + _GAIN:
                        free.discard(end + step)
                        score = max(score, together)
                        side.sort()
                    else:
                        side.pop()
            grouped.append((befores, afters, score, moved))
        return grouped

    def _score(self, befores: Iterable[int], afters: Iterable[int]) -> float:
        content = self._content
        return content.similarity(
            content.bag(*(self._before[i] for i in befores)),
            content.bag(*(self._after[j] for j in afters)),
        )

    def _by_meaning(self) -> None:
        """Pair what is left by its embedding."""
        if self._embed is None or not self._free_before or not self._free_after:
            return
        left, right = (
            sorted(self._free_before)[:_EMBEDDED],
            sorted(self._free_after)[:_EMBEDDED],
        )
        texts = [self._before[i].key for i in left] + [self._after[j].key for j in right]
        vectors = [_unit(vector) for vector in self._embed(texts)]
        scored = [
            (
                sum(x * y for x, y in zip(vectors[p], vectors[len(left) + q], strict=True)),
                i,
                j,
            )
            for p, i in enumerate(left)
            for q, j in enumerate(right)
        ]
        for cosine, i, j in sorted(scored, reverse=True):
            if cosine < _ALIKE_IN_MEANING:
                break
            if i in self._free_before and j in self._free_after:
                self._take(i, j, self._score([i], [j]), moved=False)

    def _by_position(self) -> None:
        """Pair the sentences that are alone between the same two pairs on both sides."""
        anchors = [
            (-1, -1),
            *sorted((b[0], j) for j, (b, _, moved) in self._of.items() if not moved),
        ]
        ends = [*anchors[1:], (len(self._before), len(self._after))]
        for (i0, j0), (i1, j1) in zip(anchors, ends, strict=True):
            free_before = [i for i in range(i0 + 1, i1) if i in self._free_before]
            free_after = [j for j in range(j0 + 1, j1) if j in self._free_after]
            gaps = (
                [self._gap_before[i] for i in free_before],
                [self._gap_after[j] for j in free_after],
            )
            if gaps[0] == gaps[1]:
                for i, j in zip(free_before, free_after, strict=True):
                    self._take(i, j, self._score([i], [j]), moved=False)


def _chain(scored: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The pairs, increasing on both sides, whose similarities sum up highest; n log n."""
    items = sorted(scored, key=lambda item: (item[0], -item[1]))
    columns = sorted({j for _, j, _ in items})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)  # Fenwick tree of prefix maxima
    links: list[int] = []
    for position, (_, j, score) in enumerate(items):
        column = bisect_left(columns, j)
        top = (0.0, -1)
        k = column
        while k > 0:
            top = max(top, best[k])
            k -= k & -k
        links.append(top[1])
        total = (top[0] + score, position)
        k = column + 1
        while k <= len(columns):
            best[k] = max(best[k], total)
            k += k & -k
    end = (0.0, -1)
    k = len(columns)
    while k > 0:
        end = max(end, best[k])
        k -= k & -k
    chain = []
    position = end[1]
    while position >= 0:
        chain.append(items[position])
        position = links[position]
    return chain[::-1]


def _unit(vector: Iterable[float]) -> list[float]:
    values = [float(value) for value in vector]
    length = sum(value * value for value in values) ** 0.5 or 1.0
    return [value / length for value in values]
