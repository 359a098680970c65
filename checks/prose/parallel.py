"""Pairs the sentences of a text with those of its translation: by length, and by the figures and names they share."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from holdtrue.checks.facts import extract
from holdtrue.checks.prose.sentences import Sentence

_BAND = 25
"""How many sentences away from the diagonal a counterpart is looked for."""

_MOVES = ((1, 1, 0.0), (1, 0, 1.3), (0, 1, 1.3), (2, 1, 0.45), (1, 2, 0.45))
"""How many sentences of either side go together, and what that costs."""

_SPREAD = 6.8
"""Variance of a translation's length in characters for each character of the text (Gale and Church 1993)."""

Parallel = tuple[tuple[Sentence, ...], tuple[Sentence, ...], float]


def align_parallel(before: Sequence[Sentence], after: Sequence[Sentence]) -> list[Parallel]:
    """Pair the sentences in order, one to one, one to two, two to one, or one to none; each with a score in [0, 1]."""
    n, m = len(before), len(after)
    if not n or not m:
        return [((x,), (), 0.0) for x in before] + [((), (y,), 0.0) for y in after]
    ratio = sum(len(y.key) for y in after) / max(1, sum(len(x.key) for x in before))
    stated_before, stated_after = (
        [_marks(x.key) for x in before],
        [_marks(y.key) for y in after],
    )
    both = frozenset().union(*(known for _, known in stated_before)) & frozenset().union(
        *(known for _, known in stated_after)
    )
    marks_before = [facts | (names & both) for facts, names in stated_before]
    marks_after = [facts | (names & both) for facts, names in stated_after]
    lengths_before, lengths_after = (
        [len(x.key) for x in before],
        [len(y.key) for y in after],
    )

    def cost(i: int, di: int, j: int, dj: int) -> float:
        if not di or not dj:
            return 0.0
        size_a, size_b = sum(lengths_before[i : i + di]), sum(lengths_after[j : j + dj])
        delta = abs(size_b - ratio * size_a) / math.sqrt(_SPREAD * max(8, size_a))
        a = frozenset().union(*marks_before[i : i + di])
        b = frozenset().union(*marks_after[j : j + dj])
        apart = 1 - 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.15
        return min(1.5, 0.35 * delta) * 0.8 + 0.9 * apart

    infinity = math.inf
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
                    total = here[0] + price + cost(i, di, j, dj)
                    if total < best.get((i + di, j + dj), (infinity, 0, 0))[0]:
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
