"""What hand-offs cost in use: latency of a guard, appends to a ledger, memory over many of them; part of `make bench`.

Options: `--rounds` calls of each chain, `--appends`, `--handoffs` for the memory (100,000 take two minutes).
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda
from rich.console import Console
from rich.table import Table

from holdtrue.checks import Artifact
from holdtrue.middleware import Ledger, Record, guard

BYTES = 4096


class Parrot(BaseChatModel):
    """Says the last message again, at once: what is measured is the guard, not a model."""

    @property
    def _llm_type(self) -> str:
        return "parrot"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(messages[-1].text))])


def document(number: int, size: int = BYTES) -> str:
    """Invoice lines of about that size, another for each number."""
    lines, length = [], 0
    while length < size:
        lines.append(
            f"2026-03-{len(lines) % 28 + 1:02d},INV-{number:06d}-{len(lines):03d},{len(lines) * 7.31:.2f} EUR\n"
        )
        length += len(lines[-1])
    return "".join(lines)


def chain() -> Runnable[Any, str]:
    """A prompt, a model, a parser."""
    return ChatPromptTemplate([("system", "Copy."), ("human", "{text}")]) | Parrot() | StrOutputParser()


def latencies(rounds: int, ledger: Ledger) -> Iterator[tuple[str, float, float, float]]:
    """Name, median, 95th percentile and mean processor time of each chain, in milliseconds; they take turns."""
    bare = chain()
    chains: dict[str, Runnable[Any, str]] = {
        "bare chain": bare,
        "guarded, observe, preserve": guard(bare, before="text", contract="preserve"),
        "guarded, observe, transform": guard(bare, before="text", contract="transform"),
        "guarded, observe, a clause": guard(bare, before="text", contract="allow(layout)"),
        "guarded, observe, preserve, with ledger": guard(
            bare, before="text", contract="preserve", ledger=ledger
        ),
    }
    taken: dict[str, list[float]] = {name: [] for name in chains}
    busy = dict.fromkeys(chains, 0.0)
    for number in range(-10, rounds):
        text = document(number)
        for name, each in chains.items():
            started, worked = time.perf_counter(), time.process_time()
            each.invoke({"text": text})
            if number >= 0:
                taken[name].append((time.perf_counter() - started) * 1000)
                busy[name] += (time.process_time() - worked) * 1000
    for name, times in taken.items():
        cuts = statistics.quantiles(times, n=20)
        yield name, statistics.median(times), cuts[-1], busy[name] / rounds


def appends(count: int, ledger: Ledger) -> float:
    """Records of 4 KB hand-offs that are on disk after a second."""
    records = [
        Record(run="bench", step="s", before=Artifact.of(document(n)), after=Artifact.of(document(n)))
        for n in range(count)
    ]
    started = time.perf_counter()
    for record in records:
        ledger.append(record)
    return count / (time.perf_counter() - started)


def memory(count: int, ledger: Ledger) -> Iterator[tuple[int, float, int]]:
    """After each tenth of so many guarded hand-offs: how many, MB that the process holds, objects that Python tracks.

    Every hand-off has a document of its own, and each tenth one is recorded: writing is what takes the time.
    """
    step = RunnableLambda(lambda text: text)
    kept = guard(step, contract="preserve", ledger=ledger)
    seen = guard(step, contract="preserve")
    for number in range(-1000, count + 1):
        # What is loaded and cached once, in the first thousand, does not count.
        if number >= 0 and number % (count // 10) == 0:
            gc.collect()
            yield number, _resident(), len(gc.get_objects())
        (seen if number % 10 else kept).invoke(document(number + 1000, 200))


def _resident() -> float:
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # the most so far, in bytes, on macOS


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=300)
    options.add_argument("--appends", type=int, default=1000)
    options.add_argument("--handoffs", type=int, default=100_000)
    told = options.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.db")
        table = Table(
            "chain",
            "p50, ms",
            "p95, ms",
            "processor, ms",
            title=f"a hand-off of 4 KB, {told.rounds} calls of each in turns",
        )
        for name, median, high, worked in latencies(told.rounds, ledger):
            table.add_row(name, f"{median:.2f}", f"{high:.2f}", f"{worked:.2f}")
        console.print(table)
        console.print(
            f"ledger: {appends(told.appends, ledger):.0f} appends a second, each on disk before the next"
        )
        table = Table("hand-offs", "memory, MB", "objects", title="memory")
        for number, resident, objects in memory(told.handoffs, ledger):
            table.add_row(f"{number:,}", f"{resident:.1f}", f"{objects:,}")
        console.print(table)
        ledger.close()


if __name__ == "__main__":
    main()
