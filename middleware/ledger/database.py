"""One SQLite file shared by many threads and processes: connections, transactions, patience and plain errors."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from holdtrue.middleware.ledger.errors import DamagedError, LedgerError
from holdtrue.middleware.ledger.schema import MIGRATIONS, applied, migrate

T = TypeVar("T")

PATIENCE_S = 60.0
"""How long a transaction waits for other processes before it gives up, in seconds."""

_PAUSE_S = (0.0005, 0.008)
"""Bounds of the pause between two tries, in seconds. SQLite's own waiting backs off up to 100 ms, so that a
process that has waited long loses to newcomers; pauses drawn anew each time give every waiter the same chance."""

UNREADABLE = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""What reading a file may raise; of a damaged one, the driver cannot always decode even SQLite's own message."""

_FULL_BYTES = 1 << 20
"""Free space below which an input/output error is put down to a full disk."""


class Database:
    """A ledger's file.

    One connection, used by one thread at a time: SQLite has one writer anyway, and a lock that is free shows that
    no statement is under way, which a fork needs to know.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._file: tuple[int, int] | None = None
        if not create and not path.exists():
            msg = f"{path}: no ledger there; name the one that a guarded chain wrote"
            raise LedgerError(msg)
        if create:
            self._make_folder()
        self.read_only = path.exists() and not _writable(path)
        self._engine = sa.create_engine(
            "sqlite://",
            # A closure over `self` would keep the database alive for as long as its engine.
            creator=_connector(path, read_only=self.read_only),
            poolclass=StaticPool,
        )
        sa.event.listen(self._engine, "begin", _begin)
        weakref.finalize(self, self._engine.dispose)
        if len(self._migrations()) < len(MIGRATIONS):
            self.write(migrate)
        self._file = self._identity()
        _LIVE.add(self)

    def read(self, work: Callable[[sa.Connection], T]) -> T:
        """Run `work` on one unchanging state of the file.

        Raises:
            LedgerError: The file cannot be read, or stays locked for `PATIENCE_S`.
        """
        return self._run(work, "BEGIN", self._engine)

    def write(self, work: Callable[[sa.Connection], T], patience_s: float | None = None) -> T:
        """Run `work` as the only writer; all of it is on disk when this returns, or nothing is.

        Args:
            work: What writes.
            patience_s: How long to wait for other writers, in seconds; by default `PATIENCE_S`.

        Raises:
            LedgerError: The file cannot be written or is gone, the disk is full, or others keep it locked.
        """
        if self.read_only:
            self._raise_read_only()
        # IMMEDIATE takes the write lock before the first read, so the last record stays the last until commit.
        return self._run(work, "BEGIN IMMEDIATE", self._engine, patience_s)

    def disconnect(self) -> None:
        """Close the connection; the next use opens a fresh one. The last to close folds the log into the file."""
        with self._lock:
            self._engine.dispose()

    def hold(self) -> None:
        """Wait until no statement is under way, keep others out and let go of the file."""
        self._lock.acquire()
        self._engine.dispose()

    def resume(self) -> None:
        """Undo `hold`."""
        self._lock.release()

    def _run(
        self,
        work: Callable[[sa.Connection], T],
        begin: str,
        engine: sa.Engine,
        patience_s: float | None = None,
    ) -> T:
        patience = PATIENCE_S if patience_s is None else patience_s
        deadline = time.monotonic() + patience
        with self._alone(patience):
            self._find_file()
            while True:
                try:
                    with (
                        engine.connect().execution_options(begin=begin) as connection,
                        connection.begin(),
                    ):
                        return work(connection)
                except LedgerError as error:
                    raise _about(error, self.path) from error
                except UNREADABLE as error:
                    if not _is_busy(error):
                        self._raise_plain(error)
                    if time.monotonic() > deadline:
                        raise self._locked(patience) from error
                time.sleep(random.uniform(*_PAUSE_S))  # noqa: S311  # spreads waiters, hides nothing

    @contextmanager
    def _alone(self, patience: float) -> Iterator[None]:
        """Keep other threads out; they may be waiting for the file themselves."""
        if not self._lock.acquire(timeout=patience):
            raise self._locked(patience)
        try:
            yield
        finally:
            self._lock.release()

    def _find_file(self) -> None:
        """Make sure that what is written goes to the file of that name: a connection outlives the file's removal.

        Raises:
            LedgerError: It is gone.
        """
        if self._file is None:  # being opened
            return
        now = self._identity()
        if now is None:
            msg = f"{self.path}: the ledger is gone; put the file back, or name another"
            raise LedgerError(msg)
        if now != self._file:  # another file in its place, such as a copy put back
            self._engine.dispose()
            self._file = now

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _locked(self, patience: float) -> LedgerError:
        msg = (
            f"locked by another process for {patience:.0f} s; close the program that holds it, then try again"
        )
        return LedgerError(f"{self.path}: {msg}")

    def _migrations(self) -> list[str]:
        """Names of what the file went through already."""
        if not self.path.exists():
            return []
        # A plain look first: setting the journal mode would change the file of another program.
        engine = sa.create_engine(
            "sqlite://", creator=_connector(self.path, read_only=self.read_only, plain=True)
        )
        sa.event.listen(engine, "begin", _begin)
        try:
            return self._run(applied, "BEGIN", engine)
        finally:
            engine.dispose()

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"{self.path}: its folder cannot be made ({error.strerror}); choose another place"
            raise LedgerError(msg) from error

    def _raise_read_only(self) -> NoReturn:
        msg = f"{self.path}: the ledger is read-only here; make it and its folder writable, or name another"
        raise LedgerError(msg)

    def _raise_plain(self, error: Exception) -> NoReturn:
        """Say in one line what SQLite's error means for whoever keeps the ledger."""
        name = _sqlite_name(error)
        said = str(getattr(error, "orig", error))
        if name == "SQLITE_FULL" or (name.startswith("SQLITE_IOERR") and self._disk_is_full()):
            msg = "the disk is full and nothing of this record was written; free some space or choose another place"
        elif name.startswith("SQLITE_READONLY"):
            self._raise_read_only()
        elif name == "SQLITE_NOTADB":
            msg = "is not a ledger; name another file"
        elif name.startswith("SQLITE_CORRUPT") or isinstance(error, UnicodeDecodeError) or "decode" in said:
            msg = f"the file is damaged ({said}); `holdtrue ledger verify` tells where, a copy of it is worth keeping"
            raise DamagedError(f"{self.path}: {msg}") from error
        elif name.startswith("SQLITE_CANTOPEN"):
            msg = "cannot be opened; check that it is a file in a folder that you may write to"
        elif name.startswith("SQLITE_CONSTRAINT"):
            msg = f"refused: {said}"
        else:
            msg = f"SQLite reports {said}"
        raise LedgerError(f"{self.path}: {msg}") from error

    def _disk_is_full(self) -> bool:
        return shutil.disk_usage(self.path.parent).free < _FULL_BYTES


