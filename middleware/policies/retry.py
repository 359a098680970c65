"""Have the step do it again, told what was wrong."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from holdtrue.checks import InputError
from holdtrue.middleware.policies.remedy import Backoff, Case, Remedy, Try

if TYPE_CHECKING:
    from holdtrue.checks import Verdict

_TOLD = 20
"""Findings that the step is told of; more would bury the work under its critique."""


def advice(verdict: Verdict) -> str:
    """What a model is told about the findings of its hand-off."""
    wrong = [finding for finding in verdict.findings if finding.standing != "noted"]
    lines = [f"- {finding.message}" for finding in wrong[:_TOLD]]
    if len(wrong) > _TOLD:
        lines.append(f"- and {len(wrong) - _TOLD} more of the kind")
    return "\n".join(
        [
            "A check compared your answer with what you were given. This does not hold:",
            *lines,
            "Do the task again from the beginning, and change nothing but what the task asks for.",
            "Answer with the whole result and nothing else.",
        ]
    )


@dataclass(frozen=True)
class Retry(Remedy):
    """Runs the step again, with the findings where there is a place for them.

    They are appended to the messages that the step is given; inside a chain, to those that its models are given. A step
    without either simply runs again.
    """

    times: int = 2
    """How often, at most."""

    backoff: Backoff = field(default_factory=Backoff)
    """How long to wait before each."""

    tell: Callable[[Verdict], str] = advice
    """Writes what the step is told about a verdict."""

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that is retried."""

    def __post_init__(self) -> None:
        if not isinstance(self.times, int) or self.times < 1:
            msg = f"times is a whole number from 1, not {self.times!r}"
            raise InputError(msg)

    def tries(self, case: Case) -> Generator[Try, Case | None, None]:
        """Run it again, told about the latest attempt."""
        for _, wait_s in zip(range(self.times), self.backoff, strict=False):
            said = "\n".join(case.handoff.after.files.values())
            call = case.step.advised(case.given, said, self.tell(case.verdict))
            case = (yield Try(action="retried", calls=(call,), wait_s=wait_s)) or case
