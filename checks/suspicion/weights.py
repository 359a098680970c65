"""The fitted weights: decision trees over the numbers of a difference, grown at random and boosted, and over a hand-off's.

docs/without-contract.md has how they are fitted, and what they reach on documents left out.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from holdtrue.checks.suspicion.suspects import SORTS, Sort

_PACKED = "weights.json.gz"

JUDGES = 2
"""How many judge each difference."""

MISSING = -1.0
"""Stands for a number that a difference does not have."""

_FIRST = 4
"""How many of the likeliest differences a hand-off is judged by one by one."""

_PARTS = (0.1, 0.5)
"""How far down the ranking the differences stand that the likeliest is compared with."""

_CLIPPED = 1e-4
"""Likelihoods nearer to 0 or 1 than this count as this near."""

NOTHING = -9.0
"""Log-odds where there is no difference of a sort; below those of any likelihood."""


Tree: TypeAlias = "tuple[int, float, Tree | None, Tree | None]"
"""A decision tree: the position of a number, the greatest value for which the first of two trees goes on, and the two.
A leaf has what it says in place of that value, and no trees: most of the time goes into asking whether one is reached.
"""


Opinions: TypeAlias = tuple[float, ...]
"""How likely a difference is damage by each of several judges, in [0, 1]."""


def _total(trees: Sequence[Tree], row: Sequence[float]) -> float:
    """The sum of what the leaves say that a row falls to."""
    total = 0.0
    for position, limit, low, high in trees:
        while low is not None and high is not None:
            position, limit, low, high = low if row[position] <= limit else high
        total += limit
    return total


@dataclass(frozen=True, slots=True)
class Weights:
    """What turns numbers into how likely damage is."""

    names: tuple[str, ...]
    """The numbers of a difference that are read, in order."""

    grown: tuple[Tree, ...]
    """One judge of a difference: the mean of what they say is a likelihood."""

    boosted: tuple[Tree, ...]
    """The other: each is a step of the log-odds."""

    start: float
    """Log-odds before the first step."""

    handoffs: tuple[Tree, ...]
    """The likelihood of a hand-off is the mean of what they say of its `summary`."""

    damaged: float
    """Share of damaged hand-offs among those that the weights were fitted to."""

    warn: float
    """How likely damage to the hand-off must be for a warning."""

    fail: float
    """How likely it must be for a failure."""

    def of_difference(self, numbers: Mapping[str, float]) -> Opinions:
        """How likely a difference is damage."""
        row = [numbers.get(name, MISSING) for name in self.names]
        odds = self.start + _total(self.boosted, row)
        return _total(self.grown, row) / len(self.grown), 1 / (1 + math.exp(-odds))

    def of_handoff(self, summed_up: Sequence[float]) -> float:
        """How likely a hand-off holds any damage, in [0, 1], if one in ten does."""
        return at_base_rate(_total(self.handoffs, summed_up) / len(self.handoffs), self.damaged)


_BASE_RATE = 0.1
"""Share of damaged hand-offs that likelihoods are given for. Labelled ones are mostly damaged; a pipeline's are not."""


def at_base_rate(likelihood: float, fitted_to: float) -> float:
    """A likelihood as it would be if one hand-off in ten were damaged, not the share that it was fitted to.

    Bayes' rule on the odds; the order of likelihoods stays.
    """
    odds = likelihood / max(1 - likelihood, _CLIPPED)
    odds *= _BASE_RATE / (1 - _BASE_RATE) * (1 - fitted_to) / fitted_to
    return odds / (1 + odds)


def summary(differences: Sequence[tuple[Sort, Opinions]]) -> list[float]:
    """A hand-off in a few numbers, by each judge of its differences."""
    judges = len(differences[0][1]) if differences else JUDGES
    return [
        number
        for judge in range(judges)
        for number in _summed([(sort, opinions[judge]) for sort, opinions in differences])
    ]


def _summed(likelihoods: Sequence[tuple[Sort, float]]) -> list[float]:
    """Log-odds of the likeliest differences, one by one and by sort, and how many there are.

    One difference that stands out among many that are alike is more of a sign than many that are likely alike; so how
    far the likeliest is ahead of the rest counts, too.
    """
    ranked = sorted((likelihood for _, likelihood in likelihoods), reverse=True)
    first = [_log_odds(likelihood) for likelihood in ranked[:_FIRST]]
    first += [NOTHING] * (_FIRST - len(first))
    typical = [_log_odds(ranked[int(len(ranked) * part)]) if ranked else NOTHING for part in _PARTS]
    ahead = [first[0] - odds for odds in (*first[1:], *typical)]
    by_sort = dict.fromkeys(SORTS, NOTHING)
    for sort, likelihood in likelihoods:
        by_sort[sort] = max(by_sort[sort], _log_odds(likelihood))
    return [*first, *typical, *ahead, math.log1p(len(ranked)), math.log1p(sum(ranked)), *by_sort.values()]


def _log_odds(likelihood: float) -> float:
    clipped = min(max(likelihood, _CLIPPED), 1 - _CLIPPED)
    return math.log(clipped / (1 - clipped))


@cache
def weights() -> Weights:
    """The weights that are shipped."""
    packed = files("holdtrue.checks.suspicion").joinpath(_PACKED).read_bytes()
    form = json.loads(gzip.decompress(packed))
    return Weights(
        tuple(form["names"]),
        _trees(form["grown"]),
        _trees(form["boosted"]),
        form["start"],
        _trees(form["handoffs"]),
        form["damaged"],
        form["warn"],
        form["fail"],
    )


def _trees(form: Sequence[Mapping[str, Any]]) -> tuple[Tree, ...]:
    return tuple(map(_tree, form))


def _tree(form: Mapping[str, Any]) -> Tree:
    """A tree of parallel lists, node by node: a negative position is a leaf's, and branches stand behind their root."""
    positions, limits, lows, highs = form["feature"], form["threshold"], form["left"], form["right"]
    nodes: list[Tree] = [(-1, value, None, None) for value in form["value"]]
    for at in range(len(nodes) - 1, -1, -1):
        if positions[at] >= 0:
            nodes[at] = (positions[at], limits[at], nodes[lows[at]], nodes[highs[at]])
    return nodes[0]
