"""Reading and writing the ledger's tables inside a transaction that the caller opened."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from holdtrue.checks import Contract
from holdtrue.middleware.ledger import schema
from holdtrue.middleware.ledger.body import stored
from holdtrue.middleware.ledger.errors import DamagedError, LedgerError
from holdtrue.middleware.ledger.values import GENESIS, Origin, RunSummary, StoredRecord

LAST = "last"
"""Names the run that began last."""


def link(prev: str, body: str) -> str:
    """The hash of a record: SHA-256 of the previous hash followed by the body, in hexadecimal."""
    return hashlib.sha256((prev + body).encode("utf-8")).hexdigest()


def pack(text: str) -> bytes:
    """A text as it is stored; lone surrogates stand as they are."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(deflated: bytes) -> str:
    """The text of a stored content.

    Raises:
        ValueError: The content is damaged.
    """
    try:
        return zlib.decompress(deflated).decode("utf-8", "surrogatepass")
    except zlib.error as error:
        raise ValueError(str(error)) from error


def insert(
    connection: sa.Connection, body: str, columns: Mapping[str, Any], contents: Mapping[str, bytes]
) -> tuple[int, str, str]:
    """Add a record after the last one; return its position, the hash before it and its own."""
    newest = (
        sa.select(schema.record.c.seq, schema.record.c.hash).order_by(schema.record.c.seq.desc()).limit(1)
    )
    seq, prev = connection.execute(newest).one_or_none() or (0, GENESIS)
    for digest, deflated in contents.items():
        # A content that is there already is left alone by the table's trigger.
        connection.execute(sa.insert(schema.content).values(sha256=digest, deflated=deflated))
    digest = link(prev, body)
    row = {**columns, "seq": seq + 1, "body": body, "prev": prev, "hash": digest}
    connection.execute(sa.insert(schema.record).values(row))
    return seq + 1, prev, digest


def head(connection: sa.Connection) -> str:
    """Hash of the newest record."""
    newest = sa.select(schema.record.c.hash).order_by(schema.record.c.seq.desc()).limit(1)
    return connection.scalar(newest) or GENESIS


def origin(connection: sa.Connection, run: str) -> Origin | None:
    """Where a run began; None where it has not."""
    columns = schema.record.c
    mine = sa.and_(columns.run == run, columns.parent.is_(None))
    first = sa.select(columns.seq, columns.body, columns.prev, columns.hash).where(mine).order_by(columns.seq)
    row = connection.execute(first.limit(1)).one_or_none()
    if row is None:
        return None
    held = sa.select(sa.func.json_extract(columns.body, "$.contract")).where(mine).distinct()
    begun = stored(row.body, seq=row.seq, prev=row.prev, digest=row.hash, text_of=_reader(connection))
    return Origin(
        before=begun.record.before if begun.kept == "full" else None,
        contracts=tuple(Contract.from_dict(json.loads(form)) for form in connection.scalars(held)),
    )


def summaries(connection: sa.Connection) -> list[RunSummary]:
    """Every run in numbers, the one that began last first."""
    columns = schema.record.c
    first = sa.func.min(columns.seq)
    runs = sa.select(columns.run, sa.func.min(columns.time)).group_by(columns.run).order_by(first.desc())
    counts = sa.select(columns.run, columns.outcome, columns.action, sa.func.count())
    outcomes: dict[str, Counter[str]] = {}
    actions: dict[str, Counter[str]] = {}
    for run, outcome, action, number in connection.execute(
        counts.group_by(columns.run, columns.outcome, columns.action)
    ):
        outcomes.setdefault(run, Counter())[outcome or "none"] += number
        actions.setdefault(run, Counter())[action] += number
    return [
        RunSummary(
            id=run,
            started=datetime.fromisoformat(started),
            handoffs=outcomes[run].total(),
            outcomes=dict(outcomes[run]),
            actions=dict(actions[run]),
        )
        for run, started in connection.execute(runs)
    ]


def resolve(connection: sa.Connection, wanted: str) -> str:
    """The run that `wanted` names: its identifier, the beginning of it, or `last`.

    Raises:
        LedgerError: No run or several have that name.
    """
    columns = schema.record.c
    newest_first = sa.select(columns.run).group_by(columns.run).order_by(sa.func.min(columns.seq).desc())
    runs: list[str] = list(connection.scalars(newest_first))
    if wanted in runs:
        return wanted
    if wanted == LAST and runs:
        return runs[0]
    matching = [run for run in runs if wanted and run.startswith(wanted)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        listed = ", ".join(matching[:3]) + (", ..." if len(matching) > 3 else "")
        msg = f"{len(matching)} runs begin with {wanted!r} ({listed}); give more of the one that you mean"
    elif runs:
        msg = f"no run {wanted!r}; `holdtrue ledger show` lists the {len(runs)} that there are"
    else:
        msg = "the ledger is empty; run a guarded chain first"
    raise LedgerError(msg)


def records(connection: sa.Connection, run: str | None) -> Iterator[StoredRecord]:
    """The run's records, or all, in the order of writing, with their texts.

    Raises:
        DamagedError: A text is missing or does not decompress.
    """
    columns = schema.record.c
    rows = sa.select(columns.seq, columns.body, columns.prev, columns.hash).order_by(columns.seq)
    if run is not None:
        rows = rows.where(columns.run == run)
    text_of = _reader(connection)
    for seq, body, prev, digest in connection.execute(rows):
        try:
            yield stored(body, seq=seq, prev=prev, digest=digest, text_of=text_of)
        except (ValueError, KeyError, TypeError) as error:
            msg = f"record {seq} is damaged ({error}); `holdtrue ledger verify` tells more"
            raise DamagedError(msg) from error


def _reader(connection: sa.Connection) -> Callable[[str], str]:
    @cache
    def text_of(digest: str) -> str:
        deflated = connection.scalar(
            sa.select(schema.content.c.deflated).where(schema.content.c.sha256 == digest)
        )
        if deflated is None:
            msg = f"content {digest} is missing"
            raise ValueError(msg)
        return unpack(deflated)

    return text_of
