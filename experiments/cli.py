"""The commands `holdtrue relay` and `holdtrue demo`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from holdtrue.experiments.documents import Document
    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay import Guarding, RelayResult
    from holdtrue.middleware import Ledger

_DEMO = {
    "expenses": (("copy", "lines", "double"), 115),
    "samples": (("markdown", "micrograms"), 155),
}
"""Per document the edits, from what a small model can do to what it cannot (copy, re-format, compute), and the tokens
after which an answer is cut off: the longest right ones have 113 and 151."""
_DEMO_RECORDS = 3


@dataclass(frozen=True)
class _Plan:
    """One relay to run."""

    document: Document
    model: Model
    strategy: Strategy
    guarding: Guarding | None
    trips: int


class Strategy(StrEnum):
    """How an edit is done."""

    MONOLITHIC = "monolithic"
    DECOMPOSED = "decomposed"


class Guard(StrEnum):
    """What a guard does about a hop that does not hold."""

    NONE = "none"
    OBSERVE = "observe"
    WARN = "warn"
    BLOCK = "block"


def relay(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Shipped documents; all by default.")
    ] = None,
    *,
    model: Annotated[
        str, typer.Option(help="`embedded`, or provider:model as LangChain names it.")
    ] = "embedded",
    strategy: Annotated[
        Strategy, typer.Option(help="The whole document in one prompt, or one record at a time.")
    ] = Strategy.DECOMPOSED,
    trips: Annotated[int, typer.Option(min=1, help="Round trips of each document.")] = 5,
    records: Annotated[
        int | None, typer.Option(min=1, help="Take only the first so many records of each document.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the order of the edits and of the model's draws.")] = 0,
    temperature: Annotated[float, typer.Option(min=0.0, help="0 takes the likeliest token.")] = 0.0,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="Cut answers off after so many tokens.")
    ] = None,
    policy: Annotated[
        Guard, typer.Option(help="What the guard around each hop does; none leaves it out.")
    ] = Guard.OBSERVE,
    ledger: Annotated[
        Path | None,
        typer.Option(
            help="Where the guard keeps its records.", show_default="HOLDTRUE_LEDGER or .holdtrue/ledger.db"
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Write the results: .json, or one row a hop as .csv or .parquet.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Send documents through round trips of edits and measure what is left of them."""
    from rich.console import Console

    from holdtrue.experiments import relay as relays
    from holdtrue.experiments.models import resolve

    if out is not None:
        relays.writer_for(out)  # a wrong ending shows before the work, not after it
    documents = [_first(document, records) for document in _documents(names or ())]
    asked = resolve(model, temperature=temperature, seed=seed, max_tokens=max_tokens)
    guarding = None if policy is Guard.NONE else _guarding(policy, _ledger(ledger))
    plan = [_Plan(document, asked, strategy, guarding, trips) for document in documents]
    results = _run(plan, seed=seed)
    if out is not None:
        relays.export(results, out)
    if as_json:
        typer.echo(relays.as_json(results))
        return
    console = Console()
    for result in results:
        console.print(relays.hop_table(result))
    _close(console, results)


