"""Round tour through every place, as short as possible."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.evaluate import slop
from holdtrue.checks.optimization.family import Family, equations
from holdtrue.checks.optimization.solve import closed, milp, unsolved
from holdtrue.checks.optimization.structures.choices import chosen, table

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem, Vector


@dataclass(frozen=True, slots=True)
class Tour:
    """Variable k is the place at stop k; the places are the labels; after the last stop it goes back to the first."""

    distances: Sequence[Sequence[float]]
    """From place to place, the same there and back."""

    def __post_init__(self) -> None:
        numbers = table("distances", self.distances, square=True)
        if len(numbers) < 3 or not np.array_equal(numbers, numbers.T):
            raise ProblemError("distances: three places or more are wanted, as far there as back")

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:  # noqa: ARG002 - places are exact
        """`visits`: how often each place is visited beyond once, or short of it."""
        count = len(self.distances)
        visits = np.bincount(chosen(x, count), minlength=count).astype(np.float64)
        return {"visits": equations([f"place {k + 1}" for k in range(count)], visits - 1.0, np.zeros(count))}

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:  # noqa: ARG002
        """The length of the tour."""
        order = chosen(x, len(self.distances))
        legs = np.asarray(self.distances, dtype=np.float64)[order, np.roll(order, -1)]
        return float(legs.sum()), float(slop(np.abs(legs).sum()))

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """By branch and bound over the edges, adding the subtours that come out (Dantzig, Fulkerson, Johnson 1954)."""
        from scipy import sparse

        begun = time.perf_counter()
        count = len(self.distances)
        edges = list(combinations(range(count), 2))
        sign = 1.0 if problem.objective.sense == "min" else -1.0
        costs = sign * np.array([self.distances[a][b] for a, b in edges], dtype=np.float64)
        rows: list[Any] = [
            np.array([place in edge for edge in edges], dtype=np.float64) for place in range(count)
        ]
        lower, upper = [2.0] * count, [2.0] * count
        ones = np.ones(len(edges))
        while True:
            left = seconds - (time.perf_counter() - begun)
            if left <= 0.0:
                raise unsolved(problem, "time limit", seconds)
            found, bound = milp(
                problem,
                costs,
                sparse.csr_array(np.array(rows)),
                (np.array(lower), np.array(upper)),
                left,
                bounds=(0.0 * ones, ones),
                integer=ones,
            )
            loops = _loops([edge for edge, on in zip(edges, found, strict=True) if on > 0.5], count)
            if len(loops) == 1:
                break
            for loop in map(set, loops):
                rows.append(np.array([a in loop and b in loop for a, b in edges], dtype=np.float64))
                lower.append(-np.inf)
                upper.append(len(loop) - 1.0)
        x = np.array(loops[0], dtype=np.float64)
        return closed(
            problem,
            x,
            self.objective(x, 0.0 * x)[0],
            sign * bound,
            method="HiGHS, branch and cut",
            seconds=time.perf_counter() - begun,
        )


def _loops(edges: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
    """The closed ways that the edges make, each as its places in order."""
    beside: dict[int, list[int]] = {place: [] for place in range(count)}
    for a, b in edges:
        beside[a].append(b)
        beside[b].append(a)
    loops, seen = [], set()
    for start in range(count):
        way, place = [], start
        while place not in seen:
            seen.add(place)
            way.append(place)
            place = next((other for other in beside[place] if other not in seen), place)
        if way:
            loops.append(way)
    return loops
