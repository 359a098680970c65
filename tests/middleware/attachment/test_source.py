"""Small passes that add up are seen against the run's first document."""

from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableLambda

from holdtrue.checks import Contract, HandOff, InputError
from holdtrue.middleware import HandOffBlocked, Ledger, Record, guard, run
from holdtrue.middleware.attachment.source import joined, since_source

STOCK = "bolts 120\nnuts 480\nwashers 75\n"


def drop_last_line(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-1])


def relay(ledger: Ledger, contracts: list[Any], *steps: Any, **options: Any) -> list[Record]:
    with run("relay"):
        text = STOCK
        for contract, step in zip(contracts, steps, strict=True):
            text = guard(
                RunnableLambda(step), contract=contract, ledger=ledger, against_source=True, **options
            ).invoke(text)
    return [stored.record for stored in ledger.run("relay")]


def test_each_hop_is_judged_against_the_source(ledger: Ledger) -> None:
    # The second step gives back what the first took, so that only the source shows that both are right again.
    first, second, third = relay(
        ledger,
        ["preserve"] * 3,
        lambda text: text.replace("480", "840"),
        lambda text: text,
        lambda text: text.replace("840", "480"),
    )

    assert [record.verdict.outcome for record in (first, second, third) if record.verdict] == [
        "fail",
        "pass",
        "fail",
    ]
    assert first.drift is None  # its input is the source
    assert second.drift is not None
    assert second.drift.outcome == "fail"
    assert second.drift.findings[0].message == 'line 2: "480" became "840"'
    assert third.drift is not None
    assert third.drift.outcome == "pass"


def test_the_policy_acts_on_it(ledger: Ledger) -> None:
    relay(ledger, ["preserve"], lambda text: text.replace("480", "840"))
    with run("relay"), pytest.raises(HandOffBlocked, match="against the run's first document: fail"):
        guard(str, contract="preserve", policy="block", ledger=ledger, against_source=True).invoke(
            STOCK.replace("480", "840")
        )


def test_what_steps_were_allowed_adds_up(ledger: Ledger) -> None:
    records = relay(ledger, ["preserve", "derive", "preserve"], str, drop_last_line, str)

    assert [record.drift and record.drift.outcome for record in records] == [None, None, "pass"]


def test_the_sources_that_there_are_not(ledger: Ledger, tmp_path: Path) -> None:
    handoff = HandOff.of("a", "b", contract="preserve")
    assert since_source(ledger, "nothing", handoff) is None

    bare = Ledger(tmp_path / "bare.db", content=False)
    with run("relay"):
        guard(str, ledger=bare).invoke(STOCK)
    assert since_source(bare, "relay", handoff) is None
    with pytest.raises(InputError, match="needs a ledger"):
        guard(str, against_source=True)


def test_contracts_join_to_the_widest() -> None:
    assert joined([Contract.preserve(), Contract.preserve()]) == Contract.preserve()
    assert joined(
        [Contract.preserve(), Contract.compress(free=["date"]), Contract.transform(free=["number"])]
    ) == Contract("compress", frozenset({"date", "number"}), "default")
    scaled = joined([Contract.scale("net", 0.5), Contract.preserve()])
    assert (scaled.mode, scaled.source, scaled.clauses) == ("transform", "default", ())
    assert "number" in scaled.free


def test_a_redacted_ledger_keeps_no_evidence_of_the_source(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "r.db", redact=lambda text: text.replace("480", "***"))
    full = Ledger(tmp_path / "f.db")
    [_, second] = relay(full, ["preserve"] * 2, lambda text: text.replace("480", "840"), str)
    ledger.append(second)
    [stored] = ledger.records()
    assert stored.record.drift is not None
    told = [*stored.record.drift.findings, *(stored.record.verdict.findings if stored.record.verdict else ())]
    assert told
    assert "480" not in repr(told)
    assert full.verify().ok
    assert ledger.verify().ok
