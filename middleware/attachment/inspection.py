"""One hand-off under a guard, from the step's start to the written record."""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from langchain_core.runnables.config import ensure_config, merge_configs

from holdtrue.checks import Artifact, HandOff, Verdict, check
from holdtrue.middleware.attachment.context import attempt_of, enclosing, run_of
from holdtrue.middleware.attachment.graph_context import pauses, visit
from holdtrue.middleware.attachment.handover import comparable, read_input, read_instruction, read_output
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.attachment.source import since_source
from holdtrue.middleware.errors import worse
from holdtrue.middleware.record import Action, Record, new_id

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from holdtrue.middleware.attachment.watch import Watch

Result = TypeVar("Result")

_log = logging.getLogger("holdtrue")

GRAPH = "langgraph"
"""Key of `Record.extra` for where in a LangGraph graph the hand-off was."""

COST = "cost"
"""Key of `Record.extra` for what the step cost, in the currency of the prices that the guard was told."""

_GRACE_S = 0.25
"""How much longer than its budget a check is waited for: it stops by itself between two detectors."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a step returned, and what the check says of it."""

    inspection: Inspection
    """The hand-off."""

    output: Any
    """What was returned; None where the step raised."""

    after: Artifact | None
    """The document in it; None where it cannot be read."""

    verdict: Verdict | None
    """What the check concluded; None where it could not be made."""

    trouble: str | None
    """Why it could not."""

    latency_ms: float
    """Wall time of the step."""

    drift: Verdict | None = None
    """What the check says of it against the run's first document."""

    extra: Mapping[str, Any] = field(default_factory=dict)
    """What to record beside, such as what a judge took."""


