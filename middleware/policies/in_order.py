"""Remedies one after the other, and what is done when none of them helps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdtrue.middleware.policies.base import Policy
from holdtrue.middleware.policies.remedy import Remedy
from holdtrue.middleware.policies.warn import Warn

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action, Record


@dataclass(frozen=True)
class InOrder(Policy):
    """Holds a stream back, tries the remedies, and leaves what they cannot put right to the policy at the end."""

    remedies: tuple[Remedy, ...]
    """What is tried, in this order."""

    last: Policy = field(default_factory=Warn)
    """Decides about what is left."""

    withholds = True

    @property
    def strict(self) -> bool:  # type: ignore[override]  # of a class elsewhere, of the last policy here
        """As the policy at the end."""
        return self.last.strict

    @property
    def durable(self) -> bool:  # type: ignore[override]
        """Whether any remedy is."""
        return any(remedy.durable for remedy in self.remedies)

    def decide(self, verdict: Verdict | None) -> Action:
        """As the policy at the end."""
        return self.last.decide(verdict)

    def enforce(self, record: Record) -> None:
        """As the policy at the end; what a person rejected is stopped whatever it says."""
        if record.action == "rejected":
            from holdtrue.middleware.errors import HandOffBlocked

            raise HandOffBlocked(record)
        self.last.enforce(record)

    def __str__(self) -> str:
        return ", ".join(map(str, (*self.remedies, self.last)))
