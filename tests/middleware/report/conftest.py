"""Runs to report on."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from holdtrue.checks import Artifact, Contract, Finding, Place, Verdict
from holdtrue.middleware import Ledger, Record
from holdtrue.middleware.record import Usage

START = datetime(2026, 5, 1, 12, tzinfo=UTC)
DOCUMENT = "Parts list\nbolts 1200\nwashers 3400\n"


def place(text: str, what: str) -> Place:
    start = text.index(what)
    return Place("parts.txt", start, start + len(what), text.count("\n", 0, start) + 1, what)


@pytest.fixture
def hand_off(ledger: Ledger) -> Callable[..., Record]:
    """Writes a hand-off; one that did not hold turns 3400 into 3040."""

    def write(outcome: str | None = "pass", score: float = 1.0, **more: Any) -> Record:
        number = more.setdefault("hop", 1)
        before, after = DOCUMENT, DOCUMENT
        findings: tuple[Finding, ...] = ()
        if outcome in ("warn", "fail"):
            after = DOCUMENT.replace("3400", "3040")
            standing = "forbidden" if outcome == "fail" else "unexplained"
            findings = (
                Finding(
                    "number.changed",
                    standing,
                    "critical",
                    "3400 became 3040",
                    place(before, "3400"),
                    place(after, "3040"),
                ),
            )
        findings = more.pop("findings", findings)
        verdict = Verdict(outcome, score, findings, Contract.preserve(), 1.0) if outcome is not None else None  # type: ignore[arg-type]
        values: dict[str, Any] = {
            "run": "run-1",
            "step": f"step-{number}",
            "before": Artifact({"parts.txt": before}),
            "after": Artifact({"parts.txt": after}),
            "instruction": "Sort the parts.",
            "verdict": verdict,
            "usage": Usage(model="tiny", input_tokens=10, output_tokens=20),
            "latency_ms": 1500.0,
            "time": START + timedelta(seconds=number or 0),
        }
        return ledger.append(Record(**(values | more))).record

    return write
