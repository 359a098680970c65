"""How a rate moves with size: slopes, tests of equivalence, and a logistic mixed model."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import norm

from holdtrue.checks import InputError

if TYPE_CHECKING:
    import polars as pl

MARGIN = 0.05
"""Change of a rate per doubling of the size that still counts as none, both ways."""

Direction = Literal["falls", "rises", "flat", "inconclusive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope:
    """Change of a rate per doubling of the size, adjusted for the kind of problem."""

    n: int
    rate: float
    """Over all sizes."""

    value: float
    error: float
    """Standard error, clustered by instance, and no smaller than a share near 0 or 1 leaves it (Agresti and Coull)."""

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Of the slope."""
        spread = float(norm.ppf(0.5 + level / 2.0)) * self.error
        return self.value - spread, self.value + spread

    @property
    def equivalence(self) -> float:
        """The p-value of the two one-sided tests against `MARGIN`: small where the slope is shown to be none."""
        above = (self.value + MARGIN) / self.error
        below = (MARGIN - self.value) / self.error
        return float(max(norm.sf(above), norm.sf(below)))

    @property
    def direction(self) -> Direction:
        """What may be said: `flat` only where equivalence is shown, never for want of a difference."""
        low, high = self.interval()
        if high < 0.0:
            return "falls"
        if low > 0.0:
            return "rises"
        return "flat" if self.equivalence < 0.05 else "inconclusive"


def slope(table: pl.DataFrame, outcome: str) -> Slope | None:
    """The slope of an outcome; None with fewer than two sizes of any kind.

    A linear probability model on the doublings, with an intercept a kind, so that the slope is one of the rate itself.
    """
    kinds = table["kind"].to_list()
    x = np.array(table["doublings"].to_list(), dtype=np.float64)
    y = np.array(table[outcome].to_list(), dtype=np.float64)
    group = np.array([sorted(set(kinds)).index(kind) for kind in kinds])
    centred = x - _means(x, group)
    spread = float(centred @ centred)
    if spread <= 1e-12:
        return None
    rest = y - _means(y, group)
    value = float(centred @ rest) / spread
    left = rest - value * centred
    instances = [
        f"{kind} {size} {draw}" for kind, size, draw in table.select("kind", "size", "draw").iter_rows()
    ]
    scores: dict[str, float] = {}
    for name, score in zip(instances, centred * left, strict=True):
        scores[name] = scores.get(name, 0.0) + float(score)
    clusters = len(scores)
    correction = clusters / max(1, clusters - 1)
    clustered = np.sqrt(correction * sum(score**2 for score in scores.values())) / spread
    share = (y.sum() + 2.0) / (len(y) + 4.0)
    least = np.sqrt(share * (1.0 - share) / spread) * np.sqrt(len(y) / clusters)
    return Slope(n=len(y), rate=float(y.mean()), value=value, error=float(max(clustered, least)))


def _means(
    values: np.ndarray[tuple[int], np.dtype[np.float64]], group: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    sums, counts = np.bincount(group, values), np.bincount(group)
    means: np.ndarray[tuple[int], np.dtype[np.float64]] = (sums / np.maximum(1, counts))[group]
    return means


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A term of the mixed model, in log-odds."""

    term: str
    mean: float
    error: float
    """Posterior standard deviation; the variational one, which is known to be too small for effects of models."""


def mixed_model(table: pl.DataFrame, outcome: str) -> list[Effect]:
    """A logistic mixed model: doublings x strategy + kind, with random intercepts of instances and of models.

    Effects of the model can be told from those of its draws only with several models: with fewer than eight, treat
    what depends on the models as a description.

    Raises:
        InputError: The extra is not installed, or there is nothing to compare (one model, or one outcome only).
    """
    try:
        from statsmodels.genmod.bayes_mixed_glm import BinomialBayesMixedGLM
    except ImportError as error:
        raise InputError("the mixed model needs an extra: pip install 'holdtrue[optimization]'") from error
    if table["model"].n_unique() < 2 or table[outcome].n_unique() < 2:
        raise InputError("a mixed model compares two models or more, right and wrong answers among them")
    import pandas as pd

    data = pd.DataFrame(
        {
            "right": table[outcome].cast(int).to_list(),
            "doublings": table["doublings"].to_list(),
            **{name: table[name].to_list() for name in ("strategy", "kind", "model")},
            "instance": [f"{k} {s} {d}" for k, s, d in table.select("kind", "size", "draw").iter_rows()],
        }
    )
    terms = ["doublings * C(strategy)" if data["strategy"].nunique() > 1 else "doublings"]
    if data["kind"].nunique() > 1:
        terms.append("C(kind)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its optimiser, which ends within its own tolerance
        found = BinomialBayesMixedGLM.from_formula(
            f"right ~ {' + '.join(terms)}",
            {"instance": "0 + C(instance)", "model": "0 + C(model)"},
            data,
        ).fit_vb()
    names = [*found.model.exog_names, *(f"log sd of {name}" for name in found.model.vcp_names)]
    means, errors = [*found.fe_mean, *found.vcp_mean], [*found.fe_sd, *found.vcp_sd]
    return [
        Effect(term=name, mean=float(mean), error=float(error))
        for name, mean, error in zip(names, means, errors, strict=True)
    ]
