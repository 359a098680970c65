"""The relay: a document goes through round trips of reversible edits, each hop a call without a history."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from holdtrue.checks import HoldtrueError, InputError
from holdtrue.experiments.documents import similarity
from holdtrue.experiments.relay.measure import integrity
from holdtrue.experiments.relay.monolithic import monolithic
from holdtrue.experiments.relay.result import Direction, Hop, RelayResult
from holdtrue.experiments.relay.schedule import schedule
from holdtrue.experiments.relay.strategies import Strategy, strategy_named
from holdtrue.experiments.relay.task import Task, backward, forward
from holdtrue.middleware import Escalate, HandOffBlocked, guard
from holdtrue.middleware import run as run_named
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import Record, Usage, new_id
from holdtrue.middleware.report.model import LABEL, MEASURED

if TYPE_CHECKING:
    from holdtrue.checks import Artifact, Verdict
    from holdtrue.experiments.documents import Document, Edit, EditPair
    from holdtrue.experiments.models import Model
    from holdtrue.middleware import Ledger, Policy, Remedy
    from holdtrue.middleware.policies import PolicyLike
    from holdtrue.middleware.record import Action


class RelayError(HoldtrueError):
    """The model could not be asked; the message says at which hop and why."""


@dataclass(frozen=True)
class Guarding:
    """How the hops of a relay are guarded."""

    policy: PolicyLike
    """What is done about a verdict, as `guard` takes it; also `escalate` and `escalate-records`, to `larger`."""

    ledger: Ledger | None = None
    """Where the evidence is kept; None keeps none."""

    larger: Model | None = None
    """The model that hand-offs are escalated to; it is given the whole document in one prompt."""

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

    made: str
    """What the model made."""
    text: str
    """What goes on."""
    records: Sequence[Record]
    """What the guard wrote down, one an attempt and last what was handed on; empty without one."""
    usage: Usage
    seconds: float

    @property
    def is_refused(self) -> bool:
        return bool(self.records) and self.records[-1].action == "blocked"

    @property
    def action(self) -> Action:
        """What the guard did in the end; where an attempt holds, what it took to get there."""
        done = [record.action for record in self.records if record.action not in ("none", "dropped")]
        return done[-1] if done else "none"

    @property
    def verdict(self) -> Verdict | None:
        """What the guard concluded about what the model made."""
        return _first(self.records).verdict if self.records else None

    @property
    def guard_seconds(self) -> float:
        """Time that no model took."""
        if not self.records:
            return 0.0
        return max(0.0, self.seconds - sum(record.latency_ms for record in self.records) / 1000)


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
        verdict = answer.verdict
        hop = Hop(
            number=number,
            trip=self._trip,
            pair=pair.name,
            kind=pair.kind,
            direction=direction,
            integrity=integrity(task.edit, given, answer.made),
            kept=integrity(task.edit, given, answer.text),
            state=state,
            outcome=verdict.outcome if verdict else None,
            finding=verdict.findings[0].message if verdict and verdict.findings else None,
            action=answer.action,
            seconds=answer.seconds,
            guard_seconds=answer.guard_seconds,
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
                return _Answer(text, text, (), meter.usage, time.perf_counter() - started)
            records: list[Record] = []
            guarded = guard(
                chain,
                on_record=records.append,
                contract=task.contract,
                instruction=task.edit.instruction,
                policy=_policy(self._guarding, task),
                ledger=self._guarding.ledger,
                name=step,
                # The names tell the checks which format each side is in.
                before=lambda text: {task.edit.source.file: text},
                after=lambda text: {task.edit.target.file: text},
                hop=number,
                extra=partial(_measured, self._label, task.edit, right),
            )
            text = guarded.invoke(given)
        except HandOffBlocked as blocked:
            text = _text(blocked.record)
        except HoldtrueError:
            raise
        except Exception as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            msg = f"the model {self._model.name} failed at hop {number} of {self._document.name}: {reason}"
            raise RelayError(msg) from error
        seconds = time.perf_counter() - started
        return _Answer(_text(_first(records)), text, records, _spent(records), seconds)


def _first(records: Sequence[Record]) -> Record:
    """The first attempt: it is written last where no other one was better."""
    return min(records, key=lambda record: record.time)


def _text(record: Record) -> str:
    """The document that a hand-off came to."""
    return "".join(record.after.files.values()) if record.after else ""


def _spent(records: Sequence[Record]) -> Usage:
    """The tokens of all attempts."""
    read = [record.usage.input_tokens for record in records if record.usage.input_tokens is not None]
    written = [record.usage.output_tokens for record in records if record.usage.output_tokens is not None]
    return Usage(input_tokens=sum(read) if read else None, output_tokens=sum(written) if written else None)


def _policy(guarding: Guarding, task: Task) -> PolicyLike:
    """The policy for one hop: escalation runs a chain of its own, which is told what this hop asks."""
    items = [guarding.policy] if isinstance(guarding.policy, str) else guarding.policy
    if not isinstance(items, Sequence):
        return items
    found: list[Policy | Remedy | str] = []
    for item in items:
        per = _ESCALATIONS.get(item) if isinstance(item, str) else None
        if per is None:
            found.append(item)
        elif guarding.larger is None:
            msg = "to escalate, a relay needs a larger model"
            raise InputError(msg)
        else:
            found.append(Escalate(monolithic(guarding.larger, task), per=per))
    return found


_ESCALATIONS: dict[str, Literal["document", "record"]] = {
    "escalate": "document",
    "escalate-records": "record",
}


def _measured(label: str, edit: Edit, right: str, before: Artifact, after: Artifact) -> dict[str, Any]:  # noqa: ARG001
    """What the ledger keeps beside the guard's own verdict, so that the two can be compared later."""
    return {LABEL: label, MEASURED: similarity(edit.target, right, after.files[edit.target.file])}


def _policy_name(guarding: Guarding | None) -> str:
    if guarding is None:
        return "none"
    policy = guarding.policy
    return ", ".join(map(str, policy)) if isinstance(policy, list | tuple) else str(policy)
