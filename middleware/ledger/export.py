"""A stored hand-off as one line of JSON, for other tools."""

from __future__ import annotations

import json
from typing import Any

from holdtrue.checks import Artifact
from holdtrue.middleware.ledger.values import StoredRecord


def to_line(stored: StoredRecord) -> str:
    """Everything the ledger holds of the hand-off, texts included, as ASCII JSON without a line feed."""
    record = stored.record
    line: dict[str, Any] = {
        "seq": stored.seq,
        "id": record.id,
        "run": record.run,
        "step": record.step,
        "time": record.time.isoformat(),
        "hop": record.hop,
        "attempt": record.attempt,
        "parent": record.parent,
        "instruction": record.instruction,
        "before": _files(record.before),
        "after": _files(record.after),
        "before_hashes": dict(stored.before_hashes),
        "after_hashes": dict(stored.after_hashes),
        "contract": record.contract.to_dict(),
        "verdict": record.verdict.to_dict() if record.verdict is not None else None,
        "action": record.action,
        "trouble": record.trouble,
        "model": record.usage.model,
        "input_tokens": record.usage.input_tokens,
        "output_tokens": record.usage.output_tokens,
        "latency_ms": record.latency_ms,
        "extra": dict(record.extra),
        "kept": stored.kept,
        "why": stored.why,
        "prev": stored.prev,
        "hash": stored.hash,
    }
    return json.dumps(line)


def _files(artifact: Artifact | None) -> dict[str, str] | None:
    return dict(artifact.files) if artifact is not None else None
