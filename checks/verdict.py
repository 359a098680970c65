"""What a check concluded about a hand-off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from holdtrue.checks.contract import Contract
from holdtrue.checks.finding import Finding

Outcome = Literal["pass", "warn", "fail"]
"""`pass`: nothing that is not allowed. `warn`: something cannot be confirmed. `fail`: something is forbidden."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check concluded about a hand-off."""

    outcome: Outcome
    """The conclusion."""

    score: float
    """Integrity in [0, 1], 1 = intact: the share of the document's lines that no finding touches.

    Of the non-blank lines on each side, the smaller share; a line that an unexplained finding touches counts half.
    0 where nothing arrived. `holdtrue.checks.scoring` has the exact rule. Where differences are weighed, since nobody
    declared a contract, it is at most 1 - the likelihood that anything is damaged.
    """

    findings: tuple[Finding, ...]
    """The evidence, worst first."""

    contract: Contract
    """What the hand-off was held to."""

    elapsed_ms: float
    """Wall time of the check, in milliseconds."""

    @property
    def transport(self) -> tuple[Finding, ...]:
        """Findings about the delivery (nothing came, it was cut off, it was wrapped), not about the content."""
        return tuple(f for f in self.findings if f.family == "transport")

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "verdict": self.outcome,
            "score": self.score,
            "findings": [f.to_dict() for f in self.findings],
            "contract": self.contract.to_dict(),
            "elapsed_ms": self.elapsed_ms,
        }
