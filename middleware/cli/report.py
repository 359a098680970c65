"""`holdtrue report`: what happened at the hand-offs of one or more runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdtrue.middleware.cli.ledger import LedgerOption, opened
from holdtrue.middleware.ledger import StoredRecord


def report(
    runs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RUN",
            help="Identifiers of runs, beginnings of them, or `last`; several are shown side by side.",
            show_default="last",
        ),
    ] = None,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="File to write: .html, .md, .json, .parquet, or .xml for JUnit."),
    ] = Path("report.html"),
    ledger: LedgerOption = None,
) -> None:
    """Write a drift report: what went wrong, where, since which hand-off, and what was done."""
    from holdtrue.middleware.report import build, render
    from holdtrue.middleware.report.summary import summarise

    book = opened(ledger)
    # By position, so that a run named twice is shown once.
    records: dict[int, StoredRecord] = {
        stored.seq: stored for run in runs or ["last"] for stored in book.run(run)
    }
    whole = build(records.values(), head=book.head)
    path = render(whole, output)
    for run in whole.runs:
        typer.echo(f"{run.label}: {summarise(run).headline}")
    typer.echo(path)
