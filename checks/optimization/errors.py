"""What can be wrong with a problem, with an answer's numbers, or with a solve."""

from __future__ import annotations

from typing import Literal

from holdtrue.checks.errors import InputError

Reason = Literal["infeasible", "unbounded", "time limit", "failed"]
"""Why there is no certified optimum."""


class ProblemError(InputError):
    """The problem's statement contradicts itself: unknown variables, not-a-number, bounds that cross."""


class AnswerError(InputError):
    """The numbers given are not an assignment of the problem's variables: too many, too few, not finite."""


class UnsolvedError(InputError):
    """No optimum was certified."""

    def __init__(self, message: str, reason: Reason, *, bound: float | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        """Which way it went wrong."""

        self.bound = bound
        """What no feasible point can beat, as far as the solver came; None if it proved nothing."""
