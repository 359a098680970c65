"""Which line of one side became which line of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from holdtrue.checks.lines import Line
from holdtrue.checks.opcodes import blocks

SIMILAR = 0.5
"""Share of common characters (indel ratio) from which two lines are taken for versions of each other.

Half in common, as for Git's rename detection (`-M50%`).
"""

_BAND = 64
"""How many lines away from the diagonal of a replaced block a counterpart is looked for."""

_COMPARISONS = 200_000
"""Similarities computed for one alignment, about half a second's worth; where more lines change the band narrows."""

_COMPARED = 400
"""Characters of a long line's head, and of its tail, that its similarity is judged by."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A line on each side that correspond, or one that has no counterpart."""

    before: Line | None
    after: Line | None
    similarity: float
    """Share of common characters, in [0, 1]; 0 where a side is missing."""

    @property
    def equal(self) -> bool:
        """Whether both sides stand there and read the same."""
        return self.before is not None and self.after is not None and self.before.text == self.after.text


def align(before: Sequence[Line], after: Sequence[Line]) -> tuple[Pair, ...]:
    """Pair the lines of two sides, in order.

    Equal lines first; inside what is left, the in-order matching of similar lines with the greatest sum of
    similarities; then, where both sides have as many lines left between two matches, one by one.
    """
    found = blocks([line.text for line in before], [line.text for line in after])
    replaced = sum(block.a1 - block.a0 for block in found if not block.equal)
    band = max(2, min(_BAND, _COMPARISONS // (2 * replaced or 1)))
    pairs: list[Pair] = []
    for a0, a1, b0, b1, equal in found:
        if equal:
            pairs += [Pair(x, y, 1.0) for x, y in zip(before[a0:a1], after[b0:b1], strict=True)]
        else:
            pairs += _replaced(before[a0:a1], after[b0:b1], band)
    return tuple(pairs)


def similarity(a: str, b: str) -> float:
    """Share of characters in common, in [0, 1]; long lines are judged by their heads and tails."""
    if len(a) > 2 * _COMPARED or len(b) > 2 * _COMPARED:
        a, b = a[:_COMPARED] + a[-_COMPARED:], b[:_COMPARED] + b[-_COMPARED:]
    return fuzz.ratio(a, b, score_cutoff=100 * SIMILAR) / 100


def _replaced(before: Sequence[Line], after: Sequence[Line], band: int) -> Iterator[Pair]:
    i = j = 0
    for next_i, next_j, score in [*_matches(before, after, band), (len(before), len(after), 0.0)]:
        yield from _unmatched(before[i:next_i], after[j:next_j])
        if next_i < len(before):
            yield Pair(before[next_i], after[next_j], score)
        i, j = next_i + 1, next_j + 1


def _unmatched(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Pair]:
    if len(before) == len(after):
        yield from (Pair(x, y, 0.0) for x, y in zip(before, after, strict=True))
    else:
        yield from (Pair(x, None, 0.0) for x in before)
        yield from (Pair(None, y, 0.0) for y in after)


def _matches(before: Sequence[Line], after: Sequence[Line], band: int) -> list[tuple[int, int, float]]:
    """In-order pairs of similar lines with the greatest sum of similarities, by dynamic programming in a band."""
    if not before or not after:
        return []
    rows: list[tuple[int, list[float], list[float]]] = []  # first column, best sums, similarities
    previous_low, previous = 0, [0.0]
    for i, line in enumerate(before):
        centre = i * len(after) // len(before)
        low, high = max(0, centre - band), min(len(after), centre + band + 1)
        scores = [similarity(line.text, other.text) for other in after[low:high]]
        best = [_at(previous, previous_low, low)]
        for offset, score in enumerate(scores):
            column = low + offset
            skip = max(best[-1], _at(previous, previous_low, column + 1))
            take = _at(previous, previous_low, column) + score if score else 0.0
            best.append(max(skip, take))
        rows.append((low, best, scores))
        previous_low, previous = low, best
    return _trace(rows)


def _at(best: list[float], low: int, column: int) -> float:
    """The best sum up to a column; sums never fall to the right, and stay put beyond the band."""
    if column < low:
        return 0.0
    return best[min(column - low, len(best) - 1)]


def _trace(rows: list[tuple[int, list[float], list[float]]]) -> list[tuple[int, int, float]]:
    matches: list[tuple[int, int, float]] = []
    low, best, _ = rows[-1]
    column = low + len(best) - 1
    for i in range(len(rows) - 1, -1, -1):
        low, best, scores = rows[i]
        column = min(column, low + len(best) - 1)
        above_low, above = (rows[i - 1][0], rows[i - 1][1]) if i else (0, [0.0])
        while column > low:
            here = _at(best, low, column)
            if here == _at(above, above_low, column):
                break
            if here != best[column - low - 1]:
                matches.append((i, column - 1, scores[column - low - 1]))
                column -= 1
                break
            column -= 1
    return matches[::-1]
