"""Which record of one side became which record of the other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from holdtrue.checks.ascending import longest_run
from holdtrue.checks.tracing.units import Unit

_RARE = 12
"""How many of a record's rarest words it is looked up by."""

_COMMON = 60
"""A word that stands in more records than this is no way to find one."""

_BELONGS = 0.34
"""Share of the rarer words' weight in common, of the smaller record, from which two records may belong together.

Below a half because a translated or reworded record keeps little more than its numbers and names.
"""

_SAME_PLACE = 0.15
"""What it adds that the records around both belong together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A record on each side that belong together."""

    before: Unit
    after: Unit
    similarity: float
    """Weighted share of words in common, in [0, 1]."""

    copy: bool = False
    """Whether the record that was handed over has a nearer counterpart already."""


def pair(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[Pair, ...]:
    """Pair the records of two sides: equal ones first, then by the words that they share, rare ones counting most.

    Every record of the result is in one pair at most; one that was handed over may be in several, as the original
    of copies.
    """
    partner: dict[int, Pair] = {}
    for signature in (_with_parent, _alone, _folded):
        _pair_equal(before, after, partner, signature)
    left_before = _without(before, {found.before.index for found in partner.values()})
    left_after = [unit for unit in after if unit.index not in partner]
    weights = _weights(before, after)
    _pair_similar(left_before, left_after, partner, weights, copy=False)
    left_after = [unit for unit in after if unit.index not in partner]
    _pair_similar(before, left_after, partner, weights, copy=True)
    return tuple(partner[index] for index in sorted(partner))


def in_order(pairs: Sequence[Pair]) -> set[int]:
    """Positions of the pairs that keep the order: a longest run of them whose originals ascend."""
    return set(longest_run([found.before.index for found in pairs]))


def _with_parent(unit: Unit) -> Hashable:
    return unit.exact, unit.record.path, unit.parent.exact if unit.parent else None


def _alone(unit: Unit) -> Hashable:
    return unit.exact


def _folded(unit: Unit) -> Hashable:
    return tuple(sorted(unit.keys))


def _pair_equal(
    before: Sequence[Unit],
    after: Sequence[Unit],
    partner: dict[int, Pair],
    signature: Callable[[Unit], Hashable],
) -> None:
    taken = {found.before.index for found in partner.values()}
    waiting: dict[Hashable, deque[Unit]] = defaultdict(deque)
    for unit in before:
        if unit.index not in taken:
            waiting[signature(unit)].append(unit)
    for unit in after:
        if unit.index not in partner and (queue := waiting.get(signature(unit))):
            partner[unit.index] = Pair(queue.popleft(), unit, 1.0)


def _without(units: Iterable[Unit], taken: set[int]) -> list[Unit]:
    return [unit for unit in units if unit.index not in taken]


def _weights(before: Sequence[Unit], after: Sequence[Unit]) -> dict[str, float]:
    """How much a word says: the fewer records of the fuller side hold it, the more."""
    counts: Counter[str] = Counter()
    for side in (before, after):
        seen = Counter(key for unit in side for key in unit.bag)
        for key, count in seen.items():
            counts[key] = max(counts[key], count)
    total = max(len(before), len(after), 2)
    return {key: math.log(1 + total / count) for key, count in counts.items()}


def _pair_similar(
    before: Sequence[Unit],
    after: Sequence[Unit],
    partner: dict[int, Pair],
    weights: dict[str, float],
    *,
    copy: bool,
) -> None:
    holders: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(before):
        for key in unit.bag:
            holders[key].append(position)
    mass_before = [_mass(unit.bag, weights) for unit in before]
    scored: list[tuple[float, float, int, int]] = []
    for j, unit in enumerate(after):
        mass = _mass(unit.bag, weights)
        if not mass:
            continue
        rare = sorted(unit.bag, key=lambda key: -weights[key])[:_RARE]
        found = {i for key in rare if len(holders.get(key, ())) <= _COMMON for i in holders.get(key, ())}
        for i in found:
            shared = _mass(unit.bag & before[i].bag, weights)
            smaller = min(mass, mass_before[i])
            likeness = 0.5 * shared / smaller + 0.5 * shared / (mass + mass_before[i] - shared)
            if unit.parent and (around := partner.get(unit.parent.index)):
                likeness += _SAME_PLACE * (around.before is before[i].parent)
            if before[i].record.kind == unit.record.kind and before[i].record.path == unit.record.path:
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


def _mass(bag: Counter[str], weights: dict[str, float]) -> float:
    return sum(weights[key] * count for key, count in bag.items())
