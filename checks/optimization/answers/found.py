"""Everything that was found in an answer, before it is decided what counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdtrue.checks.optimization.answers.answer import Answer, Iterate
from holdtrue.checks.optimization.answers.claims import Claim
from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.statements import Bound
from holdtrue.checks.optimization.answers.units import measured

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem


@dataclass(slots=True)
class Step:
    """A step of a method as it is being read."""

    number: int
    start: int
    values: dict[int, Figure] = field(default_factory=dict)
    claim: Claim | None = None


@dataclass(slots=True)
class Found:
    """What an answer asserts, in its order."""

    asserted: dict[int, Figure] = field(default_factory=dict)
    supposed: dict[int, Figure] = field(default_factory=dict)
    chosen: dict[int, Figure] = field(default_factory=dict)
    """Variables that are named without a number, as what is picked is."""

    implied: set[int] = field(default_factory=set)
    extra: dict[str, None] = field(default_factory=dict)
    claim: Claim | None = None
    steps: list[Step] = field(default_factory=list)
    trouble: str = ""

    def bind(self, bound: Bound, step: Step | None = None) -> None:
        """Take note of a value: the step's, or the answer's."""
        if bound.iteration is not None:
            if not self.steps or self.steps[-1].number != bound.iteration:
                self.steps.append(Step(bound.iteration, bound.figure.start))
            step = self.steps[-1]
        if step is not None:
            step.values[bound.variable] = bound.figure
        else:
            (self.supposed if bound.weak else self.asserted)[bound.variable] = bound.figure

    def claimed(self, claim: Claim | None, step: Step | None = None) -> None:
        """Take note of an objective: the plainest, of those the last."""
        if claim is None:
            return
        if step is not None:
            step.claim = claim
        elif self.claim is None or claim.weight >= self.claim.weight:
            self.claim = claim

    def answer(self, problem: Problem, text: str) -> Answer:
        """What counts: what is asserted, else what the last step says, else what is chosen, else what is supposed."""
        last: dict[int, Figure] = {}
        for step in self.steps:
            last |= step.values
        values = self.supposed | last | self.asserted
        if len(values) < len(problem.variables):
            for variable, figure in self.chosen.items():
                values.setdefault(variable, figure)
        units = [variable.unit for variable in problem.variables]
        names = problem.names

        def named(found: Mapping[int, Figure]) -> dict[str, Figure]:
            return {names[k]: measured(found[k], units[k]) for k in range(len(names)) if k in found}

        claim = self.claim
        if claim is None and self.steps and not self.asserted:
            claim = self.steps[-1].claim
        goal = problem.objective.unit
        return Answer(
            text,
            named(values),
            tuple(name for k, name in enumerate(names) if k not in values),
            tuple(self.extra),
            measured(claim.figure, goal) if claim is not None else None,
            tuple(
                Iterate(
                    step.number,
                    named(step.values),
                    measured(step.claim.figure, goal) if step.claim is not None else None,
                    step.start,
                )
                for step in self.steps
                if step.values or step.claim is not None
            ),
            self.trouble,
            frozenset(names[k] for k in self.implied if not values[k].end),
        )
