"""Means with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_DRAWS = 2000
_SEED = 20260301


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with what it may well be."""

    value: float
    """The estimate."""

    low: float
    """Lower end of the 95% interval."""

    high: float
    """Upper end."""

    n: int
    """How many units it rests on."""

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def mean(values: Sequence[float], units: Sequence[object] | None = None) -> Interval:
    """The mean with its percentile bootstrap interval (Efron 1979), drawn over units.

    Args:
        values: What was measured; not empty.
        units: What each belongs to: values of one unit (a task, a document) are drawn together. By default each value
            is a unit.
    """
    groups: dict[object, list[float]] = {}
    for number, value in enumerate(values):
        groups.setdefault(number if units is None else units[number], []).append(value)
    sums = np.array([sum(group) for group in groups.values()])
    counts = np.array([len(group) for group in groups.values()])
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(_DRAWS, len(sums)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Interval(float(sums.sum() / counts.sum()), float(low), float(high), len(sums))


def difference(one: Mapping[object, float], other: Mapping[object, float]) -> Interval | None:
    """The mean of one less the other over the units that both have, paired; None where they share none."""
    shared = [unit for unit in one if unit in other]
    return mean([one[unit] - other[unit] for unit in shared]) if shared else None
