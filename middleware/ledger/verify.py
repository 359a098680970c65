"""Recomputes everything that a ledger claims and names the first record that does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa

from holdtrue.checks.artifact import content_hash
from holdtrue.middleware.ledger import schema
from holdtrue.middleware.ledger.body import columns_of, hashes_in
from holdtrue.middleware.ledger.canonical import parse
from holdtrue.middleware.ledger.database import UNREADABLE, Database
from holdtrue.middleware.ledger.queries import link, unpack
from holdtrue.middleware.ledger.values import GENESIS, Break, Verification

Progress = Callable[[int, int], None]
"""Is told how many records were gone through, and how many there are."""

_EVERY = 500
"""Records between two reports of progress."""


def verify(database: Database, *, noted: str | None, progress: Progress | None = None) -> Verification:
    """Check hashes, links, positions, searchable columns, contents and the file itself.

    A byte that holds no data (free space inside a page, SQLite's own counters) may change without being noticed;
    nothing that can be read from the ledger depends on it.
    """
    database.disconnect()  # pages that an open connection remembers would hide what is on the disk
    return database.read(lambda connection: _verify(connection, noted, progress))


def _verify(connection: sa.Connection, noted: str | None, progress: Progress | None) -> Verification:
    walk = _Walk(connection, progress)
    broken = walk.to_the_end() or _file_trouble(connection) or walk.strangers()
    if broken is None and noted is not None and noted not in walk.hashes:
        broken = Break(
            reason=f"no record has the noted hash {noted}: the end was cut off, or the records were rewritten"
        )
    return Verification(ok=broken is None, count=walk.count, head=walk.head, broken=broken)


class _Walk:
    """Goes through the records from the first, and knows how far everything held."""

    def __init__(self, connection: sa.Connection, progress: Progress | None) -> None:
        self._connection = connection
        self._progress = progress
        self._sound: set[str] = set()
        self.count = 0
        self.head = GENESIS
        self.hashes = {GENESIS}
        self._number = self._size() if progress is not None else 0

    def to_the_end(self) -> Break | None:
        """Check every record in turn; return the first that does not hold."""
        rows = iter(self._rows())
        while True:
            if self._progress is not None and self.count % _EVERY == 0:
                self._progress(self.count, self._number)
            try:
                row = next(rows, None)
                if row is None:
                    return None
                broken = self._examine(row)
            except UNREADABLE as error:
                return Break(seq=self.count + 1, reason=f"cannot be read: {getattr(error, 'orig', error)}")
            if broken is not None:
                return broken
            self.count += 1
            self.head = row["hash"]
            self.hashes.add(self.head)

    def strangers(self) -> Break | None:
        """Contents that no record speaks of: every append writes both or neither."""
        stored = self._connection.scalar(sa.select(sa.func.count()).select_from(schema.content)) or 0
        if stored == len(self._sound):
            return None
        return Break(reason=f"{stored - len(self._sound)} stored contents belong to no record")

    def _size(self) -> int:
        try:
            return self._connection.scalar(sa.select(sa.func.max(schema.record.c.seq))) or 0
        except UNREADABLE:
            return 0  # the walk will say what is wrong

    def _rows(self) -> Iterator[dict[str, Any]]:
        # As bytes, because a flipped bit makes invalid UTF-8 that the driver would not even return.
        columns = [
            sa.cast(column, sa.LargeBinary).label(column.name) if isinstance(column.type, sa.Text) else column
            for column in schema.record.columns
        ]
        for row in self._connection.execute(sa.select(*columns).order_by(schema.record.c.seq)).mappings():
            yield {
                name: value.decode("utf-8", "replace") if isinstance(value, bytes) else value
                for name, value in row.items()
            }

    def _examine(self, row: dict[str, Any]) -> Break | None:
        reason = self._reason(row)
        return Break(seq=row["seq"], id=row["id"], step=row["step"], reason=reason) if reason else None

    def _reason(self, row: dict[str, Any]) -> str | None:
        """Why the record does not hold; None where it does."""
        if row["seq"] != self.count + 1:
            return f"stands where record {self.count + 1} should; what lay between is gone"
        if row["prev"] != self.head:
            return "does not follow from the record before it"
        if link(row["prev"], row["body"]) != row["hash"]:
            return "its content does not match its hash"
        body = parse(row["body"])
        for name, said in columns_of(body).items():
            if row[name] != said:
                return f"its column {name!r} says {row[name]!r}, its body {said!r}"
        for digest in hashes_in(body):
            trouble = self._content_trouble(digest)
            if trouble:
                return f"its content {digest[:12]} {trouble}"
        return None

    def _content_trouble(self, digest: str) -> str | None:
        if digest in self._sound:
            return None
        query = sa.select(schema.content.c.deflated).where(schema.content.c.sha256 == digest)
        deflated = self._connection.scalar(query)
        if deflated is None:
            return "is missing"
        try:
            text = unpack(deflated)
        except (ValueError, TypeError) as error:
            return f"is damaged: {error}"
        if content_hash(text) != digest:
            return "is another text than the one that was handed over"
        self._sound.add(digest)
        return None


def _file_trouble(connection: sa.Connection) -> Break | None:
    """What SQLite says of its own file, and whether the tables and triggers are still the ones we made."""
    try:
        said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(3)")]
        if said != ["ok"]:
            return Break(reason=f"the file is damaged: {'; '.join(said).replace(chr(10), ' ')}")
        if schema.definitions(connection) != _expected_definitions():
            return Break(reason="a table, an index or a trigger is not as the ledger made it")
        names = [change.__name__ for change in schema.MIGRATIONS]
        if schema.applied(connection) != names:
            return Break(reason="the list of migrations is not as the ledger wrote it")
    except UNREADABLE as error:
        return Break(reason=f"the file is damaged: {getattr(error, 'orig', error)}")
    return None


def _expected_definitions() -> list[tuple[str, str, str]]:
    engine = sa.create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            schema.migrate(connection)
            return schema.definitions(connection)
    finally:
        engine.dispose()
