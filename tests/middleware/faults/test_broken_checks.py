"""A check that raises, hangs or returns nonsense: the result comes through under observe, and never under block."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from itertools import repeat
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from holdtrue.checks.detectors import DEFAULT, Detector
from holdtrue.checks.finding import Finding
from holdtrue.middleware import HandOffBlocked, Ledger, guard

LETTER = "Dear Ms Okafor,\nyour deposit of 480.00 EUR was not returned.\n"


def crash(reading: Any) -> Iterator[Finding]:
    raise ZeroDivisionError("no such thing")


def leave(reading: Any) -> Iterator[Finding]:
    sys.exit("a detector that ends the program")


def hang(reading: Any) -> Iterator[Finding]:
    time.sleep(2)
    return iter(())


def never_end(reading: Any) -> Iterator[Finding]:
    return repeat(Finding("text.changed", "noted", "minor", "again"))


FAULTS: dict[str, Callable[[Any], Any]] = {
    "raises": crash,
    "exits": leave,
    "hangs": hang,
    "never ends": never_end,
    "returns nothing": lambda reading: None,
    "returns a number": lambda reading: 7,
    "returns texts": lambda reading: ["wrong", "right"],
    "returns a verdict": lambda reading: {"outcome": "pass"},
}


async def _collect(stream: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in stream]


ENTRY_POINTS: dict[str, Callable[[Runnable[str, str]], Any]] = {
    "invoke": lambda step: step.invoke(LETTER),
    "ainvoke": lambda step: asyncio.run(step.ainvoke(LETTER)),
    "batch": lambda step: step.batch([LETTER]),
    "abatch": lambda step: asyncio.run(step.abatch([LETTER])),
    "stream": lambda step: list(step.stream(LETTER)),
    "astream": lambda step: asyncio.run(_collect(step.astream(LETTER))),
    "transform": lambda step: list(step.transform(iter([LETTER[:9], LETTER[9:]]))),
    "batch_as_completed": lambda step: list(step.batch_as_completed([LETTER])),
}


def words() -> Runnable[str, str]:
    """A step that hands its input on in pieces."""

    def sync(parts: Iterator[str]) -> Iterator[str]:
        yield from "".join(parts).splitlines(keepends=True)

    async def asynchronous(parts: AsyncIterator[str]) -> AsyncIterator[str]:
        for piece in "".join([part async for part in parts]).splitlines(keepends=True):
            yield piece

    return RunnableGenerator(sync, asynchronous)


def guarded(fault: str, policy: Any, ledger: Ledger, *, alone: bool = False) -> Runnable[str, str]:
    broken = Detector("broken", FAULTS[fault])
    return guard(
        words(),
        contract="preserve",
        policy=policy,
        ledger=ledger,
        detectors=[broken] if alone else [*DEFAULT, broken],
        budget_s=0.3,
    )


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_observing_the_result_comes_through(entry: str, fault: str, ledger: Ledger) -> None:
    enter = ENTRY_POINTS[entry]
    started = time.monotonic()

    assert enter(guarded(fault, "observe", ledger)) == enter(words())

    assert time.monotonic() - started < 1.5, "nobody waits for a check that hangs"
    [stored] = ledger.records()
    verdict = stored.record.verdict
    assert stored.record.action == "observed"
    assert verdict is None or any(finding.family == "check" for finding in verdict.findings)
    assert stored.record.trouble or verdict


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_blocking_nothing_unchecked_gets_out(entry: str, fault: str, ledger: Ledger) -> None:
    with pytest.raises(HandOffBlocked):
        ENTRY_POINTS[entry](guarded(fault, "block", ledger, alone=True))
    assert [stored.record.action for stored in ledger.records()] == ["blocked"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("remedy", ["repair", "retry"])
def test_a_remedy_does_not_pass_what_could_not_be_checked(fault: str, remedy: str, ledger: Ledger) -> None:
    with pytest.raises(HandOffBlocked):
        guarded(fault, [remedy, "block"], ledger).invoke(LETTER)


@pytest.mark.parametrize("fault", ["hangs", "exits"])
async def test_a_loop_goes_on_while_a_check_is_stuck(fault: str, ledger: Ledger) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    clock = asyncio.create_task(tick())
    assert await guarded(fault, "observe", ledger).ainvoke(LETTER) == LETTER
    seen = ticks
    clock.cancel()
    if fault == "hangs":
        assert seen > 10


class Nobody:
    """A judge, or a compiler, that answers with something else."""

    timeout_s = 0.3
    prices = None

    def __init__(self, answer: Callable[[], Any]) -> None:
        self.answer = answer

    def __call__(self, *asked: Any) -> Any:
        return self.answer()


@pytest.mark.parametrize("answer", [lambda: None, lambda: "pass", lambda: time.sleep(2), lambda: sys.exit(1)])
def test_a_judge_without_sense_leaves_the_checks_own_verdict(
    answer: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr("holdtrue.middleware.judge.judge_of", lambda judge: judge)
    drop = RunnableLambda(lambda text: text.replace("was not", "was"))
    step = guard(drop, contract="preserve", judge=Nobody(answer), on_record=told.append)  # type: ignore[arg-type]

    assert step.invoke(LETTER) == LETTER.replace("was not", "was")
    [record] = told
    assert record.verdict.outcome == "fail"
    assert "trouble" in record.extra["judge"]


@pytest.mark.parametrize("answer", [lambda: None, lambda: "preserve", lambda: sys.exit(1)])
def test_a_compiler_without_sense_leaves_the_default_contract(answer: Callable[[], Any]) -> None:
    told: list[Any] = []
    step = guard(
        RunnableLambda(lambda text: text),
        contract=Nobody(answer),  # type: ignore[arg-type]
        instruction="Copy.",
        on_record=told.append,
    )
    assert step.invoke(LETTER) == LETTER
    [record] = told
    assert record.verdict.outcome == "pass"
    assert "trouble" in record.extra["compiled"]
