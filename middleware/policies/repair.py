"""Keep what the step was allowed to change, undo the rest."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import ClassVar, Literal

from holdtrue.checks import Artifact, HandOff, Verdict
from holdtrue.middleware.policies.remedy import Case, Remedy, Try

Repairer = Callable[[HandOff, Verdict], Artifact | None]
"""Makes of a hand-off that does not hold one that should; None where it is not certain how."""


def repaired(handoff: HandOff, verdict: Verdict) -> Artifact | None:
    """Put right what the contract says, or what is certain without one (`holdtrue.checks.repair`)."""
    # With all readers and verification: a guard without it needs neither.
    from holdtrue.checks.repair import repair

    return repair(handoff, verdict)


@dataclass(frozen=True)
class Repair(Remedy):
    """Puts a repaired document in the place of the step's; one that does not check clean is not kept."""

    keeps: ClassVar[Literal["clean", "better"]] = "clean"

    repairer: Repairer = repaired
    """Makes the repaired document."""

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that is repaired."""

    def tries(self, case: Case) -> Generator[Try, Case | None, None]:
        """Repair once."""
        made = self.repairer(case.handoff, case.verdict)
        if made is not None and dict(made) != dict(case.handoff.after):
            yield Try(action="repaired", combine=lambda _: case.write(made))
