"""The contract `Optimum`: what a step hands on is a feasible and optimal answer to a problem."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import AnswerReader
from holdtrue.checks.optimization.certificate import Certificate
from holdtrue.checks.optimization.errors import UnsolvedError
from holdtrue.checks.optimization.solve import certify
from holdtrue.checks.optimization.verdicts.assess import assess
from holdtrue.checks.optimization.verdicts.assessment import Assessment
from holdtrue.checks.optimization.writing import written

if TYPE_CHECKING:
    from holdtrue.checks.handoff import HandOff
    from holdtrue.checks.optimization.problem import Problem
    from holdtrue.checks.optimization.verdicts.methods import Method


@dataclass(frozen=True, eq=False)
class Optimum:
    """`guard(step, contract=Optimum(problem))` holds the step's answers to the problem.

    An answer passes where it is certified. It fails where it cannot be read, breaks a constraint, claims an objective or
    a step that is not so, or is worse than the optimum; what rounding explains is no fault. Without a proof of the
    optimum, as when the solver runs out of time, a feasible answer is `unexplained`. Repair solves the problem and
    writes the optimum, with its certificate, in the answer's place.
    """

    problem: Problem | Callable[[HandOff], Problem]
    """The problem, or what makes it of the hand-off, where it is another each time."""

    gap: float = 0.0
    """How much worse than the optimum an answer may be, relative to the optimum."""

    seconds: float = 5.0
    """Longest time that the solver may take; the guard's own `budget_s` must allow for it."""

    method: Method | None = None
    """The method that claimed iterations are held against."""

    heuristics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Points that cheap rules give, by the rule's name, so that an answer that is one of them is called so."""

    certificate: Certificate | None = None
    """The optimum, if it is known; else it is solved for on first use."""

    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _solved: dict[int, tuple[Problem, AnswerReader, Certificate | UnsolvedError]] = field(
        default_factory=dict, repr=False
    )

    def assess(self, handoff: HandOff) -> Assessment:
        """What is known of the answer that came out."""
        problem, reader, solved = self._optimum(handoff)
        text = "\n".join(handoff.after.files.values())
        return assess(
            problem,
            reader.read(text),
            certificate=solved if isinstance(solved, Certificate) else None,
            heuristics=self.heuristics,
            method=self.method,
            gap=self.gap,
            file=next(iter(handoff.after.files), "answer"),
        )

    def examine(self, handoff: HandOff) -> Iterator[Finding]:
        """The findings, with what the optimum was proven by."""
        assessment = self.assess(handoff)
        _, _, solved = self._optimum(handoff)
        yield from assessment.findings
        if isinstance(solved, UnsolvedError):
            standing = "forbidden" if solved.reason in ("infeasible", "unbounded") else "unexplained"
            yield Finding("optimum.unsolved", standing, "major", str(solved))  # type: ignore[arg-type]
        elif assessment.conclusion == "certified":
            yield Finding("optimum.certified", "noted", "minor", told(solved))

    def put_right(self, handoff: HandOff) -> Artifact | None:
        """The solver's answer, in the form of what came; None without a certified optimum."""
        problem, reader, solved = self._optimum(handoff)
        if isinstance(solved, UnsolvedError) or len(handoff.after.files) > 1:
            return None
        name, text = next(iter(handoff.after.files.items()), ("answer", ""))
        return Artifact({name: written(problem, solved, like=reader.read(text))})

    def to_dict(self) -> dict[str, Any]:
        """Which problem it was, for the record."""
        if callable(self.problem):
            return {"name": "optimum", "gap": self.gap}
        return {
            "name": "optimum",
            "problem": self.problem.name,
            "kind": self.problem.kind,
            "variables": len(self.problem.variables),
            "constraints": len(self.problem.constraints),
            "gap": self.gap,
        }

    def _optimum(self, handoff: HandOff) -> tuple[Problem, AnswerReader, Certificate | UnsolvedError]:
        """The problem, the reader of its answers, and its optimum; each problem is solved once."""
        problem = self.problem(handoff) if callable(self.problem) else self.problem
        with self._lock:
            known = self._solved.get(id(problem))
            if known is None:
                solved: Certificate | UnsolvedError
                try:
                    solved = self.certificate or certify(problem, seconds=self.seconds)
                except UnsolvedError as error:
                    solved = error
                known = problem, AnswerReader(problem), solved
                while len(self._solved) >= _KEPT:
                    self._solved.pop(next(iter(self._solved)))
                self._solved[id(problem)] = known
        return known


_KEPT = 64
"""Solved problems that one contract keeps; each keeps its problem alive, so that its identity stays its own."""


def told(certificate: Certificate) -> str:
    """A certificate in a sentence."""
    if certificate.bound is None:
        return f"objective {certificate.objective:.8g}, locally optimal ({certificate.method})"
    return (
        f"objective {certificate.objective:.8g}; no feasible point is better than {certificate.bound:.8g}"
        f" ({certificate.method})"
    )
