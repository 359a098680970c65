"""Transport: from depots with stock to customers with demand, at a cost per unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.experiments.optimization.kinds.linear import binding, sums
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True)
class Freight:
    """Numbers of a transport problem."""

    costs: tuple[tuple[int, ...], ...]
    """A row a depot, a column a customer."""

    stock: tuple[int, ...]
    demand: tuple[int, ...]


def _way(depot: int, customer: int) -> str:
    return f"D{depot + 1} to C{customer + 1}"


class Transport:
    """The kind `transport`."""

    name = "transport"
    sizes = (2, 3, 4, 6, 8)

    def draw(self, size: int, random: Generator) -> Freight:
        """As many depots as customers; a tenth more stock than demand."""
        demand = random.integers(20, 90, size)
        shares = random.dirichlet(np.full(size, 6.0))
        stock = np.ceil(1.1 * demand.sum() * shares).astype(int)
        costs = random.integers(2, 40, size=(size, size))
        return Freight(
            tuple(tuple(map(int, row)) for row in costs), tuple(map(int, stock)), tuple(map(int, demand))
        )

    def state(self, data: Freight, name: str, wording: int) -> Problem:
        """Minimise cost."""
        depots, customers = range(len(data.stock)), range(len(data.demand))
        ways = {(d, c): _way(d, c) for d, c in product(depots, customers)}
        rows = [
            sums([ways[d, c] for c in customers], "stock", f"D{d + 1}", "<=", data.stock[d], "t")
            for d in depots
        ]
        rows += [
            sums([ways[d, c] for d in depots], "demand", f"C{c + 1}", ">=", data.demand[c], "t")
            for c in customers
        ]
        statement = Statement(
            setting=(
                "A company supplies its customers from several depots.",
                "Plan the shipments.",
                "Depots D, customers C; amounts are in tonnes, costs in EUR per tonne.",
            ),
            sheets=[
                Sheet(
                    heading="Cost in EUR per tonne from each depot to each customer, and stock in tonnes",
                    columns=["depot", *(f"C{c + 1}" for c in customers), "stock"],
                    rows=[[f"D{d + 1}", *map(str, data.costs[d]), str(data.stock[d])] for d in depots],
                ),
                Sheet(
                    heading="Demand",
                    columns=["customer", "tonnes"],
                    rows=[[f"C{c + 1}", str(data.demand[c])] for c in customers],
                ),
            ],
            rules=["No depot ships more than its stock.", "Each customer gets at least its demand."],
            goal=(
                "How much goes from where to where, at the lowest total cost?",
                "Minimise the total cost.",
                "Which shipments are cheapest?",
            ),
            unknowns=list(ways.values()),
            values="the tonnes with 2 decimals",
            total="the total cost in EUR",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(
                    name=way,
                    upper=float(min(data.stock[d], data.demand[c])),
                    unit="t",
                    meaning=f"tonnes from D{d + 1} to C{c + 1}",
                )
                for (d, c), way in ways.items()
            ),
            constraints=tuple(rows),
            objective=Objective(
                sense="min",
                coefficients={way: float(data.costs[d][c]) for (d, c), way in ways.items()},
                unit="EUR",
            ),
            digits=2,
            text=render(statement, wording),
        )

    def change(self, data: Freight, certificate: Certificate, random: Generator) -> Freight:
        """Another demand."""
        k = binding(self.state(data, "", 0), certificate, random, family="demand")
        demand = list(data.demand)
        demand[k] = round(demand[k] * (1.0 + random.choice([-1.0, 1.0]) * random.uniform(0.05, 0.2)))
        return replace(data, demand=tuple(demand))

    def heuristics(self, data: Freight) -> Mapping[str, Values]:
        """`greedy`: the cheapest way first, as much as goes."""
        left, wanted = list(data.stock), list(data.demand)
        values = {}
        for d, c in sorted(
            product(range(len(left)), range(len(wanted))), key=lambda w: data.costs[w[0]][w[1]]
        ):
            amount = min(left[d], wanted[c])
            left[d] -= amount
            wanted[c] -= amount
            values[_way(d, c)] = float(amount)
        return {"greedy": values}
