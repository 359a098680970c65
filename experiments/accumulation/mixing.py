"""Whether a falling hazard is one of each document, or comes of mixing frail documents with hardy ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaincinv, logsumexp

from holdtrue.experiments.accumulation.forms import Array
from holdtrue.experiments.accumulation.loss import is_critical

_NODES = 32
"""Frailties that stand for their distribution, at equal shares of it."""

_BOUNDS = ((-8.0, 4.0), (-3.0, 1.6), (-7.0, 2.3))
"""Of the logarithms of rate, shape and spread."""

_STARTS = ((-1.0, 0.0, -1.0), (-2.0, -0.7, 0.7), (0.0, -0.7, -3.0))

_DRAWS = 100
_SEED = 20260303


@dataclass(frozen=True, slots=True, kw_only=True)
class Frailty:
    """The hazard of a first critical failure as a power of time, with and without a factor of each document's own."""

    shape: float
    """k of the hazard, all documents alike: below 1 it falls, above 1 it rises."""

    shape_within: float
    """The same with the documents' factors, so within a document."""

    shape_interval: tuple[float, float]
    """Where the latter is in 95% of bootstrap samples of the documents."""

    spread: float
    """Variance of the documents' factors, whose mean is 1; 0 where they are all alike."""

    gain: float
    """How much smaller AICc is with the factors; positive where the data want them."""

    failures: int
    """Relays that failed critically."""

    at_risk: int
    """Round trips before which a relay had not."""


@dataclass(frozen=True, slots=True)
class _Data:
    """How often, by document and round trip."""

    failed: Array
    """Relays that failed critically for the first time."""

    held: Array
    """Relays that had not failed before and did not then."""


def frailty(relays: Mapping[str, Sequence[Sequence[float]]]) -> Frailty | None:
    """Fit the first critical failures of relays.

    The chance of one in trip t, if there was none before, is 1 - exp(-z c (t^k - (t-1)^k)), z each document's own and
    gamma-distributed with mean 1 (Vaupel, Manton & Stallard 1979). Without z, frail documents, which fail early and are
    out of it, make the hazard seem to fall.

    Args:
        relays: By document its relays, each the share that was left after each round trip.

    Returns:
        None where no relay failed or all did in the first trip, which says nothing about time.
    """
    if not relays:
        return None
    data = _counted(list(relays.values()))
    failures, at_risk = int(data.failed.sum()), int((data.failed + data.held).sum())
    if not 0 < failures < at_risk:
        return None
    once = np.ones(len(relays))
    alike, within = _fitted(data, once, frail=False), _fitted(data, once, frail=True)
    drawn = np.random.default_rng(_SEED).multinomial(len(once), once / len(once), size=_DRAWS)
    shapes = [_fitted(data, weights.astype(float), frail=True, starts=[within[1]])[1][1] for weights in drawn]
    low, high = np.exp(np.quantile(shapes, (0.025, 0.975)))
    return Frailty(
        shape=math.exp(alike[1][1]),
        shape_within=math.exp(within[1][1]),
        shape_interval=(float(low), float(high)),
        spread=math.exp(within[1][2]),
        gain=_aicc(alike[0], 2, at_risk) - _aicc(within[0], 3, at_risk),
        failures=failures,
        at_risk=at_risk,
    )


def _counted(documents: Sequence[Sequence[Sequence[float]]]) -> _Data:
    longest = max(len(left) for relays in documents for left in relays)
    failed, held = np.zeros((len(documents), longest)), np.zeros((len(documents), longest))
    for number, relays in enumerate(documents):
        for left in relays:
            before = 1.0
            for trip, after in enumerate(left):
                if is_critical(before - after):
                    failed[number, trip] += 1
                    break
                held[number, trip] += 1
                before = after
    return _Data(failed, held)


def _fitted(
    data: _Data, weights: Array, *, frail: bool, starts: Sequence[Sequence[float]] = _STARTS
) -> tuple[float, list[float]]:
    """The smallest negative log likelihood, and the logarithms of rate, shape and spread that it is at.

    Args:
        data: What happened.
        weights: How often each document counts.
        frail: Whether each document has a factor of its own.
        starts: Where to begin; the best end counts.
    """
    count = 3 if frail else 2

    def cost(logs: Array) -> float:
        factors = _factors(math.exp(logs[2])) if frail else np.ones(1)
        return -float(weights @ _log_likelihoods(data, math.exp(logs[0]), math.exp(logs[1]), factors))

    ends = [minimize(cost, start[:count], bounds=_BOUNDS[:count], method="L-BFGS-B") for start in starts]
    best = min(ends, key=lambda end: float(end.fun))
    return float(best.fun), [float(value) for value in best.x]


def _factors(spread: float) -> Array:
    shares = (np.arange(_NODES) + 0.5) / _NODES
    drawn = spread * gammaincinv(1 / spread, shares)
    return np.asarray(drawn / drawn.mean())


def _log_likelihoods(data: _Data, rate: float, shape: float, factors: Array) -> Array:
    """That of each document, averaged over the factors that it may have."""
    trips = np.arange(1.0, data.failed.shape[1] + 1)
    exposed = np.outer(factors, rate * (trips**shape - (trips - 1) ** shape))
    # log(1 - exp(-x)) without losing small x.
    failing = np.log(-np.expm1(-np.maximum(exposed, 1e-12)))
    return np.asarray(
        logsumexp(failing @ data.failed.T - exposed @ data.held.T, axis=0) - math.log(len(factors))
    )


def _aicc(cost: float, parameters: int, n: int) -> float:
    return 2 * cost + 2 * parameters + 2 * parameters * (parameters + 1) / max(n - parameters - 1, 1)
