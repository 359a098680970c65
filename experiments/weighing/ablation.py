"""`python -m holdtrue.experiments.weighing.ablation CASES.jsonl`: what each mechanism adds, on documents left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from holdtrue.experiments.detection import area
from holdtrue.experiments.weighing.forest import Table, boost, grow, table
from holdtrue.experiments.weighing.handoffs import corrupt
from holdtrue.experiments.weighing.labelled import Case, cases
from holdtrue.experiments.weighing.left_out import left_out

_TREES = 120
"""Trees of each forest; enough for differences of a hundredth."""

_DEALS = 1

_SORTS: dict[str, tuple[str, ...]] = {
    "laws that the rest obeys": ("lawless",),
    "assertions of sentences": ("assertion",),
    "records lost, added, copied, moved, twice": ("lost", "added", "copied", "moved", "twin"),
    "words of no source": ("novel", "garbled"),
    "exchanges that were passed over": ("missed",),
    "the delivery": ("delivery",),
}
"""Mechanisms that list differences of their own."""

_NUMBERS: dict[str, tuple[str, ...]] = {
    "what the instruction says": (
        "place_named", "record_named", "old_asked", "new_asked", "new_literal", "renamed", "asked_", "named", "old_stem",
        "new_stem", "day_asked", "explained", "closed", "lost_like_asked", "edit_like_asked",
    ),
    "where else the words stand": ("new_known", "new_novel", "old_gone", "old_fewer", "new_more", "new_here", "new_elsewhere"),
    "how often the same happened": ("times", "old_times", "new_times", "outline", "old_left"),
    "how the numbers moved": ("law_", "laws_", "step", "renumbered", "taken_over", "swapped"),
    "nearness of spelling": ("near_", "distance", "likeness", "same_"),
    "what follows from elsewhere": ("known_moment", "computed", "joined", "explained", "old_stays", "new_from"),
    "what its likes saw": ("lost_like", "edit_like"),
    "what went with what is gone": ("gap", "gone_share", "gone_last", "gone_tail"),
}  # fmt: skip
"""Mechanisms that say something of every difference, by how the names of their numbers begin."""


def main(path: Annotated[Path, typer.Argument(help="Labelled hand-offs, JSON Lines.")]) -> None:
    """Leave out each mechanism in turn, and measure on documents left out, as the weights themselves are measured."""
    found = cases(path)
    whole = _measured(found, table(found))
    typer.echo(f"{'left out':45} area  recall at 5% alarms")
    typer.echo(f"{'nothing':45} {whole[0]:.3f} {whole[1]:.3f}")
    for name, sorts in _SORTS.items():
        kept = [_without(case, sorts) for case in found]
        _tell(name, _measured(kept, table(kept)), whole)
    data = table(found)
    for name, beginnings in _NUMBERS.items():
        columns = [index for index, column in enumerate(data.names) if not column.startswith(beginnings)]
        _tell(name, _measured(found, _only(data, columns)), whole)


def _tell(name: str, measured: tuple[float, float], whole: tuple[float, float]) -> None:
    typer.echo(
        f"{name:45} {measured[0]:.3f} {measured[1]:.3f}  ({measured[0] - whole[0]:+.3f} {measured[1] - whole[1]:+.3f})"
    )


def _without(case: Case, sorts: Sequence[str]) -> Case:
    kept = [
        item for item in zip(case.suspects, case.rows, case.damage, strict=True) if item[0].sort not in sorts
    ]
    return replace(
        case,
        suspects=tuple(suspect for suspect, _, _ in kept),
        rows=tuple(row for _, row, _ in kept),
        damage=tuple(flag for _, _, flag in kept),
    )


def _only(data: Table, columns: Sequence[int]) -> Table:
    return replace(data, names=tuple(data.names[index] for index in columns), rows=data.rows[:, columns])


def _measured(found: Sequence[Case], data: Table) -> tuple[float, float]:
    """Area under the ROC curve, and recall at 5% false alarms."""
    import numpy as np

    likelihood = left_out(found, data, (grow(data, trees=_TREES), boost(data, deals=_DEALS))).handoffs
    damaged = corrupt(found)
    clean, wrong = likelihood[~damaged], likelihood[damaged]
    recall = (wrong > np.quantile(clean, 0.95, method="higher")).mean()
    return area(clean.tolist(), wrong.tolist()), float(recall)


if __name__ == "__main__":
    typer.run(main)
