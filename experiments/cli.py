"""The commands `holdtrue relay` and `holdtrue demo`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import product
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
_SHOWN = 16
"""Relays that are shown one by one; of more, only the sums."""


@dataclass(frozen=True)
class _Plan:
    """One relay to run."""

    document: Document
    model: Model
    strategy: Strategy
    guarding: Guarding | None
    trips: int
    seed: int = 0


class Strategy(StrEnum):
    """How an edit is done."""

    MONOLITHIC = "monolithic"
    DECOMPOSED = "decomposed"


_GUARDS: dict[str, tuple[str, ...]] = {
    "none": (),
    "observe": ("observe",),
    "warn": ("warn",),
    "block": ("block",),
    "retry": ("retry", "observe"),
    "repair": ("repair", "observe"),
    "escalate": ("escalate", "observe"),
    "escalate-records": ("escalate-records", "observe"),
}
"""What a guard does about a hop that does not hold; what no remedy puts right goes on, recorded."""


def relay(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Shipped documents; all by default.")
    ] = None,
    *,
    model: Annotated[
        str,
        typer.Option(
            help="`embedded`, provider:model as LangChain names it, or `delegate52`: scripted, fails as the best models "
            "of DELEGATE-52 do."
        ),
    ] = "embedded",
    larger: Annotated[
        str, typer.Option(help="The model that is escalated to, named the same way.")
    ] = "delegate52",
    strategy: Annotated[
        Strategy, typer.Option(help="The whole document in one prompt, or one record at a time.")
    ] = Strategy.DECOMPOSED,
    trips: Annotated[int, typer.Option(min=1, help="Round trips of each document.")] = 5,
    records: Annotated[
        int | None, typer.Option(min=1, help="Take only the first so many records of each document.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the order of the edits and of the model's draws.")] = 0,
    seeds: Annotated[int, typer.Option(min=1, help="Relays of each document, each with the next seed.")] = 1,
    temperature: Annotated[float, typer.Option(min=0.0, help="0 takes the likeliest token.")] = 0.0,
    max_tokens: Annotated[
        int | None, typer.Option(min=1, help="Cut answers off after so many tokens.")
    ] = None,
    policy: Annotated[
        list[str] | None,
        typer.Option(
            help=f"What the guard around each hop does: {', '.join(_GUARDS)}; several in order as in `repair,retry,block`. "
            "More than one --policy compares them.",
            show_default="observe",
        ),
    ] = None,
    declared_only: Annotated[
        bool, typer.Option("--declared-only", help="Only edits that a contract of clauses is declared for.")
    ] = False,
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
    if declared_only:
        documents = [relays.with_declared_only(document) for document in documents]
    policies = [_steps(each) for each in policy or ("observe",)]
    kept = _ledger(ledger) if any(policies) else None

    @cache
    def asked(name: str) -> Model:
        return resolve(name, temperature=temperature, seed=seed, max_tokens=max_tokens)

    def plans() -> Iterator[_Plan]:
        for document, number, steps in product(documents, range(seed, seed + seeds), policies):
            scripted = relays.failing(document, number)
            one = scripted.model if model == relays.DELEGATE52 else asked(model)
            other = scripted.larger if larger == relays.DELEGATE52 else None
            if any(step.startswith("escalate") for step in steps):
                other = other or asked(larger)
            guarding = relays.Guarding(list(steps), kept, larger=other) if steps else None
            yield _Plan(document, one, strategy, guarding, trips, number)

    results = _run(list(plans()))
    if out is not None:
        relays.export(results, out)
    if as_json:
        typer.echo(relays.as_json(results))
        return
    console = Console()
    if len(results) > _SHOWN:
        console.print(relays.policy_table(results))
        return
    for result in results:
        console.print(relays.hop_table(result))
    _close(console, results)
    if len(policies) > 1:
        console.print("", relays.policy_table(results))


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
            for policy, label in (("none", "bare"), ("observe", "watched"), ("block", "guarded")):
                guarding = _guarding(policy, kept, f"{name}, {strategy}, {label}")
                plan.append(_Plan(document, models[name], strategy, guarding, trips=len(edits)))
    results = _run(plan)
    bare, watched, guarded = results[::3], results[1::3], results[2::3]
    for one, other in zip(bare, guarded, strict=True):
        console.print(comparison_table(one, other), "")
    # A watching guard changes nothing, so its hops are the bare ones and carry a verdict.
    console.print(kind_table(watched))
    told = [record for result in results if result.policy != "none" for record in kept.run(result.run)]
    report = render(build(told, head=kept.head), output).resolve()
    console.print(f"\nDrift report: {report}", soft_wrap=True, highlight=False)


def _guarding(policy: str, ledger: Ledger, label: str) -> Guarding | None:
    from holdtrue.experiments.relay import Guarding

    return None if policy == "none" else Guarding(policy, ledger, label=label)


def _steps(policy: str) -> tuple[str, ...]:
    """The policies and remedies that a name stands for, or several in order."""
    if policy in _GUARDS:
        return _GUARDS[policy]
    steps = tuple(part.strip() for part in policy.split(","))
    unknown = [step for step in steps if step not in _GUARDS or step == "none"]
    if unknown:
        raise InputError(f"no policy {unknown[0]!r}; one of {', '.join(_GUARDS)}")
    return steps


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


def _run(plan: Sequence[_Plan]) -> list[RelayResult]:
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
            bar = bars.add_task(f"{relay.document.name}, {relay.strategy}", total=2 * relay.trips, last="")

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
                seed=relay.seed,
                guarding=relay.guarding,
                progress=show,
            )
            bars.update(bar, completed=2 * relay.trips, last=f"RS@{2 * relay.trips} {result.rs_end:.3f}")
            results.append(result)
            if len(plan) > _SHOWN:
                bars.remove_task(bar)
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
