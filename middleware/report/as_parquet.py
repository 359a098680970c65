"""The report as one flat Parquet table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import polars as pl

from holdtrue.checks import Finding, Place
from holdtrue.middleware.report.model import Hop, Report, Run

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "run": pl.String,  # identifier of the run
    "label": pl.String,  # its short name
    "hop": pl.Int64,  # position in the run, from 1; nested and superseded hand-offs carry that of their hop
    "role": pl.String,  # `hop`, `nested` or `superseded`
    "handoff": pl.String,  # identifier of the hand-off
    "parent": pl.String,
    "seq": pl.Int64,  # position in the ledger
    "hash": pl.String,
    "step": pl.String,
    "attempt": pl.Int64,
    "time": pl.Datetime("us", "UTC"),
    "outcome": pl.String,  # `pass`, `warn`, `fail`, `none`
    "score": pl.Float64,  # integrity of this hand-off alone
    "integrity": pl.Float64,  # product of the scores since the run began; null unless the role is `hop`
    "measured": pl.Float64,  # against a known right answer
    "action": pl.String,
    "trouble": pl.String,
    "model": pl.String,
    "input_tokens": pl.Int64,
    "output_tokens": pl.Int64,
    "latency_ms": pl.Float64,
    "instruction": pl.String,
    "findings": pl.Int64,  # number of findings of the hand-off
    "finding": pl.Int64,  # which of them this row is, from 1; null where there is none
    "kind": pl.String,
    "standing": pl.String,
    "severity": pl.String,
    "message": pl.String,
    "before_file": pl.String,
    "before_line": pl.Int64,
    "before_start": pl.Int64,
    "before_end": pl.Int64,
    "before_text": pl.String,
    "after_file": pl.String,
    "after_line": pl.Int64,
    "after_start": pl.Int64,
    "after_end": pl.Int64,
    "after_text": pl.String,
}
"""One row per finding; a hand-off without findings has one row whose finding columns are null.

So counting hand-offs means counting distinct values of `handoff`.
"""


def to_parquet(report: Report) -> bytes:
    """Render the report, complete."""
    rows = [row for run in report.runs for row in _rows(run)]
    buffer = io.BytesIO()
    pl.DataFrame(rows, schema=COLUMNS, orient="row").write_parquet(buffer)
    return buffer.getvalue()


def _rows(run: Run) -> Iterator[dict[str, Any]]:
    for hop in run.hops:
        for role, part in _parts(hop, "hop"):
            shared = _shared(run, part, role)
            if not part.findings:
                yield shared
            for number, finding in enumerate(part.findings, start=1):
                yield {**shared, "finding": number, **_finding(finding)}


def _parts(hop: Hop, role: str) -> Iterator[tuple[str, Hop]]:
    yield role, hop
    for part in hop.superseded:
        yield from _parts(part, "superseded")
    for part in hop.nested:
        yield from _parts(part, "nested")


def _shared(run: Run, hop: Hop, role: str) -> dict[str, Any]:
    record = hop.stored.record
    return {
        **dict.fromkeys(COLUMNS),
        "run": run.id,
        "label": run.label,
        "hop": hop.number,
        "role": role,
        "handoff": record.id,
        "parent": record.parent,
        "seq": hop.stored.seq,
        "hash": hop.stored.hash,
        "step": record.step,
        "attempt": record.attempt,
        "time": record.time,
        "outcome": hop.outcome,
        "score": hop.score,
        "integrity": hop.integrity if role == "hop" else None,
        "measured": hop.measured,
        "action": record.action,
        "trouble": record.trouble,
        "model": record.usage.model,
        "input_tokens": record.usage.input_tokens,
        "output_tokens": record.usage.output_tokens,
        "latency_ms": record.latency_ms,
        "instruction": _encodable(record.instruction),
        "findings": len(hop.findings),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "standing": finding.standing,
        "severity": finding.severity,
        "message": finding.message,
        **_place("before", finding.before),
        **_place("after", finding.after),
    }


def _place(side: str, place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        f"{side}_file": place.file,
        f"{side}_line": place.line,
        f"{side}_start": place.start,
        f"{side}_end": place.end,
        f"{side}_text": place.text,
    }


def _encodable(text: str) -> str:
    """The text as UTF-8 can hold it; of all columns only this one comes from a document as it stood."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
