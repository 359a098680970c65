"""Portfolio: the least variance for a wanted return (Markowitz)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable
from holdtrue.experiments.optimization.kinds.linear import sums
from holdtrue.experiments.optimization.wording import Sheet, Statement, number, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True)
class Funds:
    """Numbers of a portfolio problem, in per cent and squared per cent."""

    returns: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    wanted: float
    most: float
    """Largest share of one fund."""


class Portfolio:
    """The kind `portfolio`."""

    name = "portfolio"
    sizes = (3, 4, 6, 9, 14, 20)

    def draw(self, size: int, random: Generator) -> Funds:
        """Two common factors; funds of higher return vary more."""
        returns = np.round(np.sort(random.uniform(2.0, 12.0, size)), 1)
        factors = random.normal(size=(size, 2)) * returns[:, None] / 2.0
        own = random.uniform(1.0, 3.0, size) * returns
        # Rounding to one decimal can take up to 0.05 per entry from an eigenvalue; the own variances exceed that.
        covariance = np.round(factors @ factors.T + np.diag(own + 0.1 * size), 1)
        most = 0.6 if size < 6 else 0.4
        wanted = np.round(0.35 * returns.mean() + 0.65 * _reach(map(float, returns), most), 1)
        return Funds(
            tuple(map(float, returns)),
            tuple(tuple(map(float, row)) for row in covariance),
            float(wanted),
            most,
        )

    def state(self, data: Funds, name: str, wording: int) -> Problem:
        """Minimise variance."""
        names = [f"F{k + 1}" for k in range(len(data.returns))]
        statement = Statement(
            setting=(
                "An investor spreads one sum over several funds.",
                "Choose the shares of a portfolio.",
                "Returns are in per cent a year, covariances in squared per cent.",
            ),
            sheets=[
                Sheet(
                    heading="Expected return in per cent and covariances",
                    columns=["fund", "return", *names],
                    rows=[
                        [n, number(r, 1), *(number(c, 1) for c in row)]
                        for n, r, row in zip(names, data.returns, data.covariance, strict=True)
                    ],
                )
            ],
            rules=[
                "The shares add up to 1 and none is negative.",
                f"No share is above {data.most:g}.",
                f"The expected return of the portfolio is at least {number(data.wanted, 1)} per cent.",
            ],
            goal=(
                "Which shares give the least variance?",
                "Minimise the variance of the portfolio.",
                "Find the portfolio that varies least.",
            ),
            unknowns=names,
            values="the share with 3 decimals",
            total="the variance of the portfolio in squared per cent",
        )
        mean = Constraint(
            family="return",
            name="return",
            coefficients=dict(zip(names, data.returns, strict=True)),
            sense=">=",
            rhs=data.wanted,
            unit="%",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(Variable(name=n, upper=data.most, meaning=f"share of {n}") for n in names),
            constraints=(sums(names, "budget", "budget", "==", 1.0), mean),
            objective=Objective(
                sense="min",
                quadratic={
                    (a, b): data.covariance[i][j]
                    for i, a in enumerate(names)
                    for j, b in enumerate(names)
                    if data.covariance[i][j]
                },
                unit="%²",
            ),
            digits=3,
            text=render(statement, wording),
        )

    def change(self, data: Funds, certificate: Certificate, random: Generator) -> Funds:  # noqa: ARG002 - one target
        """Another wanted return."""
        factor = 1.0 + random.choice([-1.0, 1.0]) * random.uniform(0.04, 0.12)
        return replace(data, wanted=round(data.wanted * factor, 1))

    def heuristics(self, data: Funds) -> Mapping[str, Values]:
        """`equal split`; `greedy`: the highest returns first, as large a share as is allowed."""
        count = len(data.returns)
        left, values = 1.0, dict.fromkeys(range(count), 0.0)
        for k in sorted(values, key=lambda k: -data.returns[k]):
            values[k] = min(left, data.most)
            left -= values[k]
        return {
            "equal split": {f"F{k + 1}": round(1.0 / count, 3) for k in range(count)},
            "greedy": {f"F{k + 1}": round(value, 3) for k, value in values.items()},
        }


def _reach(returns: Iterable[float], most: float) -> float:
    """The highest return of any portfolio."""
    left, reach = 1.0, 0.0
    for value in sorted(returns, reverse=True):
        share = min(left, most)
        reach += share * value
        left -= share
    return reach
