"""The report as JSON, complete."""

from __future__ import annotations

import json
from typing import Any

from holdtrue.middleware.ledger.canonical import plain
from holdtrue.middleware.report.model import Hop, Report, Run
from holdtrue.middleware.report.summary import summarise

FORMAT = "holdtrue.report/1"
"""Name and version of the layout; the number rises when a key changes its meaning or goes."""


def to_json(report: Report) -> str:
    """Render the report: runs, their hops with all findings, hashes of the documents, and a summary in words."""
    whole = {"format": FORMAT, "ledger_head": report.head, "runs": [_run(run) for run in report.runs]}
    return json.dumps(plain(whole), ensure_ascii=False, indent=2) + "\n"


def _run(run: Run) -> dict[str, Any]:
    told = summarise(run)
    trouble = run.first_trouble
    return {
        "id": run.id,
        "label": run.label,
        "started": run.started.isoformat(),
        "outcome": told.outcome,
        "headline": told.headline,
        "summary": dict(told.points),
        "since_hop": trouble.number if trouble is not None else None,
        "outcomes": run.outcomes,
        "integrity": run.integrity,
        "measured": run.measured,
        "hops": [_hop(hop) for hop in run.hops],
    }


def _hop(hop: Hop) -> dict[str, Any]:
    record, stored = hop.stored.record, hop.stored
    return {
        "hop": hop.number,
        "id": record.id,
        "seq": stored.seq,
        "hash": stored.hash,
        "step": record.step,
        "attempt": record.attempt,
        "parent": record.parent,
        "time": record.time.isoformat(),
        "instruction": record.instruction,
        "contract": (record.verdict.contract if record.verdict is not None else record.contract).to_dict(),
        "outcome": hop.outcome,
        "score": hop.score,
        "integrity": hop.integrity,
        "measured": hop.measured,
        "action": record.action,
        "trouble": record.trouble,
        "model": record.usage.model,
        "input_tokens": record.usage.input_tokens,
        "output_tokens": record.usage.output_tokens,
        "latency_ms": record.latency_ms,
        "kept": stored.kept,
        "before": stored.before_hashes,
        "after": stored.after_hashes if record.after is not None else None,
        "findings": [finding.to_dict() for finding in hop.findings],
        "extra": record.extra,
        "superseded": [_hop(part) for part in hop.superseded],
        "nested": [_hop(part) for part in hop.nested],
    }
