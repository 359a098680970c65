"""The experiment `detection`: one error of each kind in right results, as each detector sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from holdtrue.checks import HandOff, check
from holdtrue.experiments.detection.damage import KINDS, damaged
from holdtrue.experiments.detection.roc import area
from holdtrue.experiments.detection.scores import BASELINES
from holdtrue.experiments.documents import document, documents
from holdtrue.experiments.relay.contracts import declared
from holdtrue.experiments.sweep import Bench, Cell, Experiment, Row, Scale, Scope

if TYPE_CHECKING:
    import polars as pl

    from holdtrue.checks import Contract

CLEAN = "clean"
"""The kind of a hand-off with nothing wrong."""

ENGINES = ("Holdtrue, declared contract", "Holdtrue, instruction only")
DETECTORS = (*ENGINES, *BASELINES)
"""Columns of the table: how suspicious each finds a hand-off."""

_RECORDS = 12
_DOCUMENTS = {Scale.SMALL: 3, Scale.FULL: 8}


def _cells(scope: Scope) -> Iterator[Cell]:
    for one in documents()[: _DOCUMENTS[scope.scale]]:
        for pair in one.pairs:
            for direction in ("forward", "backward"):
                for seed in range(scope.seeds):
                    yield Cell(
                        {"document": one.name, "pair": pair.name, "direction": direction, "seed": seed}
                    )


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:  # noqa: ARG001  # nothing is called that costs
    one = document(cell.text("document"))
    pair = one.pair(cell.text("pair"))
    seed = cell.number("seed")
    before = one.sample(_RECORDS, seed)
    forward = cell.text("direction") == "forward"
    edit = pair.forward if forward else pair.backward
    if not forward:
        before = pair.forward.on_document(before)
    contract = declared(one, pair, "forward" if forward else "backward")
    right = edit.on_document(before)
    afters = {CLEAN: right} | {
        kind: after for kind in KINDS if (after := damaged(kind, one, edit, right, seed)) is not None
    }
    files = ({edit.source.file: before}, edit.target.file)
    return [
        {
            "edit": pair.kind,
            "kind": kind,
            ENGINES[0]: None if contract is None else _suspicion(*files, after, edit.instruction, contract),
            ENGINES[1]: _suspicion(*files, after, edit.instruction, None),
            **{name: score(before, after) for name, score in BASELINES.items()},
        }
        for kind, after in afters.items()
    ]


def _suspicion(
    before: Mapping[str, str], file: str, after: str, instruction: str, contract: Contract | None
) -> float:
    verdict = check(HandOff.of(before, {file: after}, instruction=instruction, contract=contract))
    return 1 - verdict.score


def areas(table: pl.DataFrame) -> list[dict[str, float | str | int | None]]:
    """Per kind of error and over all kinds the area under each detector's curve, against all clean hand-offs.

    The declared contracts' area is on the hand-offs that have one.
    """
    import polars as pl

    rows: list[dict[str, float | str | int | None]] = []
    clean = table.filter(pl.col("kind") == CLEAN)
    for kind in (*KINDS, "all"):
        wrong = table.filter(pl.col("kind") == kind if kind != "all" else pl.col("kind") != CLEAN)
        told: dict[str, float | str | int | None] = {"kind": kind, "n": wrong.height}
        for name in DETECTORS:
            sides = [part[name].drop_nulls().to_list() for part in (clean, wrong)]
            told[name] = area(*sides) if all(sides) else None
        rows.append(told)
    return rows


def _summary(table: pl.DataFrame) -> Sequence[Table]:
    shown = Table(
        title="Area under the ROC curve, by kind of error (0.5 is chance)",
        title_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    shown.add_column("error")
    shown.add_column("n", justify="right")
    for name in DETECTORS:
        shown.add_column(name.replace(", ", ",\n"), justify="right")
    for row in areas(table):
        values = (row[name] for name in DETECTORS)
        shown.add_row(
            str(row["kind"]), str(row["n"]), *("–" if value is None else f"{value:.2f}" for value in values)
        )
    return [shown]


DETECTION = Experiment(
    name="detection",
    about="Which detector sees which kind of silent error.",
    cells=lambda scope: tuple(_cells(scope)),
    measure=_measure,
    summary=_summary,
)