def demo(
    *,
    ledger: Annotated[
        Path | None,
        typer.Option(
            help="Where the guard keeps its records.", show_default="HOLDTRUE_LEDGER or .holdtrue/ledger.db"
        ),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the drift report goes.")] = Path(
        "holdtrue-demo.html"
    ),
) -> None:
    """Send documents through the embedded model, whole and record by record, bare and guarded."""
    from rich.console import Console

    from holdtrue.experiments.models import resolve
    from holdtrue.experiments.relay import comparison_table, kind_table
    from holdtrue.middleware.report import build, render

    console = Console()
    # The guarded relays ask what the bare one asked until a guard refuses something; asking the model again would
    # only take as long again.
    models = {name: resolve(max_tokens=most).remembering() for name, (_, most) in _DEMO.items()}
    kept = _ledger(ledger)
    plan = []
    for strategy in Strategy:
        for name, (edits, _) in _DEMO.items():
            document = _first(_only(_documents([name])[0], edits), _DEMO_RECORDS)
            for policy, label in ((Guard.NONE, "bare"), (Guard.OBSERVE, "watched"), (Guard.BLOCK, "guarded")):
                guarding = _guarding(policy, kept, f"{name}, {strategy}, {label}")
                plan.append(_Plan(document, models[name], strategy, guarding, trips=len(edits)))
    results = _run(plan, seed=0)
    bare, watched, guarded = results[::3], results[1::3], results[2::3]
    for one, other in zip(bare, guarded, strict=True):
        console.print(comparison_table(one, other), "")
    # A watching guard changes nothing, so its hops are the bare ones and carry a verdict.
    console.print(kind_table(watched))
    told = [record for result in results if result.policy != "none" for record in kept.run(result.run)]
    report = render(build(told, head=kept.head), output).resolve()
    console.print(f"\nDrift report: {report}", soft_wrap=True, highlight=False)


def _guarding(policy: Guard, ledger: Ledger, label: str = "") -> Guarding | None:
    from holdtrue.experiments.relay import Guarding

    return None if policy is Guard.NONE else Guarding(policy.value, ledger, label)


def _only(document: Document, edits: Sequence[str]) -> Document:
    """The document with only these edits."""
    return replace(document, pairs=tuple(document.pair(name) for name in edits))


def _documents(names: Sequence[str]) -> tuple[Document, ...]:
    from holdtrue.experiments.documents import document, documents

    return tuple(document(name) for name in names) or documents()


def _first(document: Document, records: int | None) -> Document:
    """The document with no more than that many records."""
    if records is None:
        return document
    return replace(document, text=document.layout.join(document.records[:records]))


def _ledger(path: Path | None) -> Ledger:
    from holdtrue.middleware import Ledger
    from holdtrue.middleware.settings import settings

    kept = Ledger(path or settings().ledger)
    if kept.is_read_only:
        raise InputError(
            f"{kept.path}: the ledger is read-only here; make it and its folder writable, or name another"
        )
    return kept


def _run(plan: Sequence[_Plan], *, seed: int) -> list[RelayResult]:
    """Run the relays one after the other under a progress bar each."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    from holdtrue.experiments.relay import Hop, run

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}", markup=False),
    )
    results = []
    console = Console(stderr=True)
    with Progress(*columns, console=console) as bars, _warnings_above(console):
        for relay in plan:
            guard = relay.guarding.policy if relay.guarding else "bare"
            bar = bars.add_task(
                f"{relay.document.name}, {relay.strategy}, {guard}", total=2 * relay.trips, last=""
            )

            def show(hop: Hop, bar: TaskID = bar) -> None:
                integrity = "–" if hop.integrity is None else f"{hop.integrity:.3f}"
                bars.update(
                    bar, completed=hop.number, last=f"{hop.pair} {hop.direction}: integrity {integrity}"
                )

            result = run(
                relay.document,
                relay.model,
                strategy=relay.strategy,
                trips=relay.trips,
                seed=seed,
                guarding=relay.guarding,
                progress=show,
            )
            bars.update(bar, completed=2 * relay.trips, last=f"RS@{2 * relay.trips} {result.rs_end:.3f}")
            results.append(result)
    return results


@contextmanager
def _warnings_above(console: Console) -> Iterator[None]:
    """Show warnings as one line each above the progress bars, as often as they come."""

    def show(message: Warning | str, *_: object, **__: object) -> None:
        console.print(f"warning: {message}", style="yellow", markup=False, highlight=False, soft_wrap=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = show
        yield


def _close(console: Console, results: Sequence[RelayResult]) -> None:
    from holdtrue.experiments.relay import kind_table, relay_table, sentences

    console.print(relay_table(results), "")
    console.print(kind_table(results), "")
    for sentence in sentences(results):
        console.print(f"• {sentence}", highlight=False)
