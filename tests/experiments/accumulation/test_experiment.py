import io
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from holdtrue.experiments.accumulation import losses, relays
from holdtrue.experiments.accumulation.report import document_curves, groups, mean_curve
from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.sweep import Scale, Scope, experiment_named, sweep


@pytest.fixture(autouse=True)
def _a_model_that_answers_in_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """It gives back what it is asked about: right for copies, wrong for all else."""

    def resolve(name: str = "embedded", **options: object) -> Model:
        return Model(name, ScriptedChatModel(lambda messages: messages[-1].text.partition("\n\n")[2]))

    monkeypatch.setattr("holdtrue.experiments.accumulation.experiment.resolve", resolve)


def test_bare_and_repaired_relays_become_one_table_and_its_summary(tmp_path: Path) -> None:
    only = {"document": frozenset(["expenses"]), "strategy": frozenset(["monolithic"])}
    table = sweep("accumulation", Scope(only=only, seeds=2), tmp_path)
    told = groups(table)

    assert list(told) == [("embedded", "monolithic", "bare"), ("embedded", "monolithic", "repaired")]
    for group in told.values():
        assert [len(relay.left) for relay in group] == [8, 8]
        assert [len(relay.wrong) for relay in group] == [16, 16]
    bare, repaired = (mean_curve(group) for group in told.values())
    assert sum(repaired) >= sum(bare)
    console = Console(width=240, record=True, file=io.StringIO())
    for part in experiment_named("accumulation").summary(table):
        console.print(part)
    assert "Form of the loss: embedded monolithic bare" in console.export_text()


def test_the_full_scale_is_what_was_promised() -> None:
    cells = experiment_named("accumulation").cells(Scope(only={}, scale=Scale.FULL))

    assert len({cell.text("document") for cell in cells}) >= 6
    assert {cell.number("trips") for cell in cells} == {10}
    assert len(cells) == 6 * 2 * 2 * 3


def hops(
    document: str, seed: int, states: list[float], kept: list[float | None], end: int
) -> list[dict[str, object]]:
    """Forward and backward hops; the state of a forward one is not the document's."""
    return [
        {
            "document": document, "seed": seed, "number": number, "trip": (number + 1) // 2,
            "state": states[(number - 1) // 2] if number % 2 == 0 else 0.123,
            "kept": kept[number - 1], "records": 4, "records_end": end,
        }
        for number in range(1, 2 * len(states) + 1)
    ]  # fmt: skip


def test_losses_are_told_apart() -> None:
    table = pl.DataFrame(
        [
            *hops("a", 0, [0.95, 0.5, 0.5], [1.0, 0.95, 0.5, 1.0, 1.0, None], end=3),
            *hops("b", 0, [1.0, 1.0, 0.9], [1.0, 1.0, 1.0, 1.0, 1.0, 0.9], end=5),
        ]
    )
    told = relays(table)
    found = losses(told)

    assert [relay.left for relay in told] == [(0.95, 0.5, 0.5), (1.0, 1.0, 0.9)]
    assert found.first.value == pytest.approx(0.025)
    assert found.first_share == pytest.approx(0.05 / 0.6)
    assert found.end.value == pytest.approx(0.7)
    assert found.critical.value == 1.0, "0.45 at once in one relay, 0.1 in the other"
    assert found.critical_share == pytest.approx(0.55 / 0.6)
    assert found.deletion.value == pytest.approx(0.125), "one of four records is gone from one of two"
    assert found.corruption.value == pytest.approx((0.25 + 0.1) / 2)
    assert found.drift.value == pytest.approx((0.5 - 0.475 + 0.0) / 2)
    assert found.hazard == (0.0, 0.5, 0.5, 0.0, 0.0, 1.0)


def test_a_documents_curve_is_the_mean_of_its_relays() -> None:
    table = pl.DataFrame([*hops("a", 0, [1.0], [1.0, 1.0], 4), *hops("a", 1, [0.5], [1.0, 0.5], 4)])

    assert [curve.left for curve in document_curves(relays(table))] == [(0.75,)]
