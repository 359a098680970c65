"""A call that is cancelled ends at once, and what had happened by then is on record."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from holdtrue.checks.detectors import Detector
from holdtrue.checks.finding import Finding
from holdtrue.middleware import Ledger, Record, guard

TEXT = "Amount due: 1,204.50 EUR\n"


def records(ledger: Ledger) -> list[Record]:
    return [stored.record for stored in ledger.records()]


class Gate:
    """Tells when something has begun, and holds it there."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.open = threading.Event()

    def hold(self) -> None:
        self.begun.set()
        self.open.wait(5)

    def detector(self) -> Detector:
        def detect(reading: Any) -> Iterator[Finding]:
            self.hold()
            return iter(())

        return Detector("slow", detect)


async def cancelled(call: Any, gate: Gate) -> None:
    task = asyncio.ensure_future(call)
    await asyncio.to_thread(gate.begun.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    gate.open.set()


@pytest.fixture
def gate() -> Gate:
    return Gate()


async def _never(text: str) -> str:
    await asyncio.Event().wait()
    return text


async def _exhaust(stream: Any) -> None:
    async for _ in stream:
        pass


CALLS: dict[str, Callable[[Any], Any]] = {
    "ainvoke": lambda step: step.ainvoke(TEXT),
    "abatch": lambda step: step.abatch([TEXT]),
    "astream": lambda step: _exhaust(step.astream(TEXT)),
    "abatch_as_completed": lambda step: _exhaust(step.abatch_as_completed([TEXT])),
}


@pytest.mark.parametrize("policy", ["observe", "block"])
@pytest.mark.parametrize("call", CALLS)
async def test_while_the_step_runs(call: str, policy: str, gate: Gate, ledger: Ledger) -> None:
    async def step(text: str) -> str:
        gate.begun.set()
        return await _never(text)

    await cancelled(CALLS[call](guard(step, policy=policy, ledger=ledger)), gate)
    [record] = records(ledger)
    assert record.after is None
    assert record.trouble is not None
    assert "CancelledError" in record.trouble


@pytest.mark.parametrize("policy", ["observe", "block", ["retry", "block"]])
@pytest.mark.parametrize("call", CALLS)
async def test_while_the_result_is_checked(call: str, policy: Any, gate: Gate, ledger: Ledger) -> None:
    step = guard(
        RunnableLambda(str.strip), policy=policy, ledger=ledger, detectors=[gate.detector()], budget_s=3
    )
    await cancelled(CALLS[call](step), gate)
    [record] = records(ledger)
    assert dict(record.after or {}) == {"text": TEXT.strip()}
    assert record.verdict is None
    assert record.trouble is not None
    assert "left while it was checked" in record.trouble


async def test_while_a_remedy_is_at_work(gate: Gate, ledger: Ledger) -> None:
    calls = 0

    async def step(text: str) -> str:
        nonlocal calls
        calls += 1
        if calls == 2:
            gate.begun.set()
            await _never(text)
        return text.replace("1,204", "1,402")

    guarded = guard(step, contract="preserve", policy=["retry", "block"], ledger=ledger)
    await cancelled(guarded.ainvoke(TEXT), gate)
    assert [(record.action, record.verdict.outcome) for record in records(ledger) if record.verdict] == [
        ("dropped", "fail")
    ]


async def test_while_the_record_is_written(gate: Gate, ledger: Ledger) -> None:
    told: list[Record] = []

    def tell(record: Record) -> None:
        told.append(record)
        gate.hold()

    step = guard(RunnableLambda(str.strip), contract="transform", ledger=ledger, on_record=tell)
    await cancelled(step.ainvoke(TEXT), gate)
    [record] = records(ledger)
    assert record.verdict is not None
    assert told == [record]


async def test_a_time_limit_holds(ledger: Ledger) -> None:
    step = guard(_never, ledger=ledger)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(step.ainvoke(TEXT), 0.05)
    assert len(records(ledger)) == 1


async def test_the_others_of_a_group_go_on(ledger: Ledger, gate: Gate) -> None:
    step = guard(RunnableLambda(str.strip), contract="transform", ledger=ledger)
    results = await asyncio.gather(
        cancelled(guard(_waiting(gate), ledger=ledger).ainvoke(TEXT), gate),
        *(step.ainvoke(TEXT) for _ in range(5)),
    )
    assert results[1:] == [TEXT.strip()] * 5
    assert len(records(ledger)) == 6


def _waiting(gate: Gate) -> Callable[[str], Any]:
    async def wait(text: str) -> str:
        gate.begun.set()
        return await _never(text)

    return wait


def test_an_interrupt_from_the_keyboard_is_recorded(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    step = guard(RunnableLambda(str.strip), ledger=ledger)
    monkeypatch.setattr("holdtrue.middleware.attachment.inspection.Inspection.judge", interrupt)
    with pytest.raises(KeyboardInterrupt):
        step.invoke(TEXT)
    [record] = records(ledger)
    assert record.trouble is not None
    assert "left while it was checked" in record.trouble
