from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from holdtrue.experiments.documents import Document
from holdtrue.experiments.models import Model
from holdtrue.experiments.relay import Guarding, RelayResult, hop_table, relay_table, run, sentences
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
