"""Pairs the sentences of a text with those of its translation: by length, and by the figures and names they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from holdtrue.checks.facts import extract
from holdtrue.checks.prose.sentences import Sentence

_BAND = 25
"""How many sentences away from the diagonal a counterpart is looked for."""

_MOVES = ((1, 1, 0.0), (1, 0, 1.3), (0, 1, 1.8), (2, 1, 0.45), (1, 2, 0.45), (2, 2, 0.8), (1, 3, 0.9))
"""How many sentences of either side go together, and what that costs."""

_OUTSIDE = 0.1
"""What a sentence before or behind the translated section costs."""

_RATIO = (0.75, 1.5)
"""How much shorter or longer than its text a translation is taken to be."""

_SPREAD = 6.8
"""Variance of a translation's length in characters for each character of the text (Gale and Church 1993)."""

Parallel = tuple[tuple[Sentence, ...], tuple[Sentence, ...], float]


def align_parallel(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Parallel]:
    """Pair the sentences in order, one to one, one to two, two to one, or one to none; each with a score in [0, 1].

    A translation may be one of a section only: what lies before and behind it costs nothing.
    """
    marks_before, marks_after = _common([_marks(x.key) for x in before], [_marks(y.key) for y in after])
    first, last = _section(marks_before, marks_after)
    pairs: list[Parallel] = [((x,), (), 0.0) for x in before[:first]]
    pairs += _aligned(before[first:last], after, marks_before[first:last], marks_after)
    return pairs + [((x,), (), 0.0) for x in before[last:]]


def _common(
    before: Sequence[tuple[frozenset[str], frozenset[str]]],
    after: Sequence[tuple[frozenset[str], frozenset[str]]],
) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Facts of each sentence, with those names that stand on both sides: many are translated."""
    both = frozenset().union(*(names for _, names in before)) & frozenset().union(
        *(names for _, names in after)
    )
    return [facts | (names & both) for facts, names in before], [
        facts | (names & both) for facts, names in after
    ]


def _section(before: Sequence[frozenset[str]], after: Sequence[frozenset[str]]) -> tuple[int, int]:
    """The stretch of the text that was translated: that of its length with most of the translation's facts."""
    size = len(after) + len(after) // 5 + 2
    if len(before) <= size + 2:
        return 0, len(before)
    spread = Counter(mark for marks in before for mark in marks)
    wanted = frozenset().union(*after)
    weights = [sum(1 / spread[mark] for mark in marks & wanted) for marks in before]
    total = best = sum(weights[:size])
    start = 0
    for position in range(1, len(before) - size + 1):
        total += weights[position + size - 1] - weights[position - 1]
        if total > best + 1e-9:
            best, start = total, position
    return start, start + size


def _aligned(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    marks_before: Sequence[frozenset[str]],
    marks_after: Sequence[frozenset[str]],
) -> list[Parallel]:
    n, m = len(before), len(after)
    if not n or not m:
        return [((x,), (), 0.0) for x in before] + [((), (y,), 0.0) for y in after]
    lengths_before, lengths_after = [len(x.key) for x in before], [len(y.key) for y in after]
    ratio = min(_RATIO[1], max(_RATIO[0], sum(lengths_after) / max(1, sum(lengths_before))))

    def cost(i: int, di: int, j: int, dj: int) -> float:
        if not di or not dj:
            return 0.0
        size_a, size_b = sum(lengths_before[i : i + di]), sum(lengths_after[j : j + dj])
        delta = abs(size_b - ratio * size_a) / math.sqrt(_SPREAD * max(8, size_a))
        a = frozenset().union(*marks_before[i : i + di])
        b = frozenset().union(*marks_after[j : j + dj])
        apart = 1 - 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.15
        return min(1.5, 0.35 * delta) * 0.8 + 0.9 * apart

    best: dict[tuple[int, int], tuple[float, int, int]] = {(0, 0): (0.0, 0, 0)}
    band = max(_BAND, 2 * m // n + 2)
    for i in range(n + 1):
        centre = i * m // n
        for j in range(max(0, centre - band), min(m, centre + band) + 1):
            here = best.get((i, j))
            if here is None:
                continue
            for di, dj, price in _MOVES:
                if i + di <= n and j + dj <= m:
                    outside = dj == 0 and j in (0, m)
                    total = here[0] + (_OUTSIDE if outside else price) + cost(i, di, j, dj)
                    if total < best.get((i + di, j + dj), (math.inf, 0, 0))[0]:
                        best[i + di, j + dj] = (total, di, dj)
    return _path(before, after, best, cost)


def _path(
    before: Sequence[Sentence],
    after: Sequence[Sentence],
    best: Mapping[tuple[int, int], tuple[float, int, int]],
    cost: Callable[[int, int, int, int], float],
) -> list[Parallel]:
    pairs: list[Parallel] = []
    i, j = len(before), len(after)
    while i or j:
        _, di, dj = best[i, j]
        score = 1 - min(1.0, cost(i - di, di, j - dj, dj) / 1.6) if di and dj else 0.0
        pairs.append((tuple(before[i - di : i]), tuple(after[j - dj : j]), score))
        i, j = i - di, j - dj
    return pairs[::-1]


def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What a translation leaves as it is: numbers, dates and codes; and the names, of which it keeps only some."""
    facts = [fact for fact in extract(text) if fact.type != "negation"]
    return (
        frozenset(reading for fact in facts for reading in fact.readings if fact.type != "name"),
        frozenset(reading for fact in facts for reading in fact.readings if fact.type == "name"),
    )
