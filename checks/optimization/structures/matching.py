"""Assignment: each variable takes a label of its own, at a cost."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization.evaluate import slop
from holdtrue.checks.optimization.family import Family, inequalities
from holdtrue.checks.optimization.solve import closed, milp
from holdtrue.checks.optimization.structures.choices import chosen, one_label_each, table

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem, Vector


@dataclass(frozen=True, slots=True)
class Matching:
    """Who does what: no label twice, sum of costs."""

    costs: Sequence[Sequence[float]]
    """A row a variable, a column a label."""

    def __post_init__(self) -> None:
        table("costs", self.costs)

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:  # noqa: ARG002 - labels are exact
        """`one each`: how often each label was taken beyond once."""
        count = len(self.costs[0])
        taken = np.bincount(chosen(x, count), minlength=count).astype(np.float64)
        return {
            "one each": inequalities([f"label {k + 1}" for k in range(count)], taken - 1.0, np.zeros(count))
        }

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:  # noqa: ARG002
        """The sum of the costs."""
        costs = np.asarray(self.costs, dtype=np.float64)
        picked = costs[np.arange(len(costs)), chosen(x, costs.shape[1])]
        return float(picked.sum()), float(slop(np.abs(picked).sum()))

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """By branch and bound, which the first relaxation ends."""
        from scipy import sparse

        begun = time.perf_counter()
        costs = np.asarray(self.costs, dtype=np.float64)
        variables, labels = costs.shape
        sign = 1.0 if problem.objective.sense == "min" else -1.0
        per_label = sparse.kron(np.ones((1, variables)), sparse.identity(labels), format="csr")
        rows = sparse.vstack([one_label_each(variables, labels), per_label])
        limits = np.concatenate([np.ones(variables), np.zeros(labels)]), np.ones(variables + labels)
        cells = np.ones(variables * labels)
        found, bound = milp(
            problem, sign * costs.ravel(), rows, limits, seconds, bounds=(0.0 * cells, cells), integer=cells
        )
        x = found.reshape(costs.shape).argmax(axis=1).astype(np.float64)
        return closed(
            problem,
            x,
            self.objective(x, 0.0 * x)[0],
            sign * bound,
            method="HiGHS, branch and bound",
            seconds=time.perf_counter() - begun,
        )
