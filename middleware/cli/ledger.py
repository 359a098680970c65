"""`holdtrue ledger`: verify, show and export the record of hand-offs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from holdtrue.checks import InputError
from holdtrue.middleware.cli.inputs import print_out
from holdtrue.middleware.files import replacing
from holdtrue.middleware.ledger import Break, DamagedError, Ledger, RunSummary, StoredRecord, Verification
from holdtrue.middleware.report.text import percent, plural, visible
from holdtrue.middleware.settings import settings

BROKEN = 2
"""Exit code of `verify` where something does not hold."""

LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", help="The ledger's file.", show_default="HOLDTRUE_LEDGER or .holdtrue/ledger.db"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine to read.")]

app = typer.Typer(help="Verify, show or export the record of hand-offs.", no_args_is_help=True)


def opened(path: Path | None) -> Ledger:
    """The ledger that the user named, or the usual one; it is never made here."""
    return Ledger(path or settings().ledger, create=False)


@app.command()
def verify(
    ledger: LedgerOption = None,
    head: Annotated[
        str | None,
        typer.Option(help="A hash noted earlier, as a report prints it; that record must be there."),
    ] = None,
    as_json: JsonOption = False,  # noqa: FBT002  # typer's way to declare a switch
) -> None:
    """Recompute every hash and name the first record that does not hold.

    Exit code 0: everything holds; 2: something does not; 3: there is no ledger to verify.
    """
    noted = head.strip().lower() if head is not None else None
    if noted is not None and not re.fullmatch("[0-9a-f]{64}", noted):
        raise InputError(f"--head takes the 64 hexadecimal digits that a report prints, not {head!r}")
    try:
        screen = Console(stderr=True)
        with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
            task = bar.add_task("verifying")
            found = opened(ledger).verify(
                head=noted, progress=lambda done, of: bar.update(task, completed=done, total=of)
            )
    except DamagedError as error:
        # Too damaged to be opened is a finding of its own: it was asked for whether the file holds.
        found = Verification(ok=False, count=0, head="", broken=Break(reason=str(error)))
    if as_json:
        typer.echo(json.dumps(_verification(found), indent=2))
    elif found.ok:
        typer.echo(f"holds: {plural(found.count, 'record')}, head {found.head}")
    else:
        typer.echo(f"broken: {visible(str(found.broken))}")
        typer.echo(f"{plural(found.count, 'record')} before that hold")
    if not found.ok:
        raise typer.Exit(BROKEN)


@app.command()
def show(
    run: Annotated[
        str | None,
        typer.Argument(help="A run's identifier, the beginning of it, or `last`; without, all runs."),
    ] = None,
    ledger: LedgerOption = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """List the runs, or the hand-offs of one."""
    book = opened(ledger)
    if run is None:
        runs = book.runs()
        if as_json:
            typer.echo(json.dumps([_summary(one) for one in runs], indent=2))
        else:
            Console().print(_runs_table(runs))
        return
    records = book.run(run)
    if as_json:
        typer.echo(json.dumps([_brief(stored) for stored in records], indent=2))
    else:
        Console().print(_records_table(records))


@app.command()
def export(
    run: Annotated[str, typer.Argument(help="A run's identifier, the beginning of it, `last`, or `all`.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write.", show_default="standard output")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Write hand-offs with their texts as JSON Lines."""
    from holdtrue.middleware.ledger.export import to_line

    book = opened(ledger)
    records = book.records() if run == "all" else book.run(run)
    if output is None:
        print_out("".join(f"{to_line(stored)}\n" for stored in records))
        return
    with replacing(output) as file:
        for stored in records:
            file.write(f"{to_line(stored)}\n".encode("ascii"))
    typer.echo(f"{output}: {plural(len(records), 'hand-off')}")


def _verification(found: Verification) -> dict[str, object]:
    broken = found.broken
    named = None
    if broken is not None:
        named = {"seq": broken.seq, "id": broken.id, "step": broken.step, "reason": broken.reason}
    return {"ok": found.ok, "count": found.count, "head": found.head or None, "broken": named}


def _summary(run: RunSummary) -> dict[str, object]:
    return {
        "id": run.id,
        "started": run.started.isoformat(),
        "handoffs": run.handoffs,
        "outcomes": dict(run.outcomes),
        "actions": dict(run.actions),
    }


def _brief(stored: StoredRecord) -> dict[str, object]:
    record = stored.record
    return {
        "seq": stored.seq,
        "id": record.id,
        "hop": record.hop,
        "step": record.step,
        "outcome": record.verdict.outcome if record.verdict is not None else None,
        "score": record.verdict.score if record.verdict is not None else None,
        "findings": len(record.verdict.findings) if record.verdict is not None else None,
        "action": record.action,
        "trouble": record.trouble,
        "parent": record.parent,
        "hash": stored.hash,
    }


def _runs_table(runs: list[RunSummary]) -> Table:
    table = Table(box=SIMPLE, title=plural(len(runs), "run"), title_justify="left", pad_edge=False)
    table.add_column("Run", overflow="fold")
    table.add_column("Started (UTC)", no_wrap=True)
    for name in ("Hand-offs", "Pass", "Warn", "Fail", "None"):
        table.add_column(name, justify="right")
    table.add_column("Actions")
    ids = [run.id for run in runs]
    for run in runs:
        did = ", ".join(f"{number} {action}" for action, number in run.actions.items() if action != "none")
        table.add_row(
            _cell(_short(run.id, ids)),
            run.started.strftime("%Y-%m-%d %H:%M"),
            str(run.handoffs),
            *(str(run.outcomes.get(name, 0)) for name in ("pass", "warn", "fail", "none")),
            _cell(did or "–"),
        )
    return table


def _short(run: str, others: list[str]) -> str:
    """As much of an identifier as names the run among the others."""
    short = run[:12]
    return short if sum(other.startswith(short) for other in others) == 1 else run


def _records_table(records: list[StoredRecord]) -> Table:
    table = Table("Hop", "Step", "Verdict", "Score", "Action", "What", box=SIMPLE, title_justify="left")
    table.title = _cell(f"Run {records[0].record.run}: {plural(len(records), 'hand-off')}")
    for place, stored in enumerate(records, start=1):
        record, verdict = stored.record, stored.record.verdict
        inside = record.parent is not None
        what = record.trouble or (
            verdict.findings[0].message if verdict is not None and verdict.findings else "–"
        )
        table.add_row(
            "" if inside else str(record.hop or place),
            _cell(f"· {record.step}" if inside else record.step),
            _outcome(verdict.outcome if verdict is not None else "none"),
            percent(verdict.score) if verdict is not None else "–",
            _cell(record.action if record.action != "none" else "–"),
            _cell(what),
        )
    return table


def _cell(text: str) -> Text:
    """Untrusted text: neither terminal escapes nor Rich's markup may act."""
    return Text(visible(text))


def _outcome(outcome: str) -> Text:
    styles = {"pass": "green", "warn": "yellow", "fail": "bold red"}
    return Text(outcome, style=styles.get(outcome, "dim"))
