"""Which record of the expected document is which of the one that came, and whether the order held."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

_COMMON = 40
"""Records that share a value from which it says nothing about which of them is meant."""

_LIKE = 0.3
"""Share of equal values from which two records are taken for one that changed."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of positions, and what is left on either side."""

    pairs: tuple[tuple[int, int], ...]
    """In the order of the expected side."""

    lost: tuple[int, ...]
    came: tuple[int, ...]

    moved: frozenset[int]
    """Positions on the expected side of the fewest records whose removal leaves the rest in order."""


def match(
    expected: Sequence[Sequence[Hashable]],
    came: Sequence[Sequence[Hashable]],
    texts: tuple[Sequence[str], Sequence[str]] | None = None,
) -> Matching:
    """Pair records, each given as its values: equal ones first, then those that share the most of their values."""
    pairs = _equal(expected, came)
    left = [i for i in range(len(expected)) if i not in pairs]
    taken = set(pairs.values())
    right = [j for j in range(len(came)) if j not in taken]
    _similar(expected, came, left, right, pairs)
    if texts:
        _worded(texts, expected, came, pairs)
    ordered = sorted(pairs.items())
    taken = set(pairs.values())
    return Matching(
        tuple(ordered),
        tuple(i for i in range(len(expected)) if i not in pairs),
        tuple(j for j in range(len(came)) if j not in taken),
        moved(ordered),
    )


def _equal(expected: Sequence[Sequence[Hashable]], came: Sequence[Sequence[Hashable]]) -> dict[int, int]:
    homes: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for j, values in enumerate(came):
        homes[tuple(values)].append(j)
    for found in homes.values():
        found.reverse()
    pairs: dict[int, int] = {}
    for i, values in enumerate(expected):
        if free := homes.get(tuple(values)):
            pairs[i] = free.pop()
    return pairs


def _similar(
    expected: Sequence[Sequence[Hashable]],
    came: Sequence[Sequence[Hashable]],
    left: Sequence[int],
    right: Sequence[int],
    pairs: dict[int, int],
) -> None:
    """Pair what is left by votes of shared values; a value that many records share has no vote, unless few are left."""
    homes: dict[Hashable, list[int]] = defaultdict(list)
    for j in right:
        for value in set(came[j]):
            homes[value].append(j)
    ranked: list[tuple[float, int, int, int]] = []
    for i in left:
        votes: Counter[int] = Counter()
        for value in set(expected[i]):
            found = homes.get(value, ())
            if len(found) <= _COMMON:
                for j in found:
                    votes[j] += 1
        size = max(len(set(expected[i])), 1)
        for j, count in votes.most_common(8):
            share = count / max(size, len(set(came[j])))
            if share >= _LIKE:
                ranked.append((-share, abs(i - j), i, j))
    taken: set[int] = set()
    for _, _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


_COMPARED = 60
"""Records left on each side up to which they are compared by their wording, each with each."""


def _worded(
    texts: tuple[Sequence[str], Sequence[str]],
    expected: Sequence[Sequence[Hashable]],
    came: Sequence[Sequence[Hashable]],
    pairs: dict[int, int],
) -> None:
    taken = set(pairs.values())
    left = [i for i in range(len(expected)) if i not in pairs]
    right = [j for j in range(len(came)) if j not in taken]
    if not left or not right or len(left) > _COMPARED or len(right) > _COMPARED:
        return
    ranked = []
    for i in left:
        for j in right:
            likeness = fuzz.ratio(texts[0][i][:600], texts[1][j][:600], score_cutoff=45)
            if likeness:
                ranked.append((-likeness, abs(i - j), i, j))
    for _, _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def moved(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Those outside a longest run of pairs that stand in one order on both sides (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for position, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            at.append(position)
        else:
            tails[place] = j
            at[place] = position
        back.append(at[place - 1] if place else -1)
    kept = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(position)
        position = back[position]
    return frozenset(i for position, (i, _) in enumerate(pairs) if position not in kept)
