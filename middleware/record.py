"""What happened at one hand-off: the entry that guards write, the ledger keeps and reports read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

from holdtrue.checks import Artifact, Contract, Verdict

Action = Literal[
    "none", "observed", "warned", "blocked",
    "retried", "repaired", "escalated", "approved", "edited", "dropped", "rejected",
]  # fmt: skip
"""What the policy did about the verdict; `none` where it passed or there was none.

The hand-off that was `retried`, `repaired`, `escalated`, `approved` or `edited` is not the one that went on: a later
attempt at the same step took its place. One that was `dropped` is such an attempt that was not kept, and `rejected` is
what a person stopped.
"""


def new_id() -> str:
    """A fresh identifier for a run or a hand-off."""
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the step spent, summed over the model calls made inside it; None where nothing reported it."""

    model: str | None = None
    """Names of the models, sorted, joined by `, `."""

    input_tokens: int | None = None
    """Tokens read."""

    output_tokens: int | None = None
    """Tokens written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One hand-off as it happened."""

    run: str
    """Identifier of the pipeline run; hand-offs of one run form a relay."""

    step: str
    """Name of the step that was guarded."""

    before: Artifact
    """What the step was given."""

    after: Artifact | None
    """What the step handed on; None where it raised or returned nothing that can be read."""

    instruction: str = ""
    """What the step was asked."""

    contract: Contract = field(default_factory=Contract.default)
    """What the hand-off was held to."""

    verdict: Verdict | None = None
    """What the check concluded; None where the check itself failed or never ran (see `trouble`)."""

    drift: Verdict | None = None
    """What the check concluded about the result against the run's first document; None where that was not asked."""

    action: Action = "none"
    """What the policy did."""

    trouble: str | None = None
    """Why there is no verdict: the step's error, a check that crashed or overran, a stream closed early."""

    usage: Usage = Usage()
    """What the step spent."""

    latency_ms: float = 0.0
    """Wall time of the step, without the check."""

    hop: int | None = None
    """Position in the relay, from 1, where the caller counts; else the order of writing stands."""

    attempt: int = 1
    """Which try at this step it was, from 1."""

    parent: str | None = None
    """Identifier of the hand-off inside which this one happened."""

    id: str = field(default_factory=new_id)
    """Identifier of this hand-off."""

    time: datetime = field(default_factory=lambda: datetime.now(UTC))
    """When the step began."""

    extra: Mapping[str, Any] = field(default_factory=dict)
    """JSON values of the caller's own, such as an integrity measured against a known right answer."""
