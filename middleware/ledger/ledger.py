"""The append-only record of hand-offs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from holdtrue.middleware.ledger.values import Origin, RunSummary, StoredRecord, Verification

if TYPE_CHECKING:
    from holdtrue.middleware.record import Record

# SQLAlchemy takes a fifth of a second to import, so the modules that need it are loaded when a ledger is opened.


class Ledger:
    """Keeps hand-offs in a SQLite file, each chained by its hash to the one before.

    Any number of threads and processes may append to one file at once. A ledger may be pickled, and used on both
    sides of a fork. File names, step names and the keys of `extra` are never redacted: put no secrets there.

    Args:
        path: The file; it and its folders are made where they do not exist.
        content: Whether texts are stored. Without, the ledger keeps kinds, standings, severities, places and
            hashes of the true texts; a short text can be guessed from its hash.
        redact: Takes each text and returns what may be stored of it, before anything is hashed or written. Where
            it raises, the hand-off is stored as without content.
        create: Whether to make the file where there is none.

    Raises:
        LedgerError: The file is not a ledger, is a newer Holdtrue's, or cannot be opened.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        content: bool = True,
        redact: Callable[[str], str] | None = None,
        create: bool = True,
    ) -> None:
        from holdtrue.middleware.ledger.database import Database

        self.path = Path(path).absolute()
        """The file, whatever the working directory becomes."""

        self._content = content
        self._redact = redact
        self._database = Database(self.path, create=create)

    def append(self, record: Record, *, patience_s: float | None = None) -> StoredRecord:
        """Write a hand-off and return it as it was stored; what is returned outlasts a crash.

        Args:
            record: The hand-off.
            patience_s: How long to wait while others write, in seconds; by default a minute.

        Raises:
            LedgerError: The ledger is read-only, locked, gone, or the disk is full; then nothing was written.
        """
        from holdtrue.middleware.ledger import body as bodies
        from holdtrue.middleware.ledger import queries
        from holdtrue.middleware.ledger.canonical import parse
        from holdtrue.middleware.ledger.privacy import storable

        entry = storable(record, content=self._content, redact=self._redact)
        body = bodies.body_of(entry)
        texts = bodies.contents_of(entry)
        columns = bodies.columns_of(parse(body))
        packed = {digest: queries.pack(text) for digest, text in texts.items()}
        seq, prev, digest = self._database.write(
            lambda connection: queries.insert(connection, body, columns, packed), patience_s
        )
        return bodies.stored(body, seq=seq, prev=prev, digest=digest, text_of=texts.__getitem__)

    def runs(self) -> list[RunSummary]:
        """Every run in numbers, the one that began last first."""
        from holdtrue.middleware.ledger import queries

        return self._database.read(queries.summaries)

    def run(self, run: str) -> list[StoredRecord]:
        """The hand-offs of a run, in the order of writing: by its identifier, the beginning of it, or `last`.

        Raises:
            LedgerError: No run or several have that name.
            DamagedError: A record cannot be read any more.
        """
        from holdtrue.middleware.ledger import queries

        return self._database.read(
            lambda connection: list(queries.records(connection, queries.resolve(connection, run)))
        )

    def origin(self, run: str) -> Origin | None:
        """Where the run of exactly that identifier began; None where nothing of it is written.

        Raises:
            LedgerError: The ledger cannot be read.
        """
        from holdtrue.middleware.ledger import queries

        return self._database.read(lambda connection: queries.origin(connection, run))

    def records(self) -> list[StoredRecord]:
        """Every hand-off of every run, in the order of writing."""
        from holdtrue.middleware.ledger import queries

        return self._database.read(lambda connection: list(queries.records(connection, None)))

    @property
    def is_read_only(self) -> bool:
        """Whether the file could be opened for reading only; then `append` raises."""
        return self._database.read_only

    @property
    def head(self) -> str:
        """Hash of the newest record; noted elsewhere, it proves later that no record was taken away."""
        from holdtrue.middleware.ledger import queries

        return self._database.read(queries.head)

    def verify(
        self, *, head: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Recompute every hash and name the first record that does not hold.

        Args:
            head: A head noted earlier; that record must still be there.
            progress: Is told now and then how many records were gone through, and how many there are.
        """
        from holdtrue.middleware.ledger.verify import verify

        return verify(self._database, noted=head, progress=progress)

    def close(self) -> None:
        """Let go of the file; using the ledger again opens it again."""
        self._database.disconnect()

    def __reduce__(self) -> tuple[Callable[..., Ledger], tuple[Path, bool, Callable[[str], str] | None]]:
        return _reopen, (self.path, self._content, self._redact)

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r})"


def _reopen(path: Path, content: bool, redact: Callable[[str], str] | None) -> Ledger:  # noqa: FBT001  # pickle calls it
    return Ledger(path, content=content, redact=redact)