class Inspection:
    """One hand-off under a guard.

    Call `receive` with what the step is given, and when it has ended exactly one of `fail`, `drop`, `abandon`, or
    `judge` and then `finish`.
    """

    def __init__(self, watch: Watch, config: RunnableConfig | None) -> None:
        config = ensure_config(config)
        outer = enclosing(config)
        self.watch = watch
        """How the step is guarded."""
        self.given: Any = None
        """What the step is given."""
        self.written = 0
        """Attempts at this hand-off that were recorded."""
        self.is_ended = False
        """Whether the one that decides about it is recorded, or about to be."""
        self._visit = visit()
        self._base = config
        self._parent = outer.handoff if outer else None
        self._attempt = max(attempt_of(config), self._visit.attempt if self._visit else 1)
        self._before = self._received = Artifact({})
        self._instruction = ""
        self._contract = watch.contract
        self._unread: str | None = None
        self.begin(run_of(config))

    def begin(self, run: str) -> None:
        """Start counting and measuring an attempt."""
        self.meter = Meter(new_id(), run)
        """Counts what the step spends."""
        self.latency_ms: float | None = None
        """How long the step took, where that was measured elsewhere."""
        self._time = datetime.now(UTC)
        self._started = time.perf_counter()
        self.config = merge_configs(self._base, {"callbacks": [self.meter]})
        """The step's configuration, with the meter among its callbacks."""

    def again(self) -> Inspection:
        """One more attempt at the same hand-off, beginning now."""
        other = copy(self)
        other.begin(self.meter.run)
        return other

    def receive(self, given: Any) -> None:
        """Read what the step is given; before the step runs where that is possible, since a step may change its input."""
        self.given = given
        try:
            self._before = self._received = read_input(given, self.watch.before)
            self._instruction = self._asked(given)
        except Exception as error:  # noqa: BLE001  # what cannot be read must not fail the user's step
            self._unread = describe_error(error)

    def handoff(self, after: Artifact) -> HandOff:
        """The hand-off with this result."""
        before, after = comparable(self._before, after)
        return HandOff(before, after, self._instruction, self._contract)

    def judge(self, returned: Any) -> Judged:
        """Judge what the step returned; whatever fails in the check is told, not raised."""
        latency_ms = self.elapsed_ms if self.latency_ms is None else self.latency_ms
        verdict: Verdict | None = None
        drift: Verdict | None = None
        extra: dict[str, Any] = {}
        after, trouble = self._read_output(returned)
        if after is not None and trouble is None:
            try:
                self._compile(extra)
                handoff = self.handoff(after)
                verdict = self._judge(handoff, self._check(handoff), extra)
                drift = self._against_source(handoff)
            except Exception as error:  # noqa: BLE001  # nor must a check that crashes or overruns
                trouble = describe_error(error)
        return Judged(self, returned, after, verdict, trouble, latency_ms, drift, extra)

    def failed(self, error: BaseException) -> Judged:
        """What there is to record of an attempt that raised."""
        return Judged(self, None, None, None, f"the step raised {describe_error(error)}", self.elapsed_ms)

    def supersede(self, judged: Judged, action: Action, *, strict: bool | None = None) -> None:
        """Record an attempt that is not the one handed on."""
        self._write(self._next(judged, action), strict=self.watch.policy.strict if strict is None else strict)

    def finish(self, judged: Judged, action: Action | None = None) -> None:
        """Record what is handed on, and carry out the policy, or the action that was decided already.

        Raises:
            HandOffBlocked: The policy blocks it.
            HandOffWarning: The policy warns, and the user has made warnings errors.
            LedgerError: A strict policy's record cannot be written.
        """
        self.is_ended = True
        policy = self.watch.policy
        # With trouble, as where the run's first document cannot be read, part of it is unchecked.
        verdict = worse(judged.verdict, judged.drift) if judged.trouble is None else None
        record = self._next(judged, action or policy.decide(verdict))
        self._write(record, strict=policy.strict)
        policy.enforce(record)

    def _next(self, judged: Judged, action: Action) -> Record:
        record = judged.inspection.record(
            judged.after,
            verdict=judged.verdict,
            drift=judged.drift,
            action=action,
            trouble=judged.trouble,
            latency_ms=judged.latency_ms,
            extra=judged.extra,
            attempt=self._attempt + self.written,
        )
        self.written += 1
        return record

    def fail(self, error: BaseException) -> None:
        """Record that the step raised; its error goes on to the caller as it is.

        A graph that pauses is no error: the node will be entered again, and recorded when it ends.
        """
        if not pauses(error):
            self._end(f"the step raised {describe_error(error)}")

    def drop(self, error: BaseException) -> None:
        """Record that the batch which this was part of ended without a result for it."""
        if pauses(error):
            return
        early = isinstance(error, GeneratorExit)
        self._end(
            "the batch was left by its reader" if early else f"its batch ended with {describe_error(error)}"
        )

    def abandon(self, returned: Any, reason: str) -> None:
        """Record a result that nobody waited for to the end, and that is therefore not judged."""
        self._end(reason, returned)

    def _end(self, trouble: str, returned: Any = None) -> None:
        latency_ms = self.elapsed_ms
        after = self._read_output(returned)[0] if returned is not None else None
        self._write(self.record(after, trouble=trouble, latency_ms=latency_ms), strict=False)

    def _read_output(self, returned: Any) -> tuple[Artifact | None, str | None]:
        try:
            after = read_output(returned, self.watch.after)
            if self.watch.source is not None and self._unread is None:
                self._narrow(self.watch.source(self.given, returned))
        except Exception as error:  # noqa: BLE001  # as in receive
            return None, describe_error(error)
        return after, self._unread

    def _narrow(self, source: Artifact) -> None:
        """Keep of what was read before the step ran only the files that belong to its output."""
        kept = {name: text for name, text in self._received if name in source.files}
        self._before = Artifact(kept) if kept else self._received

    @property
    def elapsed_ms(self) -> float:
        """Time since the step began."""
        return (time.perf_counter() - self._started) * 1000

    def record(
        self,
        after: Artifact | None,
        *,
        latency_ms: float,
        trouble: str | None,
        verdict: Verdict | None = None,
        drift: Verdict | None = None,
        action: Action = "none",
        attempt: int | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Record:
        """The entry for an attempt; writes nothing."""
        watch = self.watch
        return Record(
            id=self.meter.handoff,
            run=self.meter.run,
            step=watch.step,
            before=self._before,
            after=after,
            instruction=self._instruction,
            contract=self._contract,
            verdict=verdict,
            drift=drift,
            action=action,
            trouble=trouble,
            usage=self.meter.usage,
            latency_ms=latency_ms,
            hop=watch.hop,
            attempt=attempt or self._attempt,
            parent=self._parent,
            time=self._time,
            extra={**self._extra(after), **self._cost(), **(extra or {})},
        )

    def _cost(self) -> dict[str, float]:
        cost = self.meter.cost(self.watch.prices) if self.watch.prices else None
        return {} if cost is None else {COST: cost}

    def _asked(self, given: Any) -> str:
        asked = self.watch.instruction
        if asked is None:
            return read_instruction(given)
        return asked(given) if callable(asked) else asked

    def _extra(self, after: Artifact | None) -> dict[str, Any]:
        where = {GRAPH: self._visit.to_dict()} if self._visit else {}
        extra = self.watch.extra
        if not callable(extra):
            return {**where, **extra}
        if after is None:
            return where
        try:
            return {**where, **extra(self._before, after)}
        except Exception as error:  # noqa: BLE001  # a caller's extra must not fail the caller's step
            return {**where, "extra_failed": describe_error(error)}

    def _compile(self, told: dict[str, Any]) -> None:
        """Make the contract of the instruction, if anybody is to; without an answer the default one stands."""
        compiler = self.watch.compiler
        if compiler is None:
            return
        try:
            compilation = _within(
                compiler.timeout_s, lambda: compiler(self._instruction, self._before), "the compiler"
            )
            account = {key: value for key, value in compilation.to_dict().items() if key != "contract"}
            self._contract = compilation.contract
        except Exception as error:  # noqa: BLE001  # as a check that fails, it must not fail the step
            account = {"trouble": describe_error(error)}
        told["compiled"] = account

    def _judge(self, handoff: HandOff, verdict: Verdict, told: dict[str, Any]) -> Verdict:
        """The verdict after the judge, if there is one; what that took goes into `told`."""
        judge = self.watch.judge
        if judge is None:
            return verdict
        try:
            judgement = _within(judge.timeout_s, lambda: judge(handoff, verdict), "the judge")
            told["judge"] = judgement.account(handoff, judge.prices)
        except Exception as error:  # noqa: BLE001  # nor must a judge that crashes or overruns
            from holdtrue.middleware.judge import unanswered  # loaded where there is a judge

            trouble = describe_error(error)
            told["judge"] = {"trouble": trouble}
            return unanswered(verdict, trouble)
        return judgement.verdict

    def _against_source(self, handoff: HandOff) -> Verdict | None:
        ledger = self.watch.ledger
        if not self.watch.against_source or ledger is None:
            return None
        whole = since_source(ledger, self.meter.run, handoff)
        return self._check(whole) if whole is not None else None

    def _check(self, handoff: HandOff) -> Verdict:
        watch = self.watch
        deadline = time.monotonic() + watch.budget_s
        verdict = _within(
            watch.budget_s + _GRACE_S,
            lambda: check(handoff, detectors=watch.detectors, embed=watch.embed, deadline=deadline),
            "the check",
        )
        return watch.thresholds.apply(verdict) if watch.thresholds else verdict

    def _write(self, record: Record, *, strict: bool) -> None:
        watch = self.watch
        try:
            if watch.ledger is not None:
                # Who only watches must not hold the chain up for as long as the ledger may be worth waiting for.
                watch.ledger.append(record, patience_s=None if strict else watch.budget_s)
            if watch.on_record is not None:
                watch.on_record(record)
        except Exception as error:
            if strict:
                raise
            _log.warning("hand-off of %r is not recorded: %s", record.step, error)


def describe_error(error: BaseException) -> str:
    """The error's type and what it says."""
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def _within(seconds: float, work: Callable[[], Result], what: str) -> Result:
    """Do the work in a thread and wait for it no longer than that.

    An overrunning thread cannot be stopped, only left behind; it is a daemon, so that it never keeps the process.

    Raises:
        TimeoutError: The work is not done in time.
        RuntimeError: It wanted to end the program.
    """
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001  # it is raised again in the waiting thread
            failed.append(error)

    thread = threading.Thread(
        target=contextvars.copy_context().run, args=(run,), daemon=True, name="holdtrue-check"
    )
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        msg = f"{what} took longer than its budget of {seconds:.1f} s"
        raise TimeoutError(msg)
    if failed and not isinstance(
        failed[0], Exception
    ):  # such as SystemExit, which must end neither chain nor program
        msg = f"{what} ended with {describe_error(failed[0])}"
        raise RuntimeError(msg) from failed[0]
    if failed:
        raise failed[0]
    return done[0]
