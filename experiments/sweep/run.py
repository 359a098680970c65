"""A sweep: measures what is missing, keeps each result at once, and writes the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from holdtrue.checks import InputError
from holdtrue.experiments.sweep.cell import Bench
from holdtrue.experiments.sweep.engine import Engine, Failed, SweepError, measurements
from holdtrue.experiments.sweep.registry import experiment_named
from holdtrue.experiments.sweep.store import Store
from holdtrue.middleware.files import replacing

if TYPE_CHECKING:
    import polars as pl

    from holdtrue.experiments.sweep.cell import Cell
    from holdtrue.experiments.sweep.experiment import Experiment, Scope

TIMINGS = ("seconds", "finished", "machine")
"""Columns of every table that differ from run to run."""

STORE = "sweep.db"
"""Name of the file in a sweep's folder that results are kept in as they come."""

TABLE = "results.parquet"
"""Name of the file in a sweep's folder that holds the table."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sweep is."""

    done: int
    """Cells measured, now or before."""

    cells: int
    """Cells in all."""

    failed: int
    """Cells that could not be measured this time."""

    last: str
    """The cell that came last, or why it failed."""


def sweep(
    name: str,
    scope: Scope,
    folder: Path,
    *,
    bench: Bench | None = None,
    engine: Engine = Engine.PROCESSES,
    jobs: int = 1,
    address: str | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> pl.DataFrame:
    """Measure the cells of a scope that the folder does not hold yet, and write the table of all that it holds.

    It may be killed at any time: started again, it goes on with the cells that are missing.

    Args:
        name: Name of the experiment, or `module:attribute` of one.
        scope: What to cover.
        folder: Where results are kept: `sweep.db` as they come, and `results.parquet`, which `polars.scan_parquet` reads.
        bench: What measurements may use.
        engine: Who makes them.
        jobs: How many at the same time.
        address: Where Dask's scheduler is; without one, a cluster of `jobs` workers is started.
        progress: Told after each cell.

    Returns:
        The table of the scope, by cell and row. Apart from `TIMINGS` and the experiment's own it is the same however
        often the sweep was interrupted, and on whatever engine it ran.

    Raises:
        InputError: The experiment, the folder or the engine is not to be had, results cannot be kept, or the scope is
            empty or names what there is not.
        SweepError: Some cells failed, or whoever measured them died; run it again to try them again.
    """
    experiment = experiment_named(name)
    cells = _wanted(name, experiment, scope)
    keys = {cell.key for cell in cells}
    store = Store(folder / STORE, experiment.name)
    there = store.keys() & keys
    missing = [cell for cell in cells if cell.key not in there]
    done, failures = len(there), list[Failed]()
    progress(Progress(done, len(cells), 0, "" if missing else "everything is there already"))
    if missing:
        with closing(
            measurements(name, missing, bench or Bench(), engine=engine, jobs=jobs, address=address)
        ) as results:
            for result in results:
                if isinstance(result, Failed):
                    failures.append(result)
                    last = f"{result.cell.key}: {result.reason}"
                else:
                    store.add(result)
                    done += 1
                    last = result.cell.key
                progress(Progress(done, len(cells), len(failures), last))
    table = _table(store)
    with replacing(folder / TABLE) as file:
        table.write_parquet(file)
    if failures:
        first = failures[0]
        msg = (
            f"{len(failures)} of {len(cells)} cells could not be measured, such as {first.cell.key} ({first.reason}); "
            "the others are kept, and the same command tries these again"
        )
        raise SweepError(msg)
    return _within(table, keys)


def _wanted(name: str, experiment: Experiment, scope: Scope) -> tuple[Cell, ...]:
    if idle := scope.idle(experiment.cells):
        raise InputError(f"{name}: nothing that it measures depends on {' or '.join(idle)}")
    every = experiment.cells(scope)
    known = _axes(every)
    there = "; ".join(f"{axis}: {', '.join(values)}" for axis, values in known.items()) or "empty"
    for axis, values in scope.only.items():
        if unknown := values - known.get(axis, {}).keys():
            raise InputError(f"{name}: no {axis}={','.join(sorted(unknown))}; its axes are {there}")
    cells = scope.within(every)
    if not cells:
        raise InputError(f"{name}: nothing to measure; its axes are {there}")
    return cells


def _table(store: Store) -> pl.DataFrame:
    import polars as pl

    rows = list(store.rows())
    if not rows:
        return pl.DataFrame(schema={"cell": pl.String})
    return pl.DataFrame(rows, infer_schema_length=None, strict=False)


def _within(table: pl.DataFrame, keys: set[str]) -> pl.DataFrame:
    import polars as pl

    return table.filter(pl.col("cell").is_in(sorted(keys)))


def _axes(cells: Sequence[Cell]) -> dict[str, dict[str, None]]:
    """The values on each axis, in the order of the cells."""
    values: dict[str, dict[str, None]] = {}
    for cell in cells:
        for axis, value in cell.axes.items():
            values.setdefault(axis, {})[str(value)] = None
    return values
