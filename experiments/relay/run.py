"""The relay: a document goes through round trips of reversible edits, each hop a call without a history."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from holdtrue.checks import HoldtrueError, InputError
from holdtrue.experiments.documents import similarity
from holdtrue.experiments.relay.measure import integrity
from holdtrue.experiments.relay.result import Direction, Hop, RelayResult
from holdtrue.experiments.relay.schedule import schedule
from holdtrue.experiments.relay.strategies import Strategy, strategy_named
from holdtrue.experiments.relay.task import Task, backward, forward
from holdtrue.middleware import HandOffBlocked, guard
from holdtrue.middleware import run as run_named
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import Record, Usage, new_id
from holdtrue.middleware.report.model import LABEL, MEASURED

if TYPE_CHECKING:
    from holdtrue.checks import Artifact
    from holdtrue.experiments.documents import Document, Edit, EditPair
    from holdtrue.experiments.models import Model
    from holdtrue.middleware import Ledger, Policy


class RelayError(HoldtrueError):
    """The model could not be asked; the message says at which hop and why."""


@dataclass(frozen=True)
class Guarding:
    """How the hops of a relay are guarded."""

    policy: Policy | str
    """What is done about a verdict."""

    ledger: Ledger
    """Where the evidence is kept."""

    label: str = ""
    """Short name of the run in reports; by default the document and the strategy."""


def run(
    document: Document,
    model: Model,
    *,
    strategy: str = "decomposed",
    trips: int = 5,
    seed: int = 0,
    guarding: Guarding | None = None,
    progress: Callable[[Hop], None] | None = None,
) -> RelayResult:
    """Send a document through round trips, as DELEGATE-52 does (arXiv 2604.15597, section 3).

    A hop that a guard blocks is not carried out: the document goes on as it was before the round trip.

    Args:
        document: What is edited.
        model: Who edits.
        strategy: `monolithic` or `decomposed`.
        trips: Round trips; each is an edit pair of the document, in shuffled epochs.
        seed: Seed of that order.
        guarding: The guard around each hop; None leaves the relay bare.
        progress: Told each hop when it is measured.

    Raises:
        InputError: The strategy is unknown or there is no trip to make.
        RelayError: The model cannot be asked.
    """
    if trips < 1:
        msg = f"a relay has at least one round trip, not {trips}"
        raise InputError(msg)
    name = f"{document.name}-{strategy}-{new_id()[:8]}"
    relay = _Relay(document, model, strategy_named(strategy), guarding, name, progress)
    with run_named(name):
        for pair in schedule(document.pairs, trips, seed):
            relay.round_trip(pair)
    return RelayResult(
        document=document.name,
        model=model.name,
        strategy=strategy,
        policy=_policy_name(guarding),
        trips=trips,
        seed=seed,
        run=name,
        hops=tuple(relay.hops),
        text=relay.text,
    )


@dataclass(frozen=True)
class _Answer:
    """What came out of one hop, and what it took."""

    text: str
    record: Record | None
    usage: Usage
    seconds: float

    @property
    def is_refused(self) -> bool:
        return self.record is not None and self.record.action == "blocked"


class _Relay:
    """A document on its way."""

    def __init__(
        self,
        document: Document,
        model: Model,
        strategy: Strategy,
        guarding: Guarding | None,
        name: str,
        progress: Callable[[Hop], None] | None,
    ) -> None:
        self._document = document
        self._model = model
        self._strategy = strategy
        self._guarding = guarding
        self._name = name
        self._label = (guarding and guarding.label) or f"{document.name}, {strategy.__name__}"
        self._progress = progress
        self._trip = 0
        self.text = document.text
        self.hops: list[Hop] = []

    def round_trip(self, pair: EditPair) -> None:
        """Go there and back, unless a guard refuses one of the two."""
        self._trip += 1
        right = pair.forward.on_document(self._document.text)
        there = self._hop(pair, "forward", forward(self._document, pair), self.text, right)
        if there is None:
            return
        back = self._hop(pair, "backward", backward(self._document, pair), there, self._document.text)
        if back is not None:
            self.text = back

    def _hop(self, pair: EditPair, direction: Direction, task: Task, given: str, right: str) -> str | None:
        """Make one hop and measure it; None where it is refused."""
        number = 2 * self._trip - (direction == "forward")
        answer = self._ask(task, given, right, number, step=f"{pair.name}, {direction}")
        if answer.is_refused:
            # What goes on is the document as it was before the trip.
            state = similarity(self._document.layout, self._document.text, self.text)
        else:
            state = similarity(task.edit.target, right, answer.text)
        record, verdict = answer.record, answer.record and answer.record.verdict
        hop = Hop(
            number=number,
            trip=self._trip,
            pair=pair.name,
            kind=pair.kind,
            direction=direction,
            integrity=integrity(task.edit, given, answer.text),
            state=state,
            outcome=verdict.outcome if verdict else None,
            finding=verdict.findings[0].message if verdict and verdict.findings else None,
            action=record.action if record else "none",
            seconds=answer.seconds,
            input_tokens=answer.usage.input_tokens,
            output_tokens=answer.usage.output_tokens,
        )
        self.hops.append(hop)
        if self._progress:
            self._progress(hop)
        return None if answer.is_refused else answer.text

    def _ask(self, task: Task, given: str, right: str, number: int, *, step: str) -> _Answer:
        chain = self._strategy(self._model, task)
        started = time.perf_counter()
        try:
            if self._guarding is None:
                meter = Meter(new_id(), self._name)
                text = chain.invoke(given, {"callbacks": [meter]})
                return _Answer(text, None, meter.usage, time.perf_counter() - started)
            records: list[Record] = []
            guarded = guard(
                chain,
                on_record=records.append,
                contract=task.edit.contract,
                instruction=task.edit.instruction,
                policy=self._guarding.policy,
                ledger=self._guarding.ledger,
                name=step,
                # The names tell the checks which format each side is in.
                before=lambda text: {task.edit.source.file: text},
                after=lambda text: {task.edit.target.file: text},
                hop=number,
                extra=partial(_measured, self._label, task.edit, right),
            )
            text = guarded.invoke(given)
            record = records[-1]
        except HandOffBlocked as blocked:
            record = blocked.record
            text = "".join(record.after.files.values()) if record.after else ""
        except HoldtrueError:
            raise
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            msg = f"the model {self._model.name} failed at hop {number} of {self._document.name}: {reason}"
            raise RelayError(msg) from error
        return _Answer(text, record, record.usage if record else Usage(), time.perf_counter() - started)


def _measured(label: str, edit: Edit, right: str, before: Artifact, after: Artifact) -> dict[str, Any]:  # noqa: ARG001
    """What the ledger keeps beside the guard's own verdict, so that the two can be compared later."""
    return {LABEL: label, MEASURED: similarity(edit.target, right, after.files[edit.target.file])}


def _policy_name(guarding: Guarding | None) -> str:
    if guarding is None:
        return "none"
    policy = guarding.policy
    return policy if isinstance(policy, str) else type(policy).__name__.lower()
