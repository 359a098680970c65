"""What a guard may be told, as keyword arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.language_models import BaseChatModel

    from holdtrue.checks import Contract, Embed
    from holdtrue.checks.contract import Checker
    from holdtrue.checks.detectors import Detector
    from holdtrue.middleware.asking import Prices
    from holdtrue.middleware.attachment.handover import Selector
    from holdtrue.middleware.attachment.watch import Extra
    from holdtrue.middleware.calibration import Thresholds
    from holdtrue.middleware.compiler import Compiler
    from holdtrue.middleware.judge import Judge
    from holdtrue.middleware.ledger import Ledger
    from holdtrue.middleware.policies import PolicyLike
    from holdtrue.middleware.record import Record


class GuardOptions(TypedDict, total=False):
    """The keyword arguments of `guard`, which says what they mean."""

    contract: Contract | Checker | Mapping[str, Any] | str | Compiler | None
    instruction: str | Callable[[Any], str] | None
    policy: PolicyLike
    ledger: Ledger | None
    against_source: bool
    on_record: Callable[[Record], None] | None
    name: str | None
    before: Selector
    after: Selector
    budget_s: float
    detectors: Sequence[Detector]
    embed: Embed | None
    hop: int | None
    extra: Extra | None
    prices: Mapping[str, Prices] | None
    thresholds: Thresholds | Mapping[str, Any] | str | Path | None
    judge: Judge | BaseChatModel | str | None
