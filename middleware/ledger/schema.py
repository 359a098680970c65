"""Tables of the ledger, made and kept up to date by numbered migrations (after simonw/llm)."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from holdtrue.middleware.ledger.errors import LedgerError

APPLICATION_ID = 0x486F6C64
"""Stands in the SQLite header and tells a ledger from other databases: `Hold` in ASCII."""

metadata = sa.MetaData()

migration = sa.Table(
    "migration",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
)

content = sa.Table(
    "content",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("deflated", sa.LargeBinary, nullable=False),
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("run", sa.Text, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("time", sa.Text, nullable=False),
    sa.Column("hop", sa.Integer),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("parent", sa.Text),
    sa.Column("outcome", sa.Text),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("prev", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
)

DERIVED = ("id", "run", "step", "time", "hop", "attempt", "parent", "outcome", "action")
"""Columns of `record` that repeat what the body says, so that it can be searched for."""


def m001_append_only_chain(connection: sa.Connection) -> None:
    """Contents once per hash, records in a chain, and triggers that let nothing be changed afterwards."""
    statements = [
        "CREATE TABLE content (sha256 TEXT NOT NULL PRIMARY KEY, deflated BLOB NOT NULL)",
        """CREATE TABLE record (
            seq INTEGER NOT NULL PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            run TEXT NOT NULL,
            step TEXT NOT NULL,
            time TEXT NOT NULL,
            hop INTEGER,
            attempt INTEGER NOT NULL,
            parent TEXT,
            outcome TEXT,
            action TEXT NOT NULL,
            body TEXT NOT NULL,
            prev TEXT NOT NULL,
            hash TEXT NOT NULL
        )""",
        "CREATE INDEX record_run ON record (run, seq)",
        # INSERT OR REPLACE would delete without firing a delete trigger, so what it could replace is refused.
        """CREATE TRIGGER record_chain BEFORE INSERT ON record
            WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM record)
            OR EXISTS (SELECT 1 FROM record WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
        """CREATE TRIGGER content_once BEFORE INSERT ON content
            WHEN EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)
            BEGIN SELECT RAISE(IGNORE); END""",
        *(
            f"""CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"""
            for table in ("migration", "content", "record")
            for verb in ("UPDATE", "DELETE")
        ),
        f"PRAGMA application_id = {APPLICATION_ID}",
    ]
    for statement in statements:
        connection.exec_driver_sql(statement)


MIGRATIONS: tuple[Callable[[sa.Connection], None], ...] = (m001_append_only_chain,)
"""In order; a released one is never edited, the next one changes what it made."""


def migrate(connection: sa.Connection) -> None:
    """Bring the tables up to this version, inside the caller's transaction.

    Raises:
        LedgerError: A newer Holdtrue wrote the ledger.
    """
    done = applied(connection)
    if len(done) == len(MIGRATIONS):
        return
    if not done:
        connection.execute(sa.schema.CreateTable(migration))
    for number, change in enumerate(MIGRATIONS[len(done) :], start=len(done) + 1):
        change(connection)
        connection.execute(sa.insert(migration).values(number=number, name=change.__name__))


def applied(connection: sa.Connection) -> list[str]:
    """Names of the migrations that the file went through.

    Raises:
        LedgerError: The file is another program's, or a newer Holdtrue's.
    """
    number = connection.exec_driver_sql("PRAGMA application_id").scalar()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if number != APPLICATION_ID:
        if tables == 0 and number == 0:
            return []  # new, or just being made by another process
        msg = "is a database, but not a ledger; name another file"
        raise LedgerError(msg)
    names = list(connection.scalars(sa.select(migration.c.name).order_by(migration.c.number)))
    if len(names) > len(MIGRATIONS):
        msg = f"was written by a newer Holdtrue (schema {len(names)}, this one reads {len(MIGRATIONS)}); upgrade it"
        raise LedgerError(msg)
    return names


def definitions(connection: sa.Connection) -> list[tuple[str, str, str]]:
    """Every table, index and trigger of the file with its SQL, to be compared with what the migrations make."""
    rows = connection.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2")
    return [(kind, name, sql) for kind, name, sql in rows]
