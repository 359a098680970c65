"""A hop of a pipeline: a step reads an envelope, is guarded while it works, and hands the next one on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableConfig

from holdtrue.checks.detectors import DEFAULT, Detector
from holdtrue.experiments.pipelines.envelope import Envelope, Promise
from holdtrue.middleware import guard

if TYPE_CHECKING:
    from holdtrue.checks import Artifact, Contract
    from holdtrue.experiments.pipelines.pipeline import Setting

Reader = Callable[[str], Mapping[str, Any]]
"""Makes the next payload of a step's text; raises `StepFailed` where the text is none."""


def given(payload: Mapping[str, Any], *, run: str, to: str) -> Envelope:
    """The first envelope of a run: what the pipeline was given."""
    return Envelope(run=run, hop=0, producer="task", consumer=to, contract="preserve", payload=payload)


def hand_on(
    envelope: Envelope,
    step: Runnable[Any, str] | Runnable[Any, dict[str, str]] | Callable[[Mapping[str, Any]], str],
    read: Reader,
    *,
    to: str,
    promise: Promise,
    setting: Setting,
    config: RunnableConfig | None = None,
    contract: Contract | None = None,
    instruction: str = "",
    detectors: Sequence[Detector] = DEFAULT,
    source: Mapping[str, str] | None = None,
    refs: Callable[[str], tuple[str, ...]] = lambda _: (),
    extra: Mapping[str, Any] = MappingProxyType({}),
) -> Envelope:
    """Have an envelope's consumer do its work under guard, and hand on what comes of it.

    The guard judges the text that the step wrote before anything reads it, so that remedies can put it right.

    Args:
        envelope: What the step is given.
        step: Makes a text of the payload, or one under the file name whose ending tells its format; a chain with the
            model in sight can be told of findings, and escalated.
        read: Makes the next payload of that text.
        to: The step that comes next.
        promise: What the step promises of its result.
        setting: The policy and the ledger.
        config: The configuration of the run that this happens in.
        contract: What exactly may change, where that says more than the promise.
        instruction: What the step is asked.
        detectors: What is looked for.
        source: What the result is judged against, by name, where that is not the payload's texts.
        refs: The results that the step's text refers to.
        extra: JSON values to record beside the envelope.

    Raises:
        StepFailed: The text cannot be read.
        HandOffBlocked: The policy blocks it.
    """
    before = envelope.document if source is None else dict(source)

    def told(_: Artifact, after: Artifact) -> dict[str, Any]:
        named = refs("\n".join(after.files.values()))
        made = envelope.followed(dict(after), to=to, contract=promise, refs=named)
        return {**extra, "envelope": made.to_dict()}

    guarded = guard(
        step,
        contract=contract or promise,
        instruction=instruction,
        policy=setting.policy,
        ledger=setting.ledger,
        name=envelope.consumer,
        before=lambda _: before,
        detectors=detectors,
        hop=envelope.hop + 1,
        extra=told,
    )
    made = guarded.invoke(envelope.payload, config)
    text = made if isinstance(made, str) else "".join(made.values())
    return envelope.followed(read(text), to=to, contract=promise, refs=refs(text))
