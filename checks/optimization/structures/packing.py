"""Bin packing: each item into a bin, as few bins as possible."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.evaluate import slop
from holdtrue.checks.optimization.family import Family, inequalities
from holdtrue.checks.optimization.solve import closed, milp, unsolved
from holdtrue.checks.optimization.structures.choices import chosen, one_label_each

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem, Vector


@dataclass(frozen=True, slots=True)
class Packing:
    """Which bin each item goes into; the bins are the labels."""

    weights: Sequence[float]
    """Per item, in the order of the variables."""

    capacity: float
    """Of every bin, in the unit of the weights."""

    bins: int
    """How many there are."""

    def __post_init__(self) -> None:
        if not all(math.isfinite(number) and number >= 0.0 for number in (*self.weights, self.capacity)):
            raise ProblemError("weights and capacity are finite numbers, 0 or above")

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:  # noqa: ARG002 - bins are exact
        """`capacity`: what each bin holds beyond its capacity."""
        weights = np.asarray(self.weights, dtype=np.float64)
        load = np.bincount(chosen(x, self.bins), weights, self.bins).astype(np.float64)
        names = [f"bin {k + 1}" for k in range(self.bins)]
        return {"capacity": inequalities(names, load - self.capacity, slop(load + self.capacity))}

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:  # noqa: ARG002
        """How many bins are used."""
        return float(len(np.unique(chosen(x, self.bins)))), 0.0

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """By branch and bound, the bins used in order and the heaviest items placed first."""
        from scipy import sparse

        begun = time.perf_counter()
        items, bins = len(self.weights), self.bins
        if max(self.weights) > self.capacity:
            raise unsolved(problem, "infeasible", seconds)
        # Columns: item in bin, item after item; then bin used.
        used = -self.capacity * sparse.identity(bins)
        load = sparse.hstack([sparse.kron(np.asarray(self.weights)[None, :], sparse.identity(bins)), used])
        place = sparse.hstack([one_label_each(items, bins), sparse.csr_array((items, bins))])
        # An item that weighs nothing uses its bin, too.
        count = sparse.hstack(
            [sparse.kron(np.ones((1, items)), sparse.identity(bins)), -items * np.eye(bins)]
        )
        order = sparse.hstack([sparse.csr_array((bins - 1, items * bins)), _descending(bins)])
        rows = sparse.vstack([load, count, place, order]).tocsr()
        lower = np.concatenate([np.full(2 * bins, -np.inf), np.ones(items), np.zeros(bins - 1)])
        upper = np.concatenate([np.zeros(2 * bins), np.ones(items), np.full(bins - 1, np.inf)])
        costs = np.concatenate([np.zeros(items * bins), np.ones(bins)])
        high = np.ones(len(costs))
        for rank, item in enumerate(np.argsort(-np.asarray(self.weights), kind="stable")):
            # Bins are interchangeable: the item of that rank need not go beyond the bin of that number.
            high[item * bins + rank + 1 : (item + 1) * bins] = 0.0
        found, bound = milp(
            problem, costs, rows, (lower, upper), seconds, bounds=(0.0 * high, high), integer=0.0 * high + 1.0
        )
        x = found[: items * bins].reshape(items, bins).argmax(axis=1).astype(np.float64)
        return closed(
            problem,
            x,
            self.objective(x, 0.0 * x)[0],
            math.ceil(bound - 1e-6),
            method="HiGHS, branch and bound",
            seconds=time.perf_counter() - begun,
        )


def _descending(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Rows that say: each bin is used only if the one before is."""
    return np.eye(count - 1, count) - np.eye(count - 1, count, k=1)
