"""The contract `Optimum`: what a step hands on is a feasible and optimal answer to a problem."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.errors import ContractError, InputError
from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.answers import AnswerReader
from holdtrue.checks.optimization.certificate import Certificate
from holdtrue.checks.optimization.errors import UnsolvedError
from holdtrue.checks.optimization.solve import certify, must_be_installed, must_be_solvable
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

    Raises:
        ContractError: One certificate is given for a problem that is another each time.
        ProblemError: No solver here takes problems of that form, and no certificate is given.
        InputError: The extra `optimization` is not installed.
    """

    problem: Problem | Callable[[HandOff], Problem]
    """The problem, or what makes it of the hand-off, where it is another each time. That is called once for what goes
    into a step: a step's further tries and its repaired answer are held against the same problem."""

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
    _known: dict[tuple[int, str] | None, tuple[Artifact, Future[_Solved]]] = field(
        default_factory=dict, repr=False
    )
    """Solved problems, and those that are being solved, by what went in and the instruction; None for one problem."""

    def __post_init__(self) -> None:
        must_be_installed()
        if self.certificate is not None:
            if callable(self.problem):
                raise ContractError("one certificate cannot hold for a problem that is another each time")
        elif not callable(self.problem):
            must_be_solvable(self.problem)

    def assess(self, handoff: HandOff) -> Assessment:
        """What is known of the answer that came out."""
        known = self._optimum(handoff)
        text = "\n".join(handoff.after.files.values())
        return assess(
            known.problem,
            known.reader.read(text),
            certificate=None if isinstance(known.optimum, UnsolvedError) else known.optimum,
            heuristics=self.heuristics,
            method=self.method,
            gap=self.gap,
            file=next(iter(handoff.after.files), "answer"),
        )

    def examine(self, handoff: HandOff) -> Iterator[Finding]:
        """The findings, with what the optimum was proven by."""
        assessment = self.assess(handoff)
        optimum = self._optimum(handoff).optimum
        yield from assessment.findings
        if isinstance(optimum, UnsolvedError):
            standing = "forbidden" if optimum.reason in ("infeasible", "unbounded") else "unexplained"
            yield Finding("optimum.unsolved", standing, "major", str(optimum))  # type: ignore[arg-type]
        elif assessment.conclusion == "certified":
            yield Finding("optimum.certified", "noted", "minor", told(optimum))

    def put_right(self, handoff: HandOff) -> Artifact | None:
        """The solver's answer, in the form of what came; None without a certified optimum."""
        known = self._optimum(handoff)
        if isinstance(known.optimum, UnsolvedError) or len(handoff.after.files) > 1:
            return None
        name, text = next(iter(handoff.after.files.items()), ("answer", ""))
        return Artifact({name: written(known.problem, known.optimum, like=known.reader.read(text))})

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

    def _optimum(self, handoff: HandOff) -> _Solved:
        """The problem and its optimum, made and solved once; whoever wants it meanwhile waits for that."""
        # What went in is one object for all tries of a step, and is kept, so that its identity stays its own.
        key = (id(handoff.before), handoff.instruction) if callable(self.problem) else None
        with self._lock:
            _, found = self._known.get(key, (None, None))
            first = found is None
            if found is None:
                found = Future()
                while len(self._known) >= _KEPT:
                    self._known.pop(next(iter(self._known)))
                self._known[key] = handoff.before, found
        if first:
            try:
                found.set_result(
                    self._solve(self.problem(handoff) if callable(self.problem) else self.problem)
                )
            except BaseException as error:  # noqa: BLE001  # whoever waits for it is told, too
                with self._lock:
                    self._known.pop(key, None)
                found.set_exception(error)
        return found.result()

    def _solve(self, problem: Problem) -> _Solved:
        optimum: Certificate | UnsolvedError
        try:
            optimum = self.certificate or certify(problem, seconds=self.seconds)
        except UnsolvedError as error:
            optimum = error
        except InputError as error:  # no solver takes it, or none is installed
            optimum = UnsolvedError(str(error), "failed")
        return _Solved(problem, AnswerReader(problem), optimum)


@dataclass(frozen=True, slots=True)
class _Solved:
    """A problem, the reader of its answers, and its optimum or why there is none."""

    problem: Problem
    reader: AnswerReader
    optimum: Certificate | UnsolvedError


_KEPT = 64
"""Solved problems that one contract keeps."""


def told(certificate: Certificate) -> str:
    """A certificate in a sentence."""
    if certificate.bound is None:
        return f"objective {certificate.objective:.8g}, locally optimal ({certificate.method})"
    return (
        f"objective {certificate.objective:.8g}; no feasible point is better than {certificate.bound:.8g}"
        f" ({certificate.method})"
    )
