"""A record's body: the JSON that is hashed and stored, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from holdtrue.checks import Artifact, Contract, Finding, Place, Verdict
from holdtrue.middleware.ledger.canonical import canonical, parse
from holdtrue.middleware.ledger.privacy import Storable
from holdtrue.middleware.ledger.values import NOT_STORED, StoredRecord
from holdtrue.middleware.record import Record, Usage


def body_of(entry: Storable) -> str:
    """Everything the ledger says about a hand-off, as canonical JSON; texts stand as their hashes."""
    record = entry.record
    form = {
        "id": record.id,
        "run": record.run,
        "step": record.step,
        "time": record.time.astimezone(UTC).isoformat(timespec="microseconds"),
        "hop": record.hop,
        "attempt": record.attempt,
        "parent": record.parent,
        "kept": entry.kept,
        "why": entry.why,
        "instruction": entry.instruction_hash,
        # A list of pairs, because canonical JSON sorts the names of an object.
        "before": list(entry.before_hashes.items()),
        "after": list(entry.after_hashes.items()) if record.after is not None else None,
        "contract": record.contract.to_dict(),
        "verdict": record.verdict.to_dict() if record.verdict is not None else None,
        "action": record.action,
        "trouble": record.trouble,
        "model": record.usage.model,
        "input_tokens": record.usage.input_tokens,
        "output_tokens": record.usage.output_tokens,
        "latency_ms": record.latency_ms,
        "extra": record.extra,
    }
    if record.drift is not None:
        form["drift"] = record.drift.to_dict()
    return canonical(form)


def columns_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """The values that stand beside the body so that they can be searched for; `verify` compares them."""
    verdict = body["verdict"]
    return {
        name: body[name] for name in ("id", "run", "step", "time", "hop", "attempt", "parent", "action")
    } | {"outcome": verdict["verdict"] if verdict is not None else None}


def contents_of(entry: Storable) -> dict[str, str]:
    """The texts to store, by hash."""
    if entry.kept == "withheld":
        return {}
    record = entry.record
    contents = {entry.before_hashes[name]: text for name, text in record.before}
    if record.after is not None:
        contents |= {entry.after_hashes[name]: text for name, text in record.after}
    if entry.instruction_hash is not None:
        contents[entry.instruction_hash] = record.instruction
    return contents


def hashes_in(body: Mapping[str, Any]) -> Iterator[str]:
    """The hashes of the texts that the ledger must hold for this body."""
    if body["kept"] == "withheld":
        return
    for _, digest in [*body["before"], *(body["after"] or [])]:
        yield digest
    if body["instruction"] is not None:
        yield body["instruction"]


def stored(body: str, *, seq: int, prev: str, digest: str, text_of: Callable[[str], str]) -> StoredRecord:
    """Read a body back; `text_of` finds a text by its hash."""
    data = parse(body)
    read = text_of if data["kept"] != "withheld" else _nothing
    usage = Usage(model=data["model"], input_tokens=data["input_tokens"], output_tokens=data["output_tokens"])
    record = Record(
        run=data["run"],
        step=data["step"],
        before=Artifact({name: read(key) for name, key in data["before"]}),
        after=Artifact({name: read(key) for name, key in data["after"]})
        if data["after"] is not None
        else None,
        instruction=read(data["instruction"]) if data["instruction"] is not None else "",
        contract=_contract(data["contract"]),
        verdict=_verdict(data["verdict"]) if data["verdict"] is not None else None,
        drift=_verdict(data["drift"]) if data.get("drift") is not None else None,
        action=data["action"],
        trouble=data["trouble"],
        usage=usage,
        latency_ms=float(data["latency_ms"]),
        hop=data["hop"],
        attempt=data["attempt"],
        parent=data["parent"],
        id=data["id"],
        time=datetime.fromisoformat(data["time"]),
        extra=data["extra"],
    )
    return StoredRecord(
        seq=seq,
        record=record,
        kept=data["kept"],
        why=data["why"],
        before_hashes=dict(data["before"]),
        after_hashes=dict(data["after"] or []),
        prev=prev,
        hash=digest,
    )


def _nothing(_: str) -> str:
    return NOT_STORED


def _contract(data: Mapping[str, Any]) -> Contract:
    return Contract.from_dict(data)


def _verdict(data: Mapping[str, Any]) -> Verdict:
    return Verdict(
        outcome=data["verdict"],
        score=float(data["score"]),
        findings=tuple(map(_finding, data["findings"])),
        contract=_contract(data["contract"]),
        elapsed_ms=float(data["elapsed_ms"]),
    )


def _finding(data: Mapping[str, Any]) -> Finding:
    before, after = data["before"], data["after"]
    return Finding(
        kind=data["kind"],
        standing=data["standing"],
        severity=data["severity"],
        message=data["message"],
        before=Place(**before) if before is not None else None,
        after=Place(**after) if after is not None else None,
    )
