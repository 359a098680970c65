"""Knapsack: which items to take, within one weight limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable
from holdtrue.experiments.optimization.kinds.linear import relaxed
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True)
class Load:
    """Numbers of a knapsack."""

    values: tuple[int, ...]
    weights: tuple[int, ...]
    limit: int


class Knapsack:
    """The kind `knapsack`."""

    name = "knapsack"
    sizes = (4, 6, 10, 16, 25, 50)

    def draw(self, size: int, random: Generator) -> Load:
        """Values that go with the weights, so that the best ones are not plain to see."""
        weights = random.integers(10, 60, size)
        values = weights + random.integers(2, 25, size)
        return Load(tuple(map(int, values)), tuple(map(int, weights)), int(weights.sum() * 0.5))

    def state(self, data: Load, name: str, wording: int) -> Problem:
        """Maximise value."""
        names = [f"item {k + 1}" for k in range(len(data.values))]
        rows = [[n, str(v), str(w)] for n, v, w in zip(names, data.values, data.weights, strict=True)]
        statement = Statement(
            setting=(
                "A courier can carry only some of these parcels.",
                "Select items for one container.",
                "A lorry is loaded. Each item is taken whole or left behind.",
            ),
            sheets=[Sheet(heading="Items", columns=["item", "value in EUR", "weight in kg"], rows=rows)],
            rules=[
                f"The items taken may weigh no more than {data.limit} kg together.",
                "No item can be divided or taken twice.",
            ],
            goal=(
                "Which items give the highest total value?",
                "Maximise the total value.",
                "What is best to take?",
            ),
            unknowns=names,
            values="1 if it is taken and 0 if not",
            total="the total value in EUR",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(name=n, upper=1.0, integer=True, meaning=f"{n} is taken") for n in names
            ),
            constraints=(
                Constraint(
                    family="weight",
                    name="limit",
                    coefficients=dict(zip(names, map(float, data.weights), strict=True)),
                    sense="<=",
                    rhs=float(data.limit),
                    unit="kg",
                ),
            ),
            objective=Objective(
                sense="max", coefficients=dict(zip(names, map(float, data.values), strict=True)), unit="EUR"
            ),
            digits=0,
            text=render(statement, wording),
        )

    def change(self, data: Load, certificate: Certificate, random: Generator) -> Load:  # noqa: ARG002 - one row only
        """Another weight limit."""
        factor = 1.0 + random.choice([-1.0, 1.0]) * random.uniform(0.05, 0.25)
        return replace(data, limit=round(data.limit * factor))

    def heuristics(self, data: Load) -> Mapping[str, Values]:
        """`greedy`: the most value per kg first; `rounding`: the relaxation, rounded."""
        left, taken = data.limit, dict.fromkeys(range(len(data.values)), 0.0)
        for k in sorted(taken, key=lambda k: -data.values[k] / data.weights[k]):
            if data.weights[k] <= left:
                left -= data.weights[k]
                taken[k] = 1.0
        return {
            "greedy": {f"item {k + 1}": value for k, value in taken.items()},
            "rounding": relaxed(self.state(data, "relaxed", 0)),
        }
