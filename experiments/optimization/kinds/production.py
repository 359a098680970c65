"""Production mix: how much of each product, out of scarce resources. Linear, or with every second amount whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable
from holdtrue.experiments.optimization.kinds.linear import binding, relaxed, sums
from holdtrue.experiments.optimization.wording import Sheet, Statement, number, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values

_SHARE = 0.45
"""Of what all demand would take, the share of each resource that is there."""


@dataclass(frozen=True, slots=True)
class Mix:
    """Numbers of a production mix."""

    profit: tuple[int, ...]
    demand: tuple[int, ...]
    """Most that can be sold, per product."""

    use: tuple[tuple[int, ...], ...]
    """A row a resource, a column a product."""

    stock: tuple[int, ...]
    """Of each resource."""

    least: int
    """Units that must be made altogether."""


class Production:
    """The kinds `lp` and `milp`."""

    def __init__(self, *, whole: bool) -> None:
        self.whole = whole
        self.name = "milp" if whole else "lp"
        # With 40 products, every second amount whole, branch and bound takes minutes.
        self.sizes = (3, 5, 8, 12, 20) if whole else (3, 5, 8, 12, 20, 40)

    def draw(self, size: int, random: Generator) -> Mix:
        """As many products as the size, half as many resources."""
        resources = max(2, size // 2)
        use = random.integers(1, 10, size=(resources, size)) * (random.random((resources, size)) < 0.8)
        demand = random.integers(15, 60, size)
        # A product that takes much earns more, so that none is a plain choice.
        profit = 3 * use.sum(axis=0) + random.integers(5, 30, size)
        stock = np.maximum(5, np.round(_SHARE * use @ demand)).astype(int)
        return Mix(
            tuple(map(int, profit)),
            tuple(map(int, demand)),
            tuple(tuple(map(int, row)) for row in use),
            tuple(map(int, stock)),
            int(demand.sum() // 6),
        )

    def state(self, data: Mix, name: str, wording: int) -> Problem:
        """Maximise profit."""
        names = [f"P{k + 1}" for k in range(len(data.profit))]
        whole = [self.whole and k % 2 == 0 for k in range(len(names))]
        variables = tuple(
            Variable(
                name=product, upper=float(most), integer=only, unit="units", meaning=f"units of {product}"
            )
            for product, most, only in zip(names, data.demand, whole, strict=True)
        )
        rows = [
            Constraint(
                family="resources",
                name=f"R{k + 1}",
                coefficients={p: float(a) for p, a in zip(names, row, strict=True) if a},
                sense="<=",
                rhs=float(stock),
                unit="hours",
            )
            for k, (row, stock) in enumerate(zip(data.use, data.stock, strict=True))
        ]
        total = sums(names, "orders", "least", ">=", data.least, "units")
        return Problem(
            name=name,
            kind=self.name,
            variables=variables,
            constraints=(*rows, total),
            objective=Objective(
                sense="max", coefficients=dict(zip(names, map(float, data.profit), strict=True)), unit="EUR"
            ),
            digits=2,
            text=render(self._statement(data, names, whole), wording),
        )

    def _statement(self, data: Mix, names: list[str], whole: list[bool]) -> Statement:
        resources = [f"R{k + 1}" for k in range(len(data.stock))]
        rules = [
            "No resource may be used beyond its stock.",
            "Of no product more than its demand may be made, and no amount is negative.",
            f"Altogether at least {data.least} units must be made.",
        ]
        if self.whole:
            told = ", ".join(name for name, only in zip(names, whole, strict=True) if only)
            rules.append(f"The amounts of {told} must be whole numbers; the others may be fractions.")
        else:
            rules.append("Fractions of units may be made.")
        rows = [
            [name, str(profit), str(demand), *(str(row[k]) for row in data.use)]
            for k, (name, profit, demand) in enumerate(zip(names, data.profit, data.demand, strict=True))
        ]
        return Statement(
            setting=(
                "A workshop plans next week. Each product takes hours of several resources and earns a profit per unit.",
                "Find a production plan for the following products.",
                "Production planning; hours are per unit, profit is in EUR per unit.",
            ),
            sheets=[
                Sheet(
                    heading="Products",
                    columns=["product", "profit", "demand", *(f"hours of {r}" for r in resources)],
                    rows=rows,
                ),
                Sheet(
                    heading="Resources",
                    columns=["resource", "stock in hours"],
                    rows=[[r, number(s)] for r, s in zip(resources, data.stock, strict=True)],
                ),
            ],
            rules=rules,
            goal=(
                "How many units of each product give the highest total profit?",
                "Maximise the total profit.",
                "Which plan earns most?",
            ),
            unknowns=names,
            values="the units with 2 decimals",
            total="the total profit in EUR",
        )

    def change(self, data: Mix, certificate: Certificate, random: Generator) -> Mix:
        """More or less of a resource that the optimum uses up."""
        k = binding(self.state(data, "", 0), certificate, random, family="resources")
        stock = list(data.stock)
        stock[k] = _moved(stock[k], random)
        return replace(data, stock=tuple(stock))

    def heuristics(self, data: Mix) -> Mapping[str, Values]:
        """`greedy`: the most profitable product first, as much of it as goes; `rounding`: the relaxation, rounded."""
        left = np.array(data.stock, dtype=np.float64)
        use = np.array(data.use, dtype=np.float64)
        values = {}
        for k in sorted(range(len(data.profit)), key=lambda k: -data.profit[k]):
            needed = use[:, k] > 0
            most = float((left[needed] / use[needed, k]).min()) if needed.any() else float("inf")
            amount = min(float(data.demand[k]), most)
            amount = float(np.floor(amount) if self.whole and k % 2 == 0 else np.floor(100 * amount) / 100)
            left -= amount * use[:, k]
            values[f"P{k + 1}"] = amount
        found: dict[str, Values] = {"greedy": values}
        if self.whole:
            found["rounding"] = relaxed(self.state(data, "relaxed", 0))
        return found


def _moved(value: int, random: Generator) -> int:
    """Between 5% and 20% more or less."""
    factor = 1.0 + random.choice([-1.0, 1.0]) * random.uniform(0.05, 0.2)
    return max(1, round(float(value * factor)))
