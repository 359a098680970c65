"""`holdtrue calibrate`: thresholds from the clean hand-offs of a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from holdtrue.checks import HandOff, InputError
from holdtrue.checks import check as check_handoff
from holdtrue.middleware.calibration import Thresholds, calibrate, conformity, needed
from holdtrue.middleware.cli.inputs import print_out

if TYPE_CHECKING:
    from holdtrue.middleware.ledger import StoredRecord


def calibrate_command(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger of hand-offs that went well.")],
    false_alarms: Annotated[
        float, typer.Option(metavar="SHARE", help="Share of clean hand-offs that may be flagged.")
    ] = 0.01,
    run: Annotated[
        list[str] | None,
        typer.Option(metavar="RUN", help="Take this run only (may be given several times); without, all."),
    ] = None,
    step: Annotated[
        list[str] | None,
        typer.Option(metavar="STEP", help="Take this step only (several times); without, all."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where the thresholds go.")] = Path(
        "thresholds.json"
    ),
) -> None:
    """Set the threshold for warnings from hand-offs that you know to be clean.

    Each is checked anew, as `holdtrue check` and a guard do it. If later clean hand-offs come as these came, at most
    this share of them is flagged, on average over such calibrations; 0.01 needs at least 99 hand-offs. Use the file with
    `holdtrue check --thresholds` and `guard(..., thresholds=...)`.
    """
    needed(false_alarms)
    from holdtrue.middleware.ledger import Ledger

    records = _chosen(Ledger(ledger, create=False), run, step)
    whole = [stored for stored in records if stored.kept != "withheld" and stored.record.after is not None]
    thresholds: Thresholds = calibrate(_conformities(whole), false_alarms)
    thresholds.write(out)
    left_out = (
        f"; {len(records) - len(whole)} without text or result were left out"
        if len(whole) < len(records)
        else ""
    )
    print_out(
        f"{out}: a hand-off is flagged below integrity {thresholds.flag_below:.4f} "
        f"(at most {false_alarms:g} of clean ones, from {len(whole)}{left_out})\n"
    )


def _chosen(ledger: Any, runs: list[str] | None, steps: list[str] | None) -> list[StoredRecord]:
    found: list[StoredRecord] = (
        [stored for name in dict.fromkeys(runs) for stored in ledger.run(name)] if runs else ledger.records()
    )
    names = {stored.record.step for stored in found}
    if missing := [name for name in steps or () if name not in names]:
        raise InputError(
            f"no hand-off of a step {missing[0]!r}; there are {', '.join(sorted(names)) or 'none'}"
        )
    return [stored for stored in found if not steps or stored.record.step in steps]


def _conformities(records: list[StoredRecord]) -> list[float]:
    from rich.progress import track

    found = []
    for stored in track(records, "checking", console=Console(stderr=True), transient=True):
        record = stored.record
        if record.after is not None:
            handoff = HandOff(record.before, record.after, record.instruction, record.contract)
            found.append(conformity(check_handoff(handoff)))
    return found
