"""From what a step returned to what is handed on: judged, put right where a policy can, recorded, and let through or not.

Written once, as a generator of the work to be done, for the synchronous and the asynchronous way of doing it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from holdtrue.checks import HoldtrueError, InputError
from holdtrue.middleware.attachment.aside import aside
from holdtrue.middleware.attachment.durable import acall, call
from holdtrue.middleware.attachment.graph_context import pauses
from holdtrue.middleware.attachment.inspection import Inspection, Judged
from holdtrue.middleware.policies.remedy import Case, Refusal, Remedy, Step, Try

if TYPE_CHECKING:
    from holdtrue.checks import Artifact
    from holdtrue.middleware.record import Action

Write = Callable[[Any, "Artifact"], Any]
"""Puts an artifact into an output, for its document."""

_log = logging.getLogger("holdtrue")

_OUTCOMES = ("fail", "warn", "pass")


@dataclass(frozen=True, slots=True)
class _Think:
    """Work that uses the processor or the ledger, done aside of an event loop."""

    work: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class _Call:
    """A step to run."""

    step: Step
    given: Any
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class _Wait:
    """Seconds to wait."""

    seconds: float


_Work = Generator[_Think | _Call | _Wait, Any, Any]


def _always(_: Any) -> bool:
    return True


def through(
    inspection: Inspection, given: Any, step: Step, write: Write, hands_on: Callable[[Any], bool] = _always
) -> Any:
    """Run a step under inspection and return what is handed on; raises what the step raises, and what `conclude` does.

    A result by which the step hands nothing on, as `hands_on` tells, is returned without a record.
    """
    inspection.receive(given)
    try:
        returned = call(step, given, inspection)
    except BaseException as error:
        inspection.fail(error)
        raise
    return conclude(inspection, returned, step, write) if hands_on(returned) else returned


async def athrough(
    inspection: Inspection, given: Any, step: Step, write: Write, hands_on: Callable[[Any], bool] = _always
) -> Any:
    """As `through`, without blocking the event loop."""
    inspection.receive(given)
    try:
        returned = await acall(step, given, inspection)
    except BaseException as error:
        await aside(partial(inspection.fail, error))
        raise
    return await aconclude(inspection, returned, step, write) if hands_on(returned) else returned


def conclude(inspection: Inspection, returned: Any, step: Step, write: Write) -> Any:
    """Judge what a step returned and do what the policy says; return what is handed on.

    Raises:
        HandOffBlocked: The policy blocks it.
        HandOffWarning: The policy warns, and the user has made warnings errors.
        LedgerError: A strict policy's record cannot be written.
    """
    work = _conclude(inspection, returned, step, write)
    answer: Any = None
    failed: Exception | None = None
    while True:
        try:
            task = work.throw(failed) if failed is not None else work.send(answer)
        except StopIteration as end:
            return end.value
        answer, failed = None, None
        try:
            if isinstance(task, _Think):
                answer = task.work()
            elif isinstance(task, _Call):
                answer = call(task.step, task.given, task.inspection)
            else:
                time.sleep(task.seconds)
        except Exception as error:  # noqa: BLE001  # raised again where the work was asked for
            failed = error
        except BaseException:
            work.close()
            raise


async def aconclude(inspection: Inspection, returned: Any, step: Step, write: Write) -> Any:
    """As `conclude`, without blocking the event loop."""
    work = _conclude(inspection, returned, step, write)
    answer: Any = None
    failed: Exception | None = None
    while True:
        try:
            task = work.throw(failed) if failed is not None else work.send(answer)
        except StopIteration as end:
            return end.value
        answer, failed = None, None
        try:
            if isinstance(task, _Think):
                answer = await aside(task.work)
            elif isinstance(task, _Call):
                answer = await acall(task.step, task.given, task.inspection)
            else:
                await asyncio.sleep(task.seconds)
        except Exception as error:  # noqa: BLE001  # raised again where the work was asked for
            failed = error
        except BaseException:  # the call is cancelled
            await aside(work.close)
            raise


def _conclude(inspection: Inspection, returned: Any, step: Step, write: Write) -> _Work:
    policy = inspection.watch.policy
    # Attempts are recorded when all is decided: a graph that pauses meanwhile comes back here and would repeat them.
    superseded: list[tuple[Judged, Action]] = []
    best: Judged | None = None
    action: Action | None = None
    try:
        best = yield _Think(partial(inspection.judge, returned))
        for remedy in policy.remedies:
            if best.verdict is None or best.after is None or not remedy.acts_on(best.verdict):
                continue
            best, action = yield from _try(remedy, best, step, write, superseded)
            if action is not None or remedy.holds(best.verdict):
                break
        while superseded:
            yield _Think(partial(inspection.supersede, *superseded.pop(0)))
        yield _Think(partial(inspection.finish, best, action))
    except BaseException as error:
        if not pauses(error) and not inspection.is_ended:
            _left(inspection, returned, best, superseded)
        raise
    return best.output


def _left(
    inspection: Inspection, returned: Any, best: Judged | None, superseded: list[tuple[Judged, Action]]
) -> None:
    """Record what there is of a hand-off that was given up before it was decided."""
    if best is None:
        inspection.abandon(returned, "it was left while it was checked")
        return
    for judged, done in [*superseded, (best, "dropped")]:
        inspection.supersede(judged, done, strict=False)


def _try(
    remedy: Remedy, best: Judged, step: Step, write: Write, superseded: list[tuple[Judged, Action]]
) -> Generator[_Think | _Call | _Wait, Any, tuple[Judged, Action | None]]:
    """Run a remedy's attempts; return the best result so far, and the action where the remedy has decided it."""
    attempts = remedy.tries(_case(best, step, write))
    case: Case | None = None
    while True:
        try:
            attempt = yield _Think(partial(_advance, attempts, case))
        except InputError:  # a mistake of who attached the remedy, not trouble in it
            raise
        except Exception as error:
            if pauses(error):
                raise
            _log.warning("the remedy %s of %r failed: %s", remedy, best.inspection.watch.step, error)
            return best, None
        if attempt is None:
            return best, None
        if isinstance(attempt, Refusal):
            return best, "rejected"
        judged = yield from _attempt(attempt, best)
        case = _case(judged, step, write) if judged.verdict is not None else None
        if attempt.accepted and judged.trouble is None:
            superseded.append((best, attempt.action))
            return judged, "none"
        if remedy.holds(judged.verdict) or (remedy.keeps == "better" and _rank(judged) > _rank(best)):
            superseded.append((best, attempt.action))
            best = judged
            if remedy.holds(judged.verdict):
                return best, None
        else:
            superseded.append((judged, "dropped"))


