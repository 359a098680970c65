"""Measurements spread over processes or machines; joblib is the seam between the two."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Generator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from holdtrue.checks import HoldtrueError, InputError
from holdtrue.experiments.sweep.registry import experiment_named
from holdtrue.experiments.sweep.store import Finished
from holdtrue.experiments.sweep.versions import versions

if TYPE_CHECKING:
    from holdtrue.experiments.sweep.cell import Bench, Cell


class Engine(StrEnum):
    """Who makes the measurements."""

    PROCESSES = "processes"
    """Processes of this machine."""

    DASK = "dask"
    """Workers of a Dask cluster."""


class SweepError(HoldtrueError):
    """Some cells could not be measured; the others are kept."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A measurement that raised."""

    cell: Cell
    """Which."""

    reason: str
    """Why, in one line."""


def measurements(
    experiment: str, cells: Sequence[Cell], bench: Bench, *, engine: Engine, jobs: int, address: str | None
) -> Generator[Finished | Failed]:
    """Make the measurements and give each when it is done.

    Args:
        experiment: Its name; workers import it by that.
        cells: What is to be measured.
        bench: What measurements may use.
        engine: Who makes them.
        jobs: How many at the same time; with Dask and no address, workers of a cluster that is started here.
        address: Where Dask's scheduler is.

    Raises:
        InputError: The engine is not installed or not to be reached.
        SweepError: A process or worker died under a measurement.
    """
    from joblib import Parallel, delayed

    died: tuple[type[Exception], ...] = (BrokenProcessPool,)
    with ExitStack() as stack:
        if engine is Engine.DASK:
            died += (_connect(stack, jobs, address),)
        # One cell a batch: what is done is told at once, and a kill loses no more than what is on its way.
        parallel = Parallel(
            n_jobs=-1 if engine is Engine.DASK else jobs,
            return_as="generator_unordered",
            batch_size=1,
            pre_dispatch="2 * n_jobs",
        )
        try:
            yield from parallel(delayed(_measured)(experiment, cell, bench) for cell in cells)
        except died as error:
            msg = (
                "a process that measured was killed, as happens where memory runs out; what was measured is kept, "
                "and the same command goes on"
            )
            raise SweepError(msg) from error


def _measured(experiment: str, cell: Cell, bench: Bench) -> Finished | Failed:
    started = time.perf_counter()
    try:
        rows = experiment_named(experiment).measure(cell, bench)
    except InputError:
        raise  # what the user has to put right would fail every other cell, too
    except Exception as error:  # noqa: BLE001  # one cell must not cost the others
        said = (str(error).strip() or "no message").splitlines()[0]
        return Failed(cell, f"{type(error).__name__}: {said}")
    return Finished(
        cell=cell,
        rows=rows,
        seconds=time.perf_counter() - started,
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=f"{platform.node()}:{os.getpid()}",
        versions=versions(),
    )


def _connect(stack: ExitStack, jobs: int, address: str | None) -> type[Exception]:
    """Have joblib use Dask until the stack is left; what is raised where a worker dies."""
    try:
        from distributed import Client, KilledWorker, LocalCluster
    except ImportError as error:
        raise InputError("Dask needs an extra: pip install 'holdtrue[sweeps]'") from error
    from joblib import parallel_config

    if address is None:
        # Processes with one thread each: measurements hold the interpreter, and each process has its own model.
        cluster = stack.enter_context(
            LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
        )
        address = cluster.scheduler_address
    try:
        stack.enter_context(Client(address, timeout=30))  # type: ignore[no-untyped-call]
    except OSError as error:
        msg = f"cannot reach a Dask scheduler at {address}: {error}"
        raise InputError(msg) from error
    stack.enter_context(parallel_config("dask"))
    return KilledWorker
