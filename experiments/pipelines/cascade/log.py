"""The log of a cascade's calls, read back from the ledger that its guards wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdtrue.middleware import Ledger

CASCADE = "cascade"
"""Key of what is logged beside each hand-off."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One job as it went."""

    cluster: str
    """The kind of job."""

    request: str
    """What was asked."""

    given: str
    """The document that it was asked of."""

    answer: str
    """What the model that was asked first answered."""

    outcome: str
    """What the check said of that answer; `unchecked` where there was no check."""

    escalated: bool
    """Whether the larger model was asked, too."""

    input_tokens: int
    """Tokens read by the first."""

    output_tokens: int
    """Tokens written by the first."""

    latency_ms: float
    """Wall time of the first."""


def entries(ledger: Ledger) -> Iterator[Entry]:
    """The jobs of all cascades in a ledger, in the order of writing."""
    for stored in ledger.records():
        record = stored.record
        if CASCADE not in record.extra or record.attempt != 1:
            continue
        yield Entry(
            cluster=record.extra[CASCADE]["cluster"],
            request=record.instruction,
            given="\n".join(record.before.files.values()),
            answer="\n".join(record.after.files.values()) if record.after else "",
            outcome=record.verdict.outcome if record.verdict else "unchecked",
            escalated=record.action == "escalated",
            input_tokens=record.usage.input_tokens or 0,
            output_tokens=record.usage.output_tokens or 0,
            latency_ms=record.latency_ms,
        )
