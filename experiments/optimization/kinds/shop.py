"""Job shop: jobs of several steps on shared machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.checks.optimization.structures import Schedule
from holdtrue.experiments.optimization.wording import Sheet, Statement, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate
    from holdtrue.experiments.optimization.kind import Values

_MACHINES = 3


@dataclass(frozen=True, slots=True)
class Jobs:
    """Per job its steps: machine and minutes."""

    steps: tuple[tuple[tuple[int, int], ...], ...]


def _name(job: int, step: int) -> str:
    return f"J{job + 1}.{step + 1}"


class JobShop:
    """The kind `job shop`."""

    name = "job shop"
    sizes = (2, 3, 4, 5, 6)

    def draw(self, size: int, random: Generator) -> Jobs:
        """As many jobs as the size, each once on each of three machines."""
        return Jobs(
            tuple(
                tuple((int(m), int(random.integers(2, 20))) for m in random.permutation(_MACHINES))
                for _ in range(size)
            )
        )

    def state(self, data: Jobs, name: str, wording: int) -> Problem:
        """Minimise the end of the last step."""
        total = sum(minutes for job in data.steps for _, minutes in job)
        names = [_name(j, k) for j, job in enumerate(data.steps) for k in range(len(job))]
        rows = [
            [_name(j, k), f"M{machine + 1}", str(minutes)]
            for j, job in enumerate(data.steps)
            for k, (machine, minutes) in enumerate(job)
        ]
        statement = Statement(
            setting=(
                "A workshop has jobs of several steps; J2.1 is the first step of job 2.",
                "Schedule the following jobs; J2.1 is the first step of job 2.",
                "Jobs wait for machines; J2.1 is the first step of job 2.",
            ),
            sheets=[Sheet(heading="Steps", columns=["step", "machine", "minutes"], rows=rows)],
            rules=[
                "A step starts when the one before it in its job has ended, or later.",
                "A machine does one step at a time and is not interrupted.",
                "Time begins at minute 0.",
            ],
            goal=(
                "When does each step start, so that the last one ends as early as possible?",
                "Minimise the minute at which everything is done.",
                "Find the shortest schedule.",
            ),
            unknowns=names,
            values="the whole minute at which it starts",
            total="the minute at which the last step ends",
        )
        return Problem(
            name=name,
            kind=self.name,
            variables=tuple(
                Variable(name=n, upper=float(total), integer=True, unit="min", meaning=f"start of {n}")
                for n in names
            ),
            objective=Objective(sense="min", unit="min"),
            structure=Schedule(data.steps),
            digits=0,
            text=render(statement, wording),
        )

    def change(self, data: Jobs, certificate: Certificate, random: Generator) -> Jobs:  # noqa: ARG002
        """One step takes longer or shorter."""
        job, step = int(random.integers(len(data.steps))), int(random.integers(_MACHINES))
        steps = [list(row) for row in data.steps]
        machine, minutes = steps[job][step]
        moved = round(minutes * random.uniform(1.2, 1.8)) if random.random() < 0.7 else round(minutes * 0.6)
        steps[job][step] = (machine, max(1, moved))
        return Jobs(tuple(tuple(row) for row in steps))

    def heuristics(self, data: Jobs) -> Mapping[str, Values]:
        """`greedy`: of the steps that could come next, always the shortest one."""
        ready = [0] * len(data.steps)
        free = [0] * _MACHINES
        following = [0] * len(data.steps)
        values = {}
        while any(k < _MACHINES for k in following):
            open_jobs = [j for j, k in enumerate(following) if k < _MACHINES]
            job = min(open_jobs, key=lambda j: data.steps[j][following[j]][1])
            machine, minutes = data.steps[job][following[job]]
            start = max(ready[job], free[machine])
            values[_name(job, following[job])] = float(start)
            ready[job] = free[machine] = start + minutes
            following[job] += 1
        return {"greedy": values}
