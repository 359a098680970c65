"""Assignment: each worker does one task, each task is done once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.checks.optimization.structures import Matching
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True)
class Hours:
    """How long each worker would take for each task."""

    costs: tuple[tuple[int, ...], ...]


class Assignment:
    """The kind `assignment`."""

    name = "assignment"
    sizes = (3, 4, 6, 9, 14, 20)

    def draw(self, size: int, random: Generator) -> Hours:
        """A square table."""
        return Hours(tuple(tuple(map(int, row)) for row in random.integers(5, 80, size=(size, size))))

    def state(self, data: Hours, name: str, wording: int) -> Problem:
        """Minimise the sum of hours."""
        count = len(data.costs)
        workers, tasks = [f"W{k + 1}" for k in range(count)], tuple(f"T{k + 1}" for k in range(count))
        statement = Statement(
            setting=(
                "A foreman has as many workers as tasks.",
                "Assign workers to tasks.",
                "Workers differ in the hours that a task takes them.",
            ),
            sheets=[
                Sheet(
                    heading="Hours of each worker for each task",
                    columns=["worker", *tasks],
                    rows=[[w, *map(str, row)] for w, row in zip(workers, data.costs, strict=True)],
                )
            ],
            rules=["Each worker does exactly one task.", "Each task is done by exactly one worker."],
            goal=(
                "Who does what, so that the hours altogether are as few as possible?",
                "Minimise the total of hours.",
                "Find the assignment with the fewest hours in total.",
            ),
            unknowns=workers,
            values="the task, such as `T2`",
            total="the total of hours",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(name=w, upper=count - 1.0, integer=True, meaning=f"task of {w}") for w in workers
            ),
            objective=Objective(sense="min", unit="hours"),
            structure=Matching(data.costs),
            labels=tasks,
            digits=0,
            text=render(statement, wording),
        )

    def change(self, data: Hours, certificate: Certificate, random: Generator) -> Hours:
        """One pair of the optimum takes longer."""
        worker = int(random.integers(len(data.costs)))
        task = int(certificate.values[f"W{worker + 1}"])
        costs = np.array(data.costs)
        costs[worker, task] = min(99, round(costs[worker, task] * random.uniform(1.3, 2.0)) + 1)
        return Hours(tuple(tuple(map(int, row)) for row in costs))

    def heuristics(self, data: Hours) -> Mapping[str, Values]:
        """`greedy`: worker after worker takes the shortest task left."""
        free, values = set(range(len(data.costs))), {}
        for k, row in enumerate(data.costs, 1):
            task = min(free, key=lambda t: row[t])
            free.remove(task)
            values[f"W{k}"] = float(task)
        return {"greedy": values}
