"""The commands `holdtrue pairs` and `holdtrue chains`: data to train a model on, out of a ledger."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdtrue.middleware.ledger import StoredRecord

RunArgument = Annotated[
    str, typer.Argument(help="A run's identifier, the beginning of it, `last`, or `all`.")
]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="File to write.", show_default="standard output")
]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", help="The ledger's file.", show_default="HOLDTRUE_LEDGER or .holdtrue/ledger.db"
    ),
]


def pairs(run: RunArgument = "all", output: OutputOption = None, ledger: LedgerOption = None) -> None:
    """Write preference pairs as JSON Lines: the function calls that were wrong, each with the right ones.

    The columns `prompt`, `chosen`, `rejected` and `tools` are what TRL's DPO trainer takes; the class of failure, the
    step, the task, the split and the hand-off stand beside. Requests of the split `test` are in no pair of `train`.
    """
    from holdtrue.experiments.pipelines.calling.pairs import preference_pairs

    rows = list(preference_pairs(_records(run, ledger)))
    _write(rows, output)
    for kind, number in Counter(row["failure_class"] for row in rows).most_common():
        typer.echo(f"{number:6} {kind}", err=True)


def chains(run: RunArgument = "all", output: OutputOption = None, ledger: LedgerOption = None) -> None:
    """Write the chains of abstraction that tools fill with the right answer, as JSON Lines."""
    from holdtrue.experiments.pipelines.abstraction.export import verified_chains

    _write(verified_chains(_records(run, ledger)), output)


def _records(run: str, ledger: Path | None) -> list[StoredRecord]:
    from holdtrue.middleware import Ledger
    from holdtrue.middleware.settings import settings

    book = Ledger(ledger or settings().ledger, create=False)
    return book.records() if run == "all" else book.run(run)


def _write(rows: Iterable[dict[str, Any]], output: Path | None) -> None:
    from holdtrue.middleware.cli.inputs import print_out
    from holdtrue.middleware.files import replacing

    lines = [f"{json.dumps(row)}\n" for row in rows]
    if output is None:
        print_out("".join(lines))
        return
    with replacing(output) as file:
        file.write("".join(lines).encode("ascii"))
    typer.echo(f"{output}: {len(lines)} rows", err=True)
