"""`guard`: attach to a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable
from langchain_core.runnables.base import RunnableLike, coerce_to_runnable

from holdtrue.checks.detectors import DEFAULT
from holdtrue.middleware.attachment.guarded import GuardedRunnable
from holdtrue.middleware.attachment.pausing import PausingRunnable
from holdtrue.middleware.attachment.watching import watch_of

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


def guard(
    step: RunnableLike[Any, Any],
    *,
    contract: Contract | Checker | Mapping[str, Any] | str | Compiler | None = None,
    instruction: str | Callable[[Any], str] | None = None,
    policy: PolicyLike = "observe",
    ledger: Ledger | None = None,
    against_source: bool = False,
    on_record: Callable[[Record], None] | None = None,
    name: str | None = None,
    before: Selector = None,
    after: Selector = None,
    budget_s: float = 10.0,
    detectors: Sequence[Detector] = DEFAULT,
    embed: Embed | None = None,
    hop: int | None = None,
    extra: Extra | None = None,
    prices: Mapping[str, Prices] | None = None,
    thresholds: Thresholds | Mapping[str, Any] | str | Path | None = None,
    judge: Judge | BaseChatModel | str | None = None,
) -> GuardedRunnable:
    """Guard a step of a chain: judge each hand-off, act on the verdict, keep the record.

    Args:
        step: Any Runnable, or what LangChain makes one of (a function, a mapping of steps).
        contract: What the step may change: `"preserve"`, `"transform"`, `"derive"`, `"compress"`, or a `Contract`;
            a check of its own, such as `holdtrue.checks.optimization.Optimum`; or a `holdtrue.middleware.compiler.Compiler`, which makes one of what the step is asked.
        instruction: What the step is asked, or a function of its input that says so; by default the text of the
            system messages in its input.
        policy: `"observe"` (record only), `"warn"`, `"block"`, a remedy (`"retry"`, `"repair"`, `"human"`, `Escalate`),
            or several: remedies in order, and what is done when none of them helps, as in `["repair", "retry", "block"]`.
        ledger: Where to keep records; by default they are not kept.
        against_source: Whether each result is also judged against the first document of the run, as the ledger holds it,
            under what all steps since were allowed to change; the policy acts on the worse of the two verdicts.
        on_record: Told each record once it is written, with or without a ledger.
        name: Name of the step in records; by default the Runnable's own.
        before: Where the document is in the step's input: a key or a function. By default the input itself; of
            messages the text of the last human one.
        after: The same for the step's output; of messages the text of the last one a model wrote.
        budget_s: Longest that a check may take, in seconds; beyond it the hand-off counts as unchecked.
        detectors: What is looked for; `(*DEFAULT, PLAN)` from `holdtrue.checks.detectors` looks into plans, too.
        embed: Sentence embeddings for the drift detector, see `holdtrue.middleware.embeddings.embedder`.
        hop: Position of the step in a relay, from 1, for reports.
        prices: What models cost, by the name that they report (`holdtrue.middleware.asking.Prices`); what each attempt
            cost is then in its record's `extra`, under `cost`.
        thresholds: What `holdtrue calibrate` wrote, or the file: warn by integrity, with a guarantee on false alarms.
        judge: Who is asked about what the check cannot explain: a chat model, `"provider:model"`,
            `"cross-encoder:NAME"`, or what `holdtrue.middleware.judge.judge_of` makes; nobody by default. What that
            took is in the record's `extra`, under `judge`.
        extra: JSON values to record with each hand-off, or a function of its two sides that computes them.

    Returns:
        A Runnable that stands in for the step.

    Raises:
        InputError: The contract, the policy or the budget is none.
    """
    bound: Runnable[Any, Any] = coerce_to_runnable(step)
    watch = watch_of(
        name or bound.get_name(),
        contract=contract,
        instruction=instruction,
        policy=policy,
        ledger=ledger,
        against_source=against_source,
        on_record=on_record,
        before=before,
        after=after,
        budget_s=budget_s,
        detectors=detectors,
        embed=embed,
        hop=hop,
        extra=extra,
        prices=prices,
        thresholds=thresholds,
        judge=judge,
    )
    kind = PausingRunnable if watch.policy.durable else GuardedRunnable
    return kind(bound=bound, watch=watch)
