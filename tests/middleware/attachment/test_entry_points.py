"""Every way into a guarded step is inspected, and observing changes nothing about it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from holdtrue.middleware import HandOffBlocked, Ledger, Record, guard

INVOICE = "Invoice 00417\nAmount due: 1,204.50 EUR\n"
DAMAGED = "Invoice 00417\nAmount due: 1,209.50 EUR\n"


def records(ledger: Ledger, run_id: str = "last") -> list[Record]:
    return [stored.record for stored in ledger.run(run_id)]


def corrupt(text: str) -> str:
    return text.replace("1,204.50", "1,209.50")


def chunks_of(text: str) -> list[str]:
    return [text[start : start + 7] for start in range(0, len(text), 7)]


def corrupting_stream() -> Runnable[str, str]:
    def sync(parts: Iterator[str]) -> Iterator[str]:
        yield from chunks_of(corrupt("".join(parts)))

    async def asynchronous(parts: AsyncIterator[str]) -> AsyncIterator[str]:
        for chunk in chunks_of(corrupt("".join([part async for part in parts]))):
            yield chunk

    return RunnableGenerator(sync, asynchronous)


def shout(parts: Iterator[str]) -> Iterator[str]:
    for part in parts:
        yield part.upper()


async def _collect(stream: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in stream]


async def _of(parts: list[str]) -> AsyncIterator[str]:
    for part in parts:
        yield part


def _events(step: Runnable[str, str]) -> list[Any]:
    events = asyncio.run(_collect(step.astream_events(INVOICE, version="v2")))
    return [event["data"]["output"] for event in events if event["event"] == "on_chain_end"]


ENTRY_POINTS: dict[str, Callable[[Runnable[str, str]], Any]] = {
    "invoke": lambda step: step.invoke(INVOICE),
    "ainvoke": lambda step: asyncio.run(step.ainvoke(INVOICE)),
    "batch": lambda step: step.batch([INVOICE]),
    "abatch": lambda step: asyncio.run(step.abatch([INVOICE])),
    "batch_as_completed": lambda step: list(step.batch_as_completed([INVOICE])),
    "abatch_as_completed": lambda step: asyncio.run(_collect(step.abatch_as_completed([INVOICE]))),
    "stream": lambda step: list(step.stream(INVOICE)),
    "astream": lambda step: asyncio.run(_collect(step.astream(INVOICE))),
    "transform": lambda step: list(step.transform(iter(chunks_of(INVOICE)))),
    "atransform": lambda step: asyncio.run(_collect(step.atransform(_of(chunks_of(INVOICE))))),
    "astream_events": _events,
}


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_observing_records_the_damage_and_changes_nothing(entry: str, ledger: Ledger) -> None:
    enter = ENTRY_POINTS[entry]
    bare = corrupting_stream()

    assert enter(guard(bare, contract="preserve", ledger=ledger)) == enter(bare)

    [record] = records(ledger)
    assert record.verdict.outcome == "fail"
    assert record.action == "observed"
    assert dict(record.before) == {"text": INVOICE}
    assert dict(record.after) == {"text": DAMAGED}


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_blocking_lets_nothing_through(entry: str, ledger: Ledger) -> None:
    step = guard(corrupting_stream(), contract="preserve", policy="block", ledger=ledger)

    with pytest.raises(HandOffBlocked) as caught:
        ENTRY_POINTS[entry](step)

    assert caught.value.verdict is not None
    assert caught.value.verdict.outcome == "fail"
    assert "1,209.50" in str(caught.value)
    assert [record.action for record in records(ledger)] == ["blocked"]


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_blocking_lets_an_intact_hand_off_through(entry: str, ledger: Ledger) -> None:
    def copy(parts: Iterator[str]) -> Iterator[str]:
        yield from chunks_of("".join(parts))

    async def acopy(parts: AsyncIterator[str]) -> AsyncIterator[str]:
        for chunk in chunks_of("".join([part async for part in parts])):
            yield chunk

    enter, bare = ENTRY_POINTS[entry], RunnableGenerator(copy, acopy)

    assert enter(guard(bare, contract="preserve", policy="block", ledger=ledger)) == enter(bare)
    assert [record.action for record in records(ledger)] == ["none"]


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_an_error_of_the_step_is_recorded_and_raised_as_it_is(entry: str, ledger: Ledger) -> None:
    def fails(text: str) -> str:
        raise LookupError("no such account")

    with pytest.raises(LookupError, match="no such account"):
        ENTRY_POINTS[entry](guard(RunnableLambda(fails), policy="block", ledger=ledger))

    [record] = records(ledger)
    assert record.verdict is None
    assert record.after is None
    assert "LookupError: no such account" in record.trouble


def fails_on_bad(text: str) -> str:
    if text == "bad":
        raise LookupError("no such account")
    return text


def test_a_batch_that_fails_does_not_blame_every_item(ledger: Ledger) -> None:
    with pytest.raises(LookupError):
        guard(RunnableLambda(fails_on_bad), ledger=ledger).batch(["a", "bad", "c"])

    troubles = [stored.record.trouble for stored in ledger.records()]
    assert troubles == ["its batch ended with LookupError: no such account"] * 3


def test_errors_as_results_are_blamed_on_their_items(ledger: Ledger) -> None:
    step = guard(RunnableLambda(fails_on_bad), ledger=ledger)
    step.batch(["a", "bad", "c"], return_exceptions=True)

    troubles = [stored.record.trouble for stored in ledger.records()]
    assert troubles == [None, "the step raised LookupError: no such account", None]


def test_a_batch_left_early_says_so(ledger: Ledger) -> None:
    completed = guard(RunnableLambda(fails_on_bad), ledger=ledger).batch_as_completed(["a", "c"])
    next(completed)
    completed.close()

    assert sorted(stored.record.trouble or "" for stored in ledger.records()) == [
        "",
        "the batch was left by its reader",
    ]


def test_nothing_of_a_blocked_stream_is_released() -> None:
    released = []

    with pytest.raises(HandOffBlocked):
        released.extend(guard(corrupting_stream(), contract="preserve", policy="block").stream(INVOICE))

    assert released == []


def test_a_batch_names_the_blocked_items_and_keeps_the_others(ledger: Ledger) -> None:
    step = guard(RunnableLambda(corrupt), contract="preserve", policy="block", ledger=ledger)

    results = step.batch(["intact", INVOICE, "also intact"], return_exceptions=True)

    assert results[0] == "intact"
    assert isinstance(results[1], HandOffBlocked)
    assert results[2] == "also intact"
    assert sum(len(records(ledger, run.id)) for run in ledger.runs()) == 3


def test_a_stream_closed_early_is_recorded_as_unjudged(ledger: Ledger) -> None:
    stream = guard(corrupting_stream(), contract="preserve", ledger=ledger).stream(INVOICE)
    next(stream)
    stream.close()

    [record] = records(ledger)
    assert record.verdict is None
    assert "closed by its reader after 1 chunk" in record.trouble


async def test_an_async_stream_closed_early_is_recorded_as_unjudged(ledger: Ledger) -> None:
    stream = guard(corrupting_stream(), contract="preserve", ledger=ledger).astream(INVOICE)
    await anext(stream)
    await stream.aclose()

    [record] = records(ledger)
    assert record.verdict is None
    assert "closed by its reader after 1 chunk" in record.trouble


def test_a_middle_step_of_a_streamed_chain_streams_and_is_inspected(ledger: Ledger) -> None:
    upper = RunnableGenerator(shout)
    bare = corrupting_stream() | upper
    guarded = guard(corrupting_stream(), contract="preserve", ledger=ledger) | upper

    assert list(guarded.stream(INVOICE)) == list(bare.stream(INVOICE))
    assert [record.verdict.outcome for record in records(ledger)] == ["fail"]
