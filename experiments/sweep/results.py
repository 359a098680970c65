"""The table of an experiment where somebody only wants to look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from holdtrue.experiments.sweep.run import TABLE, sweep

if TYPE_CHECKING:
    import polars as pl

    from holdtrue.experiments.sweep.experiment import Scope


def results(name: str, scope: Scope, folder: Path = Path(".holdtrue")) -> pl.DataFrame:
    """What `holdtrue experiment NAME` left in its usual folder; a scope of it measured now where there is nothing.

    Args:
        name: Name of the experiment.
        scope: What is measured where nothing is there.
        folder: Where the experiments' folders are.

    Raises:
        InputError: There is no such experiment, or the folder or the scope is not to be had; see `sweep`.
        SweepError: Some cells could not be measured; the others are kept.
    """
    import polars as pl

    there = folder / name / TABLE
    return pl.read_parquet(there) if there.exists() else sweep(name, scope, folder / f"{name}-small")
