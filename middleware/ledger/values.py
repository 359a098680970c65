"""What the ledger gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from holdtrue.checks import Artifact, Contract
from holdtrue.middleware.record import Record

GENESIS = "0" * 64
"""What stands for the hash of the record before the first."""

Kept = Literal["full", "redacted", "withheld"]
"""How much of a record's text the ledger holds.

`full`: as it happened. `redacted`: as the redaction returned it. `withheld`: none; `NOT_STORED` stands in its place.
"""

NOT_STORED = "[not stored]"
"""Stands for a text that the ledger does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """One hand-off as the ledger holds it."""

    seq: int
    """Position in the ledger, from 1, without gaps."""

    record: Record
    """The hand-off; its texts are what was stored (see `kept`)."""

    kept: Kept
    """How much of the text is there."""

    why: str | None
    """Why the text is not whole, where that was not what the user asked for."""

    before_hashes: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 by file name of what the step was given: of the stored text, or of the true one where withheld."""

    after_hashes: Mapping[str, str] = field(default_factory=dict)
    """The same for what the step handed on."""

    prev: str
    """Hash of the record before, or `GENESIS`."""

    hash: str
    """SHA-256 of `prev` followed by the canonical body; the newest one is the ledger's head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a run began."""

    before: Artifact | None
    """The document that its first step was given; None where the ledger does not hold it as it was."""

    contracts: tuple[Contract, ...]
    """What its steps so far were held to, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first place where the ledger does not hold; None for what the damage makes unreadable."""

    reason: str
    """What does not hold, in one sentence."""

    seq: int | None = None
    """Position of the record."""

    id: str | None = None
    """The hand-off's identifier."""

    step: str | None = None
    """The step's name."""

    def __str__(self) -> str:
        if self.seq is None:
            return self.reason
        named = f"record {self.seq}"
        if self.id is not None:
            named += f" (hand-off {self.id}, step {self.step!r})"
        return f"{named}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a verification of the whole ledger found."""

    ok: bool
    """Whether everything holds."""

    count: int
    """Records that hold, counted from the first up to the break or the end."""

    head: str
    """Hash of the last record that holds, or `GENESIS`; note it down to detect a cut-off tail later."""

    broken: Break | None = None
    """The first place that does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """One pipeline run in numbers."""

    id: str
    """The run's identifier."""

    started: datetime
    """When its first step began."""

    handoffs: int
    """Hand-offs written, those inside others included."""

    outcomes: Mapping[str, int]
    """Hand-offs by verdict; `none` where there is no verdict."""

    actions: Mapping[str, int]
    """Hand-offs by what the policy did."""
