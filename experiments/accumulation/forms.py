"""Forms that the decay of a document over round trips may have, and how they are fitted to a curve."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

Array = NDArray[np.float64]

_LEAST_VARIANCE = 1e-6
"""Residuals below a thousandth say nothing: scores are counted in fields of a few records."""


@dataclass(frozen=True, slots=True)
class Form:
    """A family of curves from 1 at the start, over round trips."""

    name: str
    """What it is called."""

    about: str
    """What it says of the hazard."""

    curve: Callable[[Array, Array], Array]
    """The share that is left after each number of round trips, for parameters."""

    low: tuple[float, ...]
    """Lower bounds of the parameters."""

    high: tuple[float, ...]
    """Upper bounds."""

    starts: tuple[tuple[float, ...], ...]
    """Where the search begins; the best end counts."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A form fitted to a curve by least squares."""

    form: Form
    """Which."""

    parameters: tuple[float, ...]
    """The best ones."""

    error: float
    """Root of the mean squared residual, on the points that it was fitted to."""

    aicc: float
    """Akaike's criterion, corrected for few points (Hurvich & Tsai 1989); the residuals' variance is a parameter, too.
    Only differences on the same points mean anything."""

    def at(self, trips: Sequence[float]) -> Array:
        """The share that is left after so many round trips."""
        return self.form.curve(np.asarray(trips, float), np.asarray(self.parameters))


def _geometric(t: Array, p: Array) -> Array:
    return np.asarray(p[0] ** t)


def _floor(t: Array, p: Array) -> Array:
    return np.asarray(p[1] + (1 - p[1]) * p[0] ** t)


def _power(t: Array, p: Array) -> Array:
    return np.asarray((1 + t / p[1]) ** -p[0])


def _stretched(t: Array, p: Array) -> Array:
    return np.asarray(np.exp(-((t / p[0]) ** p[1])))


def _markov(t: Array, p: Array) -> Array:
    """The share that is intact; what is damaged counts nothing until it is repaired, and what is lost never again.

    All is intact at the start. With a worth of its own for what is damaged the mean curve would not tell the parameters
    apart: it is a sum of two geometric ones, which three numbers say.
    """
    damaged, repaired, lost = p
    matrix = np.array([[1 - damaged, damaged], [repaired * (1 - lost), (1 - repaired) * (1 - lost)]])
    # The shares of the two states that are not lost, after each whole number of trips.
    shares = [np.array([1.0, 0.0])]
    for _ in range(math.ceil(float(t.max(initial=0.0)))):
        shares.append(shares[-1] @ matrix)
    return np.asarray(np.interp(t, np.arange(len(shares)), [share[0] for share in shares]))


FORMS: tuple[Form, ...] = (
    Form(
        "geometric",
        "the same share is lost each time",
        _geometric,
        (0.0,),
        (1.0,),
        ((0.9,), (0.5,), (0.1,)),
    ),
    Form(
        "floor",
        "the same share of what can be lost is lost each time; the rest never is",
        _floor,
        (0.0, 0.0),
        (1.0, 1.0),
        ((0.8, 0.3), (0.5, 0.6), (0.2, 0.1)),
    ),
    Form(
        "power",
        "the hazard falls as one over time, as in a mixture of documents with gamma-distributed hazards",
        _power,
        (0.0, 0.01),
        (20.0, 200.0),
        ((0.5, 1.0), (2.0, 10.0), (0.3, 0.1)),
    ),
    Form(
        "stretched",
        "the hazard falls (shape below 1) or rises (above) as a power of time",
        _stretched,
        (0.01, 0.05),
        (1e4, 5.0),
        ((10.0, 1.0), (20.0, 0.5), (2.0, 0.5)),
    ),
    Form(
        "markov",
        "what is damaged is either repaired or lost",
        _markov,
        (0.0, 0.0, 0.0),
        (1.0, 1.0, 1.0),
        ((0.3, 0.2, 0.1), (0.6, 0.4, 0.3), (0.1, 0.5, 0.05), (0.2, 0.1, 0.02)),
    ),
)
"""All of them."""


def fit(form: Form, trips: Sequence[float], left: Sequence[float]) -> Fit:
    """The form's best curve through these points.

    Args:
        form: Which form.
        trips: Round trips, from 1; the start, where everything is left, is part of the form and no point.
        left: The share that was left after each, in [0, 1].

    Raises:
        ValueError: There are fewer points than the criterion needs, two more than parameters (the variance counted).
    """
    t, y = np.asarray(trips, float), np.asarray(left, float)
    count = len(form.low) + 1
    if len(t) < count + 2:
        msg = f"{form.name} has {count} parameters and needs {count + 2} points, not {len(t)}"
        raise ValueError(msg)

    def residuals(parameters: Array) -> Array:
        return np.asarray(form.curve(t, parameters) - y)

    ends = [least_squares(residuals, start, bounds=(form.low, form.high)) for start in form.starts]
    best = min(ends, key=lambda end: float(end.cost))
    variance = max(2 * float(best.cost) / len(t), _LEAST_VARIANCE)
    aicc = len(t) * math.log(variance) + 2 * count + 2 * count * (count + 1) / (len(t) - count - 1)
    return Fit(form, tuple(map(float, best.x)), math.sqrt(2 * float(best.cost) / len(t)), aicc)