def _advance(
    attempts: Generator[Try | Refusal, Case | None, None], case: Case | None
) -> Try | Refusal | None:
    """The next attempt; None where the remedy has no more."""
    try:
        return next(attempts) if case is None else attempts.send(case)
    except StopIteration:  # which may not leave a thread as an error
        return None


def _attempt(attempt: Try, before: Judged) -> Generator[_Think | _Call | _Wait, Any, Judged]:
    if attempt.wait_s:
        yield _Wait(attempt.wait_s)
    again = before.inspection.again()
    try:
        outputs: list[Any] = []
        for step, given in attempt.calls:
            outputs.append((yield _Call(step, given, again)))
        output = yield _Think(partial(attempt.combine, outputs))
        judged: Judged = yield _Think(partial(again.judge, output))
    except HoldtrueError as error:
        return again.failed(error)
    except Exception as error:
        if pauses(error):
            raise
        return again.failed(error)
    return judged


def _case(judged: Judged, step: Step, write: Write) -> Case:
    after, verdict = judged.after, judged.verdict
    if after is None or verdict is None:
        msg = "only what was judged is a case"
        raise ValueError(msg)
    inspection = judged.inspection
    return Case(
        step=step,
        name=inspection.watch.step,
        given=inspection.given,
        output=judged.output,
        handoff=inspection.handoff(after),
        verdict=verdict,
        write=partial(write, judged.output),
    )


def _rank(judged: Judged) -> tuple[int, float]:
    """How good a result is: by outcome, then by its score; one that was not judged is the worst."""
    if judged.verdict is None:
        return -1, 0.0
    return _OUTCOMES.index(judged.verdict.outcome), judged.verdict.score
