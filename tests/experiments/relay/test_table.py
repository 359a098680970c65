from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from holdtrue.experiments.documents import Document
from holdtrue.experiments.models import Model
from holdtrue.experiments.relay import (
    Guarding,
    RelayResult,
    comparison_table,
    hop_table,
    kind_table,
    policy_table,
    relay_table,
    run,
    sentences,
)
from holdtrue.middleware import Ledger


@pytest.fixture
def results(expenses: Document, slips: Callable[..., Model], tmp_path: Path) -> list[RelayResult]:
    """The same relay with one wrong digit in its first hop, bare and guarded."""
    copies = replace(expenses, pairs=(expenses.pair("copy"),))
    guarding = Guarding("block", Ledger(tmp_path / "ledger.db"))
    return [
        run(copies, slips(1, "132.70", "137.20"), strategy="monolithic", trips=2, guarding=guard)
        for guard in (None, guarding)
    ]


def test_the_sentences_count(results: list[RelayResult]) -> None:
    bare, guarded = sentences(results)
    assert bare.startswith("Monolithic, bare: 3 of 4 hops were right;")
    assert "98.9 % of the documents" in bare
    assert "1 of 3 hops were wrong, 1 of them caught; 0 right ones flagged" in guarded
    assert "100 % of the documents" in guarded
    assert "1 of 2 round trips done, 1 of them rightly" in guarded


def test_the_tables_fit_a_terminal(results: list[RelayResult]) -> None:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(relay_table(results))
        console.print(hop_table(results[1]))
    text = shown.get()
    assert "…" not in text
    assert "1 refused" in text
    assert "fail, refused" in text


def rows(table: Table) -> list[list[str]]:
    console = Console(width=80)
    with console.capture() as shown:
        console.print(table)
    return [line.split() for line in shown.get().splitlines()]


def test_the_comparison_says_hop_by_hop_what_was_lost_and_what_was_done(results: list[RelayResult]) -> None:
    told = rows(comparison_table(*results))
    assert told[-4:] == [
        ["1", "copy", "forward", "0.989", "0.989", "fail", "refused"],
        ["2", "copy", "backward", "1.000", "0.989", "–", "1.000", "–", "not", "made"],
        ["3", "copy", "forward", "1.000", "1.000", "pass", "nothing"],
        ["4", "copy", "backward", "1.000", "0.989", "1.000", "1.000", "pass", "nothing"],
    ]


def test_kinds_are_counted_over_the_hops_that_took_place(results: list[RelayResult]) -> None:
    bare, guarded = (rows(kind_table([result]))[-1] for result in results)
    assert " ".join(bare) == "monolithic copy 3 of 4 0.997 – –"
    assert " ".join(guarded) == "monolithic copy 2 of 3 0.996 1 of 1 0 of 2"


@pytest.mark.parametrize("policy", [["repair", "observe"], ["retry", "block"], "observe"])
def test_every_action_has_a_word(
    expenses: Document, slips: Callable[..., Model], tmp_path: Path, policy: list[str] | str
) -> None:
    guarding = Guarding(policy, Ledger(tmp_path / "ledger.db"))
    copies = replace(expenses, pairs=(expenses.pair("copy"),))
    result = run(copies, slips(1, "132.70", "137.20"), strategy="monolithic", trips=1, guarding=guarding)
    word = {"observe": "recorded", "retry": "retried"}.get(
        policy if isinstance(policy, str) else policy[0], "repaired"
    )
    assert f"fail, {word}" in " ".join(map(" ".join, rows(hop_table(result))))
    assert f"1 {word}" in " ".join(map(" ".join, rows(relay_table([result]))))


def test_policies_stand_beside_each_other(
    expenses: Document, slips: Callable[..., Model], tmp_path: Path
) -> None:
    copies = replace(expenses, pairs=(expenses.pair("copy"),))
    results = [
        run(
            copies,
            slips(2, "132.70", "137.20"),
            strategy="monolithic",
            trips=2,
            guarding=Guarding(steps, Ledger(tmp_path / "ledger.db")) if steps else None,
        )
        for steps in (None, "observe", ["repair", "observe"], "block")
    ]
    told = {line[0]: line[1:-3] for line in rows(policy_table(results))[3:]}
    assert told["bare"] == ["98.9", "98.9", "1/1", "1", "–", "–", "–", "2/2"]
    assert told["observe"] == ["98.9", "98.9", "1/1", "1", "1", "0", "0", "2/2"]
    assert told["repair"] == ["100.0", "100.0", "1/1", "1", "1", "0", "1", "2/2"]
    assert told["block"] == ["100.0", "100.0", "1/1", "1", "1", "0", "0", "1/2"]