def _connector(path: Path, *, read_only: bool, plain: bool = False) -> Callable[[], sqlite3.Connection]:
    """A function that opens the file; `plain` changes nothing about it."""

    def connect() -> sqlite3.Connection:
        uri = path.absolute().as_uri()
        if not read_only:
            uri += "?mode=rw" if plain else "?mode=rwc"
        elif _log(path).exists():
            uri += "?mode=ro"
        else:
            # Without a log nobody has the ledger open, and SQLite could not make one beside a read-only file.
            uri += "?immutable=1"
        # No timeout: waiting is done by `_run`, also for the few locks that SQLite's own waiting leaves out.
        connection = sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        if read_only or plain:
            return connection
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            # FULL syncs the log at every commit: what was acknowledged outlasts not only a killed process, for
            # which NORMAL would do, but a power cut too. A few milliseconds per hand-off are little beside a model.
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    return connect


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _sqlite_name(error: Exception) -> str:
    """SQLite's name of the error, such as `SQLITE_BUSY`; empty where the driver itself raised it."""
    origin: Any = getattr(error, "orig", error)
    return getattr(origin, "sqlite_errorname", None) or ""


def _is_busy(error: Exception) -> bool:
    return _sqlite_name(error).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _about(error: LedgerError, path: Path) -> LedgerError:
    """The error with the path in front, once."""
    said = str(error)
    return error if said.startswith(str(path)) else type(error)(f"{path}: {said}")


# A child process inherits SQLite's notes about which locks this process holds, but not the locks. So before a fork
# every ledger finishes its transaction and closes its file; parent and child then each open it anew.
_LIVE: weakref.WeakSet[Database] = weakref.WeakSet()
_FORK = threading.RLock()
_HELD: list[Database] = []


def _before_fork() -> None:
    _FORK.acquire()
    _HELD[:] = sorted(_LIVE, key=id)
    for database in _HELD:
        database.hold()


def _after_fork() -> None:
    for database in _HELD:
        database.resume()
    _HELD.clear()
    _FORK.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork)
