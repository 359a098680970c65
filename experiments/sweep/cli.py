"""The command `holdtrue experiment`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdtrue.checks import InputError
from holdtrue.experiments.sweep.engine import Engine
from holdtrue.experiments.sweep.experiment import Scale

if TYPE_CHECKING:
    from holdtrue.experiments.sweep.run import Progress as SoFar
    from holdtrue.middleware.asking import Prices


def experiment(
    name: Annotated[
        str | None,
        typer.Argument(help="Which; `module:attribute` names one of your own. Without, all are listed."),
    ] = None,
    *,
    model: Annotated[
        list[str] | None,
        typer.Option(help="`embedded`, or provider:model as LangChain names it; may be given several times."),
    ] = None,
    larger: Annotated[
        str | None, typer.Option(help="Who is asked where a smaller model fails, in cascades.")
    ] = None,
    policy: Annotated[
        list[str] | None, typer.Option(help="What guards do; may be given several times. By default observe.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How many seeds.")] = 3,
    scale: Annotated[Scale, typer.Option(help="How much is measured for each seed.")] = Scale.SMALL,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="AXIS=VALUE[,VALUE]...", help="Cover this part only, such as pipeline=rewoo."),
    ] = None,
    price: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MODEL=READ/WRITTEN", help="Prices for a million tokens, such as gpt-5=1.25/10."
        ),
    ] = None,
    engine: Annotated[Engine, typer.Option(help="Who measures.")] = Engine.PROCESSES,
    jobs: Annotated[int, typer.Option(min=1, help="How many cells at the same time.")] = 1,
    address: Annotated[
        str | None,
        typer.Option(help="Dask's scheduler, such as tcp://host:8786; without, a local cluster is started."),
    ] = None,
    ledger: Annotated[Path | None, typer.Option(help="Keep the hand-offs there.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the results; what it holds is not measured again.", show_default=".holdtrue/NAME"
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the table as JSON, a row an object.")
    ] = False,
) -> None:
    """Run an experiment: measure what its folder does not hold yet, and write results.parquet there.

    It may be stopped or killed at any time; the same command goes on where it was.
    """
    from rich.console import Console

    from holdtrue.experiments.sweep.cell import Bench
    from holdtrue.experiments.sweep.experiment import Scope
    from holdtrue.experiments.sweep.registry import EXPERIMENTS, experiment_named
    from holdtrue.experiments.sweep.run import TABLE, sweep

    if name is None:
        for known in EXPERIMENTS:
            typer.echo(f"{known:<14} {experiment_named(known).about}")
        return
    if address is not None and engine is not Engine.DASK:
        raise InputError("--address goes with --engine dask")
    if address is not None and jobs != 1:
        raise InputError(
            "--jobs is for processes started here: a cluster at --address has the workers that it has"
        )
    asked = experiment_named(name)
    scope = Scope(
        models=tuple(model or ["embedded"]),
        larger=larger,
        policies=tuple(policy or ["observe"]),
        seeds=seeds,
        scale=scale,
        only=_axes(only or ()),
    )
    folder = out or Path(".holdtrue") / asked.name
    bench = Bench(ledger and ledger.resolve(), dict(_price(one) for one in price or ()))
    with _Bar(asked.name) as bar:
        table = sweep(
            name, scope, folder, bench=bench, engine=engine, jobs=jobs, address=address, progress=bar.show
        )
    if as_json:
        typer.echo(table.write_json())
        return
    console = Console()
    for part in asked.summary(table) if table.height else ():
        console.print(part, "")
    console.print(f"Table: {folder / TABLE}", soft_wrap=True, highlight=False)


def _axes(texts: Sequence[str]) -> dict[str, frozenset[str]]:
    """The values of each axis; where it is named several times, all of them."""
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        axis, equals, values = text.partition("=")
        if not equals or not values:
            raise InputError(f"--only is written AXIS=VALUE, such as pipeline=rewoo, not {text!r}")
        found[axis] = found.get(axis, frozenset()) | set(values.split(","))
    return found


def _price(text: str) -> tuple[str, Prices]:
    from holdtrue.middleware.asking import Prices

    model, equals, prices = text.rpartition("=")
    if not equals:
        raise InputError(f"--price is written MODEL=READ/WRITTEN, such as gpt-5=1.25/10, not {text!r}")
    return model, Prices.of(prices)


class _Bar:
    """A progress bar on standard error, with the failures above it."""

    def __init__(self, name: str) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[last]}", markup=False),
            console=self._console,
        )
        self._bar = self._bars.add_task(name, total=None, last="")
        self._failed = 0

    def __enter__(self) -> _Bar:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def show(self, so_far: SoFar) -> None:
        """Show how far it is."""
        if so_far.failed > self._failed:
            self._failed = so_far.failed
            self._console.print(
                f"failed: {so_far.last}", style="yellow", markup=False, highlight=False, soft_wrap=True
            )
            return
        self._bars.update(self._bar, total=so_far.cells, completed=so_far.done, last=so_far.last)
