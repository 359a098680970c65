"""What a guard and a check cost, as ratios within one run: `make bench`.

Absolute times differ between machines; a ratio of two medians, measured in turns in one process, carries over.
"""

from __future__ import annotations

import difflib
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from langchain_core.runnables import RunnableLambda
from rich.console import Console
from rich.table import Table

from holdtrue.checks import HandOff, check
from holdtrue.middleware import Ledger, guard

ROUNDS = 15
LINES = 300


def document(lines: int) -> str:
    """A document of numbered invoice lines."""
    return "".join(f"2026-03-{n % 28 + 1:02d},INV-{n:05d},{n * 7.31:.2f} EUR\n" for n in range(lines))


def medians(*works: Callable[[], object]) -> list[float]:
    """Median wall time of each, in seconds; the works take turns, so that a busy moment hits all of them."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return [statistics.median(taken) for taken in times]


def main() -> None:
    """Measure and print the table."""
    before = document(LINES)
    after = before.replace("INV-00150,1096.50", "INV-00150,1096.60")
    step = RunnableLambda(lambda _: after)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.db")
        observed = guard(step, contract="preserve")
        kept = guard(step, contract="preserve", ledger=ledger)
        bare, watched, recorded = medians(
            lambda: step.invoke(before), lambda: observed.invoke(before), lambda: kept.invoke(before)
        )
        ledger.close()
    preserve = HandOff.of(before, after, contract="preserve")
    transform = HandOff.of(before, after, contract="transform")
    diff, exact, facts = medians(
        lambda: difflib.SequenceMatcher(None, before, after, autojunk=False).ratio(),
        lambda: check(preserve),
        lambda: check(transform),
    )
    small, large = medians(
        lambda: check(HandOff.of(document(500), document(500)[:-20], contract="preserve")),
        lambda: check(HandOff.of(document(5000), document(5000)[:-20], contract="preserve")),
    )
    table = Table(
        "what", "compared with", "ratio", title=f"median of {ROUNDS} rounds, {LINES} lines, one changed digit"
    )
    table.add_row("guarded step", "bare step (a lambda)", f"{watched / bare:.1f}")
    table.add_row("guarded step with ledger", "guarded step", f"{recorded / watched:.2f}")
    table.add_row("check, preserve", "difflib ratio of characters", f"{exact / diff:.4f}")
    table.add_row("check, transform", "check, preserve", f"{facts / exact:.1f}")
    table.add_row("check of 5,000 lines", "check of 500 lines", f"{large / small:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
