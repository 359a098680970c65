"""How one step is guarded: everything that a guard is told when it is attached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from holdtrue.checks import Contract
from holdtrue.checks.detectors import DEFAULT, Detector
from holdtrue.middleware.attachment.handover import Selector
from holdtrue.middleware.policies import Observe, Policy

if TYPE_CHECKING:
    from holdtrue.checks import Artifact, Embed
    from holdtrue.middleware.asking import Prices
    from holdtrue.middleware.calibration import Thresholds
    from holdtrue.middleware.compiler import Compiler
    from holdtrue.middleware.judge import Judge
    from holdtrue.middleware.ledger import Ledger
    from holdtrue.middleware.record import Record

Extra = Mapping[str, Any] | Callable[["Artifact", "Artifact"], Mapping[str, Any]]
"""JSON values to record with each hand-off, or a function of its two sides that computes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """How one step is guarded."""

    step: str
    """Name of the step in records and reports."""

    contract: Contract = field(default_factory=Contract.default)
    """What the step may change."""

    instruction: str | Callable[[Any], str] | None = None
    """What the step is asked: a text, a function of the step's input, or None for its system messages."""

    policy: Policy = field(default_factory=Observe)
    """What is done about a verdict."""

    ledger: Ledger | None = None
    """Where records are kept; None keeps none."""

    against_source: bool = False
    """Whether results are also judged against the run's first document, which the ledger holds."""

    on_record: Callable[[Record], None] | None = None
    """Told each record once it is written."""

    before: Selector = None
    """Where the document is in the step's input."""

    after: Selector = None
    """Where the document is in the step's output."""

    source: Callable[[Any, Any], Artifact] | None = None
    """Which part of the step's input its output belongs to, where that shows in the output only."""

    budget_s: float = 10.0
    """Longest that a check may take, in seconds."""

    detectors: Sequence[Detector] = DEFAULT
    """What is looked for."""

    embed: Embed | None = None
    """Sentence embeddings for the drift detector; None leaves that detector out."""

    hop: int | None = None
    """Position of the step in a relay, from 1."""

    extra: Extra = field(default_factory=dict)
    """JSON values to record with each hand-off."""

    prices: Mapping[str, Prices] = field(default_factory=dict)
    """What models cost, by name."""

    compiler: Compiler | None = None
    """Makes the contract of what the step is asked; None leaves `contract`."""

    thresholds: Thresholds | None = None
    """By which integrity warns; None leaves the check's own verdict."""

    judge: Judge | None = None
    """Who is asked about what the check cannot explain; None asks nobody."""
