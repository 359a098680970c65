"""Job shop: steps of jobs on machines that do one thing at a time, done as early as possible."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.evaluate import slop
from holdtrue.checks.optimization.family import Family, inequalities
from holdtrue.checks.optimization.solve import closed, milp, unsolved

if TYPE_CHECKING:
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem, Vector


@dataclass(frozen=True, slots=True)
class Schedule:
    """The variables are the steps' starts, job after job."""

    jobs: Sequence[Sequence[tuple[int, int]]]
    """Per job its steps in order: number of the machine, whole time units that it takes."""

    def __post_init__(self) -> None:
        if not self.jobs or any(not job or any(length < 0 for _, length in job) for job in self.jobs):
            raise ProblemError("a schedule has jobs, each of steps that take 0 time units or more")

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:
        """`order`: how long a step starts before the one before it ends; `machines`: how long two steps overlap."""
        steps = self._steps()
        pairs: list[int] = []
        names: list[str] = []
        for (job, step, _, _), (after, _, _, _) in pairwise(steps):
            if job == after:
                pairs.append(len(names) + job)
                names.append(f"job {job + 1}: step {step + 1} before step {step + 2}")
        lengths = np.array([length for _, _, _, length in steps], dtype=np.float64)
        first = np.array(pairs, dtype=np.int64)
        early = x[first] + lengths[first] - x[first + 1]
        found = {"order": inequalities(names, early, half[first] + half[first + 1] + slop(np.abs(x[first])))}
        same = np.array(self._conflicts(), dtype=np.int64).reshape(-1, 2)
        a, b = same[:, 0], same[:, 1]
        overlap = np.minimum(x[a] + lengths[a] - x[b], x[b] + lengths[b] - x[a])
        shown = [
            f"machine {steps[i][2] + 1}: job {steps[i][0] + 1} and job {steps[j][0] + 1}" for i, j in same
        ]
        found["machines"] = inequalities(shown, overlap, half[a] + half[b] + slop(np.abs(x[a])))
        return found

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:
        """When the last step ends."""
        ends = x + np.array([length for _, _, _, length in self._steps()], dtype=np.float64)
        return float(ends.max()), float(half.max() + slop(np.abs(ends).max()))

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """By OR-Tools' CP-SAT where it is installed, by HiGHS with an order variable a pair of steps elsewhere."""
        begun = time.perf_counter()
        try:
            from ortools.sat.python import cp_model
        except ImportError:
            x, bound, method = *self._by_milp(problem, seconds), "HiGHS, branch and bound"
        else:
            x, bound, method = *self._by_cp_sat(cp_model, problem, seconds), "CP-SAT"
        return closed(
            problem,
            x,
            self.objective(x, 0.0 * x)[0],
            bound,
            method=method,
            seconds=time.perf_counter() - begun,
        )

    def _steps(self) -> list[tuple[int, int, int, int]]:
        """Job, step, machine and length, a variable each."""
        return [
            (j, k, machine, length)
            for j, job in enumerate(self.jobs)
            for k, (machine, length) in enumerate(job)
        ]

    def _conflicts(self) -> list[tuple[int, int]]:
        """Pairs of variables on one machine."""
        steps = self._steps()
        return [
            (a, b)
            for a, b in combinations(range(len(steps)), 2)
            if steps[a][2] == steps[b][2] and steps[a][0] != steps[b][0]
        ]

    def _by_cp_sat(self, cp_model: Any, problem: Problem, seconds: float) -> tuple[Vector, float]:
        steps = self._steps()
        horizon = sum(length for *_, length in steps)
        model = cp_model.CpModel()
        starts = [model.new_int_var(0, horizon, f"s{k}") for k in range(len(steps))]
        spans = [
            model.new_fixed_size_interval_var(start, step[3], f"i{k}")
            for k, (start, step) in enumerate(zip(starts, steps, strict=True))
        ]
        for machine in {step[2] for step in steps}:
            model.add_no_overlap(
                [span for span, step in zip(spans, steps, strict=True) if step[2] == machine]
            )
        end = model.new_int_var(0, horizon, "end")
        for k, step in enumerate(steps):
            model.add(end >= starts[k] + step[3])
            if step[1]:
                model.add(starts[k] >= starts[k - 1] + steps[k - 1][3])
        model.minimize(end)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        if solver.solve(model) != cp_model.OPTIMAL:
            raise unsolved(problem, "time limit", seconds, bound=solver.best_objective_bound)
        return np.array([float(solver.value(start)) for start in starts]), solver.best_objective_bound

    def _by_milp(self, problem: Problem, seconds: float) -> tuple[Vector, float]:
        steps, pairs = self._steps(), self._conflicts()
        count, horizon = len(steps), float(sum(length for *_, length in self._steps()))
        # Columns: starts, end, then per pair whether its first goes first.
        width = count + 1 + len(pairs)
        rows, least = [], []

        def row(entries: Mapping[int, float], rhs: float) -> None:
            line = np.zeros(width)
            line[list(entries)] = list(entries.values())
            rows.append(line)
            least.append(rhs)

        for k, step in enumerate(steps):
            row({count: 1.0, k: -1.0}, step[3])
            if step[1]:
                row({k: 1.0, k - 1: -1.0}, steps[k - 1][3])
        for at, (a, b) in enumerate(pairs, count + 1):
            row({b: 1.0, a: -1.0, at: -horizon}, steps[a][3] - horizon)
            row({a: 1.0, b: -1.0, at: horizon}, steps[b][3])
        costs = np.zeros(width)
        costs[count] = 1.0
        high = np.concatenate([np.full(count + 1, horizon), np.ones(len(pairs))])
        from scipy import sparse

        table, limits = sparse.csr_array(np.array(rows)), (np.array(least), np.full(len(least), np.inf))
        found, bound = milp(
            problem, costs, table, limits, seconds, bounds=(0.0 * high, high), integer=0.0 * high + 1.0
        )
        return np.round(found[:count]), bound
