"""A ledger that is locked, full or gone: the chain's own result or error comes through under observe; block stops it."""

import asyncio
import logging
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import Runnable, RunnableLambda

from holdtrue.middleware import Ledger, guard
from holdtrue.middleware.ledger import LedgerError

LETTER = "Dear Ms Okafor,\nyour deposit of 480.00 EUR was not returned.\n"


async def _collect(stream: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in stream]


ENTRY_POINTS: dict[str, Callable[[Runnable[str, str], str], Any]] = {
    "invoke": lambda step, text: step.invoke(text),
    "ainvoke": lambda step, text: asyncio.run(step.ainvoke(text)),
    "batch": lambda step, text: step.batch([text]),
    "abatch": lambda step, text: asyncio.run(step.abatch([text])),
    "stream": lambda step, text: list(step.stream(text)),
    "astream": lambda step, text: asyncio.run(_collect(step.astream(text))),
}


@pytest.fixture(
    params=["locked", "full", "full disk", "overwritten", "deleted", "folder gone", "closed to writing"]
)
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that worked until a moment ago."""
    folder = tmp_path / "kept"
    folder.mkdir()
    mounted = request.param in ("full disk", "closed to writing")
    if mounted:
        try:
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)],
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("mounting a small disk needs root on Linux")
    ledger = Ledger(folder / "ledger.db")
    guard(RunnableLambda(lambda text: text), ledger=ledger).invoke("before")
    match request.param:
        case "locked":
            other = sqlite3.connect(ledger.path, isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            yield ledger
            other.close()
            return
        case "full":
            _limit(ledger)
        case "full disk":
            with (folder / "filler").open("wb", buffering=0) as filler:
                while not _is_full(filler):
                    pass
        case "deleted":
            ledger.path.unlink()
        case "overwritten":
            ledger.close()
            ledger.path.write_bytes(b"something else altogether, a text" * 300)
        case "folder gone":
            ledger.close()
            shutil.rmtree(folder)
        case "closed to writing":
            ledger.close()
            subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
    yield ledger
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _is_full(filler: Any) -> bool:
    try:
        filler.write(b"x" * 512)
    except OSError:
        return True
    return False


def _limit(ledger: Ledger) -> None:
    """No further page for this file, as on a full disk."""
    import sqlalchemy as sa

    engine = ledger._database._engine
    sa.event.listen(engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1"))


def big(text: str) -> str:
    """A result that does not fit into what is left of a page."""
    return text + os.urandom(40_000).hex()


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_observing_the_result_comes_through(
    entry: str, broken: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[str] = []

    def step(text: str) -> str:
        made.append(big(text))
        return made[-1]

    seen = guard(step, ledger=broken, budget_s=0.5)
    started = time.monotonic()
    with caplog.at_level(logging.WARNING, logger="holdtrue"):
        result = ENTRY_POINTS[entry](seen, LETTER)

    assert (result if isinstance(result, str) else "".join(result)) == made[0]
    assert "is not recorded" in caplog.text
    assert time.monotonic() - started < 5, "a result does not wait for the ledger's whole patience"


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_observing_the_steps_own_error_comes_through(
    entry: str, broken: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> str:
        raise ZeroDivisionError(big(text))

    with pytest.raises(ZeroDivisionError):
        ENTRY_POINTS[entry](guard(fail, ledger=broken, budget_s=0.5), LETTER)
    assert "is not recorded" in caplog.text


@pytest.mark.parametrize("entry", ENTRY_POINTS)
def test_blocking_nothing_goes_out_that_is_not_recorded(
    entry: str, broken: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdtrue.middleware.ledger.database.PATIENCE_S", 0.2)
    seen = guard(RunnableLambda(big), contract="transform", policy="block", ledger=broken)
    with pytest.raises(LedgerError):
        ENTRY_POINTS[entry](seen, LETTER)


def test_of_a_batch_under_block_each_item_says_what_became_of_it(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("holdtrue.middleware.ledger.database.PATIENCE_S", 0.2)
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    step = guard(RunnableLambda(str.strip), policy="block", ledger=ledger)

    results = step.batch(["a", "b"], return_exceptions=True)
    later = [result for _, result in step.batch_as_completed(["a"], return_exceptions=True)]

    assert [type(result) for result in (*results, *later)] == [LedgerError] * 3
    other.close()


def test_what_follows_is_recorded_again(ledger: Ledger) -> None:
    other = sqlite3.connect(ledger.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    step = guard(RunnableLambda(str.strip), ledger=ledger, budget_s=0.3)
    step.invoke("one")
    other.execute("ROLLBACK")
    other.close()
    step.invoke("two")
    assert [dict(stored.record.before) for stored in ledger.records()] == [{"text": "two"}]
    assert ledger.verify().ok


def test_the_drift_against_a_source_that_cannot_be_read_is_told(broken: Ledger) -> None:
    told: list[Any] = []
    seen = guard(RunnableLambda(big), ledger=broken, against_source=True, budget_s=0.5, on_record=told.append)
    assert seen.invoke(LETTER).startswith(LETTER)
