"""What a sweep has measured so far, in one SQLite file that a killed process cannot damage."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from holdtrue.experiments.sweep.cell import Cell, Row

_SCHEMA = """
create table if not exists experiment (name text not null);
create table if not exists cells (
    key text primary key, axes text not null, rows text not null,
    seconds real not null, finished text not null, machine text not null, versions text not null
) strict;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A measurement that was made."""

    cell: Cell
    """Which."""

    rows: Sequence[Row]
    """What came out."""

    seconds: float
    """Wall time."""

    finished: str
    """When, as ISO 8601 in UTC."""

    machine: str
    """Where: host and process."""

    versions: str
    """With what: packages and their versions."""


class Store:
    """The measurements of one sweep, each written whole or not at all, once.

    Everything raises `InputError` where the file cannot be read or written, as on a full disk.
    """

    def __init__(self, path: Path, experiment: str) -> None:
        """Open the file, or make it.

        Raises:
            InputError: It belongs to another experiment, is no such file, or cannot be written.
        """
        self._path = path
        with self._connected() as connection:
            connection.executescript(_SCHEMA)
            connection.execute("begin immediate")
            row = connection.execute("select name from experiment").fetchone()
            if row is None:
                connection.execute("insert into experiment values (?)", (experiment,))
            connection.execute("commit")
        if row is not None and row[0] != experiment:
            msg = f"{path} holds results of {row[0]}, not of {experiment}; give another folder with --out"
            raise InputError(msg)

    def add(self, one: Finished) -> None:
        """Keep a measurement; one that is there already stays as it is. It is on the disk when this returns."""
        values = (
            one.cell.key,
            json.dumps(dict(one.cell.axes), ensure_ascii=False),
            json.dumps([dict(row) for row in one.rows], ensure_ascii=False),
            one.seconds,
            one.finished,
            one.machine,
            one.versions,
        )
        with self._connected() as connection:
            connection.execute("insert or ignore into cells values (?, ?, ?, ?, ?, ?, ?)", values)

    def keys(self) -> frozenset[str]:
        """Names of the cells that are there."""
        with self._connected() as connection:
            return frozenset(key for (key,) in connection.execute("select key from cells"))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Everything, one flat row each: the axes, what was measured, how long the cell took, when and with what."""
        with self._connected() as connection:
            cells = connection.execute("select * from cells order by key").fetchall()
        for key, axes, rows, seconds, finished, machine, versions in cells:
            told = {"seconds": seconds, "finished": finished, "machine": machine, "versions": versions}
            for number, row in enumerate(json.loads(rows)):
                yield {"cell": key, **json.loads(axes), "row": number, **row, **told}

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        # In autocommit every statement is a transaction of its own, and `full` waits for the disk.
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=60, isolation_level=None)) as connection:
                connection.execute("pragma synchronous = full")
                yield connection
        except (OSError, sqlite3.Error) as error:
            msg = f"cannot keep results in {self._path}: {error}"
            raise InputError(msg) from error
