"""Which form of decay documents obey: by Akaike's criterion, by predicting longer relays, and how sure either is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from holdtrue.experiments.accumulation.forms import FORMS, Array, Fit, Form, fit

FITTED = 7
"""Round trips from which the later ones are predicted: the fewest that every form can be fitted to."""

_DRAWS = 2000
_SEED = 20260302


@dataclass(frozen=True, slots=True)
class Curve:
    """How much of a document was left after each round trip."""

    unit: str
    """What it belongs to: a document, or a model in published tables."""

    left: tuple[float, ...]
    """RS@2, RS@4, ..., in [0, 1]."""

    every: int = 1
    """Round trips between two points."""

    @property
    def trips(self) -> tuple[int, ...]:
        """The numbers of round trips."""
        return tuple(self.every * number for number in range(1, len(self.left) + 1))

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was ever lost, so that every form fits."""
        return min(self.left) >= 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a form did."""

    form: str
    """Its name."""

    wins: int
    """Curves that it fits best, by AICc."""

    behind: float
    """How much its AICc, summed over all curves, is above the best form's; 0 for the best. More than 10 is much."""

    sure: float
    """Share of bootstrap samples of the units in which its sum is the best."""

    missed: float | None
    """Mean error of predicting the last trips from the first `FITTED`, as a root of the mean square over trips; None
    where the curves are no longer than that."""

    sure_ahead: float | None
    """Share of bootstrap samples in which its mean error is the smallest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What the curves say about the forms."""

    standings: tuple[Standing, ...]
    """One for each form, best by AICc first."""

    fits: Mapping[str, tuple[Fit, ...]]
    """By unit the fits of all forms, in their order."""

    untouched: tuple[str, ...]
    """Units that lost nothing and so say nothing about the form."""

    @property
    def best(self) -> Standing:
        """The form with the smallest sum."""
        return self.standings[0]


def compare(curves: Sequence[Curve]) -> Comparison | None:
    """Fit every form to every curve and compare; None where no curve lost anything."""
    told = [curve for curve in curves if not curve.is_untouched]
    if not told:
        return None
    fits = {curve.unit: tuple(fit(form, curve.trips, curve.left) for form in FORMS) for curve in told}
    criteria = np.array([[one.aicc for one in fits[curve.unit]] for curve in told])
    missed = _missed(told)
    # Documents are what another sample would differ in.
    drawn = np.random.default_rng(_SEED).integers(len(told), size=(_DRAWS, len(told)))
    sure = _shares(criteria, drawn)
    ahead = None if missed is None else _shares(missed, drawn)
    sums = criteria.sum(axis=0)
    wins = np.bincount(criteria.argmin(axis=1), minlength=len(FORMS))
    standings = [
        Standing(
            form=form.name,
            wins=int(wins[number]),
            behind=float(sums[number] - sums.min()),
            sure=float(sure[number]),
            missed=None if missed is None else float(missed[:, number].mean()),
            sure_ahead=None if ahead is None else float(ahead[number]),
        )
        for number, form in enumerate(FORMS)
    ]
    return Comparison(
        standings=tuple(sorted(standings, key=lambda standing: standing.behind)),
        fits=fits,
        untouched=tuple(curve.unit for curve in curves if curve.is_untouched),
    )


def _missed(curves: Sequence[Curve]) -> Array | None:
    if min(len(curve.left) for curve in curves) <= FITTED:
        return None
    return np.array([[_ahead(form, curve) for form in FORMS] for curve in curves])


def _ahead(form: Form, curve: Curve) -> float:
    early = fit(form, curve.trips[:FITTED], curve.left[:FITTED])
    apart = early.at(curve.trips[FITTED:]) - np.array(curve.left[FITTED:])
    return math.sqrt(float(np.mean(apart**2)))


def _shares(scores: Array, drawn: NDArray[np.int64]) -> Array:
    """How often each column has the smallest sum over the drawn rows."""
    best = scores[drawn].sum(axis=1).argmin(axis=1)
    return np.bincount(best, minlength=scores.shape[1]) / len(drawn)
