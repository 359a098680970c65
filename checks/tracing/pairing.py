"""Which record of one side became which record of the other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from holdtrue.checks.ascending import longest_run
from holdtrue.checks.tracing.units import Content, Unit

_RARE = 12
"""How many of a record's rarest words it is looked up by."""

_COMMON = 60
"""A word that stands in more records than this is no way to find one."""

_CANDIDATES = 80
"""Records that one is compared with, at least, before its commoner words are no longer asked for more."""

_BELONGS = 0.34
"""Share of the rarer words' weight in common, of the smaller record, from which two records may belong together.

Below a half because a translated or reworded record keeps little more than its numbers and names.
"""

_SAME_PLACE = 0.15
"""What it adds that the records around both belong together."""


class Pair(NamedTuple):
    """A record on each side that belong together."""

    before: Unit
    after: Unit
    similarity: float
    """Weighted share of words in common, in [0, 1]."""

    copy: bool = False
    """Whether the record that was handed over has a nearer counterpart already."""

    @property
    def reads_the_same(self) -> bool:
        """Whether the same values stand in the same fields, in the same order."""
        before, after = self.before, self.after
        return before.content is after.content and before.record.fields == after.record.fields


def pair(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[Pair, ...]:
    """Pair the records of two sides: equal ones first, then by the words that they share, rare ones counting most.

    Every record of the result is in one pair at most; one that was handed over may be in several, as the original
    of copies.
    """
    partner: dict[int, Pair] = {}
    for signature in (_with_parent, _alone, _folded):
        _pair_equal(before, after, partner, signature)
    left_after = _unpaired(after, partner)
    if left_after:
        weights = _Weights(before, after)
        left_before = _without(before, {found.before.index for found in partner.values()})
        _pair_similar(left_before, left_after, partner, weights, copy=False)
        _pair_similar(before, _unpaired(after, partner), partner, weights, copy=True)
    return tuple(partner[index] for index in sorted(partner))


def in_order(pairs: Sequence[Pair]) -> set[int]:
    """Positions of the pairs that keep the order: a longest run of them whose originals ascend."""
    return set(longest_run([found.before.index for found in pairs]))


def _with_parent(unit: Unit) -> Hashable:
    return unit.content.likeness, unit.record.path, unit.parent.content.likeness if unit.parent else None


def _alone(unit: Unit) -> Hashable:
    return unit.content.likeness


def _folded(unit: Unit) -> Hashable:
    return unit.content.folded


def _pair_equal(
    before: Sequence[Unit],
    after: Sequence[Unit],
    partner: dict[int, Pair],
    signature: Callable[[Unit], Hashable],
) -> None:
    taken = {found.before.index for found in partner.values()}
    waiting: dict[Hashable, deque[Unit]] = defaultdict(deque)
    looking = _unpaired(after, partner)
    if not looking:
        return
    for unit in before:
        if unit.index not in taken:
            waiting[signature(unit)].append(unit)
    for unit in looking:
        if queue := waiting.get(signature(unit)):
            partner[unit.index] = Pair(queue.popleft(), unit, 1.0)


def _without(units: Iterable[Unit], taken: set[int]) -> list[Unit]:
    return [unit for unit in units if unit.index not in taken]


def _unpaired(after: Iterable[Unit], partner: dict[int, Pair]) -> list[Unit]:
    return [unit for unit in after if unit.index not in partner]


class _Weights(dict[str, float]):
    """How much a word says: the fewer records of the fuller side hold it, the more. Reckoned when asked for."""

    def __init__(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        super().__init__()
        self._total = max(len(before), len(after), 2)
        left, right = (Counter([unit.content for unit in side]) for side in (before, after))
        # what both sides hold is counted once: most of it, as a rule
        self._both = _holding((left & right).elements())
        self._before = _holding((left - right).elements())
        self._after = _holding((right - left).elements())

    def __missing__(self, key: str) -> float:
        count = self._both[key] + max(self._before[key], self._after[key])
        weight = self[key] = math.log(1 + self._total / count)
        return weight


def _holding(contents: Iterable[Content]) -> Counter[str]:
    """How many of the records hold a word."""
    return Counter(chain.from_iterable([set(content.keys) for content in contents]))


def _pair_similar(
    before: Sequence[Unit],
    after: Sequence[Unit],
    partner: dict[int, Pair],
    weights: dict[str, float],
    *,
    copy: bool,
) -> None:
    holders = _holders(before, {key for unit in after for key in unit.bag})
    mass_before: dict[int, float] = {}
    scored: list[tuple[float, float, int, int]] = []
    for j, unit in enumerate(after):
        mass = _mass(unit.bag, weights)
        if not mass:
            continue
        rare = sorted(unit.bag, key=lambda key: -weights[key])[:_RARE]
        for i in _candidates(rare, holders):
            original = before[i]
            if i not in mass_before:
                mass_before[i] = _mass(original.bag, weights)
            other = mass_before[i]
            shared = _shared(unit.bag, original.bag, weights)
            likeness = 0.5 * shared / min(mass, other) + 0.5 * shared / (mass + other - shared)
            if unit.parent and (around := partner.get(unit.parent.index)):
                likeness += _SAME_PLACE * (around.before is original.parent)
            if original.record.kind == unit.record.kind and original.record.path == unit.record.path:
                likeness += _SAME_PLACE / 3
            if likeness >= _BELONGS:
                distance = abs(i / max(len(before), 1) - j / max(len(after), 1))
                scored.append((-likeness, distance, i, j))
    scored.sort()
    used: set[int] = set()
    for likeness, _, i, j in scored:
        if after[j].index in partner or (i in used and not copy):
            continue
        used.add(i)
        partner[after[j].index] = Pair(before[i], after[j], min(-likeness, 1.0), copy)


def _candidates(rare: Sequence[str], holders: dict[str, list[int]]) -> set[int]:
    """The records that hold one of these words, the rarest first; enough of them are enough."""
    found: set[int] = set()
    for key in rare:
        at = holders.get(key, ())
        if len(at) <= _COMMON:
            found.update(at)
            if len(found) >= _CANDIDATES:
                break
    return found


def _holders(units: Sequence[Unit], wanted: set[str]) -> dict[str, list[int]]:
    """The records that hold a word, by the words that are looked for."""
    holders: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(units if wanted else ()):
        for key in wanted.intersection(unit.keys):
            holders[key].append(position)
    return holders


def _mass(bag: Counter[str], weights: dict[str, float]) -> float:
    return sum([weights[key] * count for key, count in bag.items()])


def _shared(bag: Counter[str], other: Counter[str], weights: dict[str, float]) -> float:
    """The weight of the words in common, each as often as both hold it."""
    return sum([weights[key] * min(count, other[key]) for key, count in bag.items() if key in other])
