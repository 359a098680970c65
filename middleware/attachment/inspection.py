"""One hand-off under a guard, from the step's start to the written record."""

from __future__ import annotations

import contextvars
import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from langchain_core.runnables.config import ensure_config, merge_configs

from holdtrue.checks import Artifact, HandOff, Verdict, check
from holdtrue.middleware.attachment.context import attempt_of, enclosing, run_of
from holdtrue.middleware.attachment.handover import read_input, read_instruction, read_output
from holdtrue.middleware.attachment.meter import Meter
from holdtrue.middleware.record import Action, Record, new_id

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from holdtrue.middleware.attachment.watch import Watch

Result = TypeVar("Result")

_log = logging.getLogger("holdtrue")

_GRACE_S = 0.25
"""How much longer than its budget a check is waited for: it stops by itself between two detectors."""


class Inspection:
    """One hand-off under a guard.

    Call `receive` with what the step is given, and exactly one of `conclude`, `fail`, `drop` and `abandon` when it has
    ended.
    """

    def __init__(self, watch: Watch, config: RunnableConfig | None) -> None:
        config = ensure_config(config)
        outer = enclosing(config)
        self._watch = watch
        self._meter = Meter(new_id(), run_of(config))
        self._parent = outer.handoff if outer else None
        self._attempt = attempt_of(config)
        self._time = datetime.now(UTC)
        self._before, self._instruction = Artifact({}), ""
        self._unread: str | None = None
        self._started = time.perf_counter()
        self.config = merge_configs(config, {"callbacks": [self._meter]})
        """The step's configuration, with the meter among its callbacks."""

    def receive(self, given: Any) -> None:
        """Read what the step is given; before the step runs where that is possible, since a step may change its input."""
        try:
            self._before = read_input(given, self._watch.before)
            self._instruction = self._asked(given)
        except Exception as error:  # noqa: BLE001  # what cannot be read must not fail the user's step
            self._unread = describe_error(error)

    def conclude(self, returned: Any) -> None:
        """Judge the hand-off, record it, and carry out the policy.

        Raises:
            HandOffBlocked: The policy blocks it.
            HandOffWarning: The policy warns, and the user has made warnings errors.
            LedgerError: A strict policy's record cannot be written.
        """
        latency_ms = self._elapsed_ms()
        verdict: Verdict | None = None
        judged: dict[str, Any] = {}
        after, trouble = self._read_output(returned)
        if after is not None and trouble is None:
            try:
                handoff = HandOff(self._before, after, self._instruction, self._watch.contract)
                verdict = self._check(handoff)
                verdict, judged = self._judge(handoff, verdict)
            except Exception as error:  # noqa: BLE001  # nor must a check that crashes or overruns
                trouble = describe_error(error)
        action = self._watch.policy.decide(verdict)
        record = self._record(
            after, verdict=verdict, action=action, trouble=trouble, latency_ms=latency_ms, judged=judged
        )
        self._write(record, strict=self._watch.policy.strict)
        self._watch.policy.enforce(record)

    def fail(self, error: BaseException) -> None:
        """Record that the step raised; its error goes on to the caller as it is."""
        self._end(f"the step raised {describe_error(error)}")

    def drop(self, error: BaseException) -> None:
        """Record that the batch which this was part of ended without a result for it."""
        early = isinstance(error, GeneratorExit)
        self._end(
            "the batch was left by its reader" if early else f"its batch ended with {describe_error(error)}"
        )

    def abandon(self, returned: Any, reason: str) -> None:
        """Record a result that nobody waited for to the end, and that is therefore not judged."""
        self._end(reason, returned)

    def _end(self, trouble: str, returned: Any = None) -> None:
        latency_ms = self._elapsed_ms()
        after = self._read_output(returned)[0] if returned is not None else None
        self._write(self._record(after, trouble=trouble, latency_ms=latency_ms), strict=False)

    def _read_output(self, returned: Any) -> tuple[Artifact | None, str | None]:
        try:
            return read_output(returned, self._watch.after), self._unread
        except Exception as error:  # noqa: BLE001  # as in receive
            return None, describe_error(error)

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000

    def _record(
        self,
        after: Artifact | None,
        *,
        latency_ms: float,
        trouble: str | None,
        verdict: Verdict | None = None,
        action: Action = "none",
        judged: Mapping[str, Any] | None = None,
    ) -> Record:
        watch = self._watch
        return Record(
            id=self._meter.handoff,
            run=self._meter.run,
            step=watch.step,
            before=self._before,
            after=after,
            instruction=self._instruction,
            contract=watch.contract,
            verdict=verdict,
            action=action,
            trouble=trouble,
            usage=self._meter.usage,
            latency_ms=latency_ms,
            hop=watch.hop,
            attempt=self._attempt,
            parent=self._parent,
            time=self._time,
            extra={**self._extra(after), **(judged or {})},
        )

    def _asked(self, given: Any) -> str:
        asked = self._watch.instruction
        if asked is None:
            return read_instruction(given)
        return asked(given) if callable(asked) else asked

    def _extra(self, after: Artifact | None) -> dict[str, Any]:
        extra = self._watch.extra
        if not callable(extra):
            return dict(extra)
        if after is None:
            return {}
        try:
            return dict(extra(self._before, after))
        except Exception as error:  # noqa: BLE001  # a caller's extra must not fail the caller's step
            return {"extra_failed": describe_error(error)}

    def _judge(self, handoff: HandOff, verdict: Verdict) -> tuple[Verdict, dict[str, Any]]:
        """The verdict after the judge, if there is one, and what that took."""
        judge = self._watch.judge
        if judge is None:
            return verdict, {}
        try:
            judgement = _within(judge.timeout_s, lambda: judge(handoff, verdict), "the judge")
            return judgement.verdict, {"judge": judgement.to_dict(judge.prices)}
        except Exception as error:  # noqa: BLE001  # without a judge's answer the check's own verdict stands
            return verdict, {"judge": {"trouble": describe_error(error)}}

    def _check(self, handoff: HandOff) -> Verdict:
        budget = self._watch.budget_s
        deadline = time.monotonic() + budget
        embed = self._watch.embed
        return _within(budget + _GRACE_S, lambda: check(handoff, embed=embed, deadline=deadline), "the check")

    def _write(self, record: Record, *, strict: bool) -> None:
        watch = self._watch
        try:
            if watch.ledger is not None:
                watch.ledger.append(record)
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
    if failed:
        raise failed[0]
    return done[0]
