"""One hand-off under a guard, from the step's start to the written record."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import threading
import time
from collections.abc import Callable
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

    Call exactly one of `conclude`, `fail` and `abandon` (or its async twin) when the step has ended.
    """

    def __init__(self, watch: Watch, config: RunnableConfig | None) -> None:
        config = ensure_config(config)
        outer = enclosing(config)
        self._watch = watch
        self._meter = Meter(new_id(), run_of(config))
        self._parent = outer.handoff if outer else None
        self._attempt = attempt_of(config)
        self._time = datetime.now(UTC)
        self._started = time.perf_counter()
        self.config = merge_configs(config, {"callbacks": [self._meter]})
        """The step's configuration, with the meter among its callbacks."""

    def conclude(self, given: Any, returned: Any) -> None:
        """Judge the hand-off, record it, and carry out the policy.

        Raises:
            HandOffBlocked: The policy blocks it.
            LedgerError: A strict policy's record cannot be written.
        """
        latency_ms = self._elapsed_ms()
        record = self._record(given, returned, latency_ms=latency_ms, judge=True)
        self._write(record, strict=self._watch.policy.strict)
        self._watch.policy.enforce(record)

    def fail(self, given: Any, error: BaseException) -> None:
        """Record that the step raised; its error goes on to the caller as it is."""
        trouble = f"the step raised {type(error).__name__}: {error}"
        self._write(self._record(given, None, trouble=trouble, latency_ms=self._elapsed_ms()), strict=False)

    def abandon(self, given: Any, returned: Any, reason: str) -> None:
        """Record a result that nobody waited for to the end, and that is therefore not judged."""
        self._write(
            self._record(given, returned, trouble=reason, latency_ms=self._elapsed_ms()), strict=False
        )

    async def aconclude(self, given: Any, returned: Any) -> None:
        """`conclude` off the event loop."""
        await asyncio.to_thread(self.conclude, given, returned)

    async def afail(self, given: Any, error: BaseException) -> None:
        """`fail` off the event loop."""
        await asyncio.to_thread(self.fail, given, error)

    async def aabandon(self, given: Any, returned: Any, reason: str) -> None:
        """`abandon` off the event loop."""
        await asyncio.to_thread(self.abandon, given, returned, reason)

    def _elapsed_ms(self) -> float:
        return (time.perf_counter() - self._started) * 1000

    def _record(
        self, given: Any, returned: Any, *, latency_ms: float, trouble: str | None = None, judge: bool = False
    ) -> Record:
        watch = self._watch
        before, after, instruction = Artifact({}), None, ""
        verdict: Verdict | None = None
        try:
            before = read_input(given, watch.before)
            instruction = self._instruction(given)
            if returned is not None or judge:
                after = read_output(returned, watch.after)
            if judge and after is not None:
                verdict = self._judge(HandOff(before, after, instruction, watch.contract))
        except Exception as error:  # noqa: BLE001  # whatever fails here must not fail the user's step
            trouble = trouble or f"{type(error).__name__}: {error}"
        action: Action = watch.policy.decide(verdict) if judge else "none"
        return Record(
            id=self._meter.handoff,
            run=self._meter.run,
            step=watch.step,
            before=before,
            after=after,
            instruction=instruction,
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
            extra=self._extra(before, after),
        )

    def _instruction(self, given: Any) -> str:
        asked = self._watch.instruction
        if asked is None:
            return read_instruction(given)
        return asked(given) if callable(asked) else asked

    def _extra(self, before: Artifact, after: Artifact | None) -> dict[str, Any]:
        extra = self._watch.extra
        if not callable(extra):
            return dict(extra)
        if after is None:
            return {}
        try:
            return dict(extra(before, after))
        except Exception as error:  # noqa: BLE001  # a caller's extra must not fail the caller's step
            return {"extra_failed": f"{type(error).__name__}: {error}"}

    def _judge(self, handoff: HandOff) -> Verdict:
        budget = self._watch.budget_s
        deadline = time.monotonic() + budget
        embed = self._watch.embed
        return _within(budget + _GRACE_S, lambda: check(handoff, embed=embed, deadline=deadline))

    def _write(self, record: Record, *, strict: bool) -> None:
        if self._watch.ledger is None:
            return
        try:
            self._watch.ledger.append(record)
        except Exception as error:
            if strict:
                raise
            _log.warning("hand-off of %r is not in the ledger: %s", record.step, error)


def _within(seconds: float, work: Callable[[], Result]) -> Result:
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
        msg = f"the check took longer than its budget of {seconds:.1f} s"
        raise TimeoutError(msg)
    if failed:
        raise failed[0]
    return done[0]
