"""Makes a `Watch` of what a guard is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from holdtrue.checks import Contract, InputError
from holdtrue.checks.detectors import DEFAULT
from holdtrue.middleware.attachment.watch import Watch
from holdtrue.middleware.calibration import Thresholds
from holdtrue.middleware.policies import resolve

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from holdtrue.middleware.attachment.options import GuardOptions
    from holdtrue.middleware.judge import Judge


def watch_of(name: str, /, **options: Unpack[GuardOptions]) -> Watch:
    """How a step of that name is guarded, unless the options name it otherwise.

    Raises:
        InputError: The contract, the policy or the budget is none.
    """
    budget_s = options.get("budget_s", 10.0)
    if not isinstance(budget_s, int | float) or budget_s <= 0:
        msg = f"budget_s is a time in seconds above 0, not {budget_s!r}"
        raise InputError(msg)
    against_source = options.get("against_source", False)
    if against_source and options.get("ledger") is None:
        msg = "against_source needs a ledger: it keeps the run's first document"
        raise InputError(msg)
    contract, thresholds, judge = options.get("contract"), options.get("thresholds"), options.get("judge")
    return Watch(
        step=options.get("name") or name,
        contract=Contract.default() if callable(contract) else Contract.of(contract),
        compiler=contract if callable(contract) else None,
        instruction=options.get("instruction"),
        policy=resolve(options.get("policy", "observe")),
        ledger=options.get("ledger"),
        against_source=against_source,
        on_record=options.get("on_record"),
        before=options.get("before"),
        after=options.get("after"),
        budget_s=budget_s,
        detectors=options.get("detectors", DEFAULT),
        embed=options.get("embed"),
        hop=options.get("hop"),
        extra=options.get("extra") or {},
        prices=options.get("prices") or {},
        thresholds=None if thresholds is None else Thresholds.of(thresholds),
        judge=None if judge is None else _judge_of(judge),
    )


def _judge_of(judge: Judge | BaseChatModel | str) -> Judge:
    # Loaded where there is one: judges bring settings and model loading along, which a guard does without.
    from holdtrue.middleware.judge import judge_of

    return judge_of(judge)
