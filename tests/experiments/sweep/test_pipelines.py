import io
import json
from pathlib import Path

import polars as pl
import pytest
from rich.console import Console

from holdtrue.experiments.models import Model, ScriptedChatModel
from holdtrue.experiments.pipelines.registry import PIPELINES
from holdtrue.experiments.sweep import Bench, Scale, Scope, experiment_named, sweep
from holdtrue.experiments.sweep.pipelines_table import pipelines_rows
from holdtrue.experiments.tasks import task
from holdtrue.middleware import Ledger
from holdtrue.middleware.asking import Prices


@pytest.fixture(autouse=True)
def _one_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pipeline, on a model that knows the right answers to questions and none else."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    for name in list(PIPELINES):
        monkeypatch.delitem(PIPELINES, name)
    monkeypatch.setitem(PIPELINES, "probe", "probe_pipeline")
    right = {made.question: made.answer for name in NAMES if (made := task(name)).family == "questions"}

    def resolve(name: str = "embedded", **options: object) -> Model:
        return Model(name, ScriptedChatModel(lambda messages: right.get(messages[-1].text, "7777.25")))

    monkeypatch.setattr("holdtrue.experiments.sweep.pipelines.resolve", resolve)


NAMES = [
    f"{family}-{size}-{1000 * seed}"
    for family in ("tools", "questions")
    for size in (1, 3)
    for seed in (0, 1)
]
SCOPE = Scope(only={}, seeds=2)


def test_every_arm_meets_every_task(tmp_path: Path) -> None:
    table = sweep("pipelines", SCOPE, tmp_path)

    assert table.height == 16
    assert set(table["task"]) == set(NAMES)
    assert set(table.filter(pl.col("arm") == "asks")["task"]) == set(
        table.filter(pl.col("arm") == "none")["task"]
    )


def test_a_row_says_what_came_out_and_what_it_took(tmp_path: Path) -> None:
    bench = Bench(prices={"scripted": Prices(1.0, 10.0)})
    table = sweep("pipelines", SCOPE, tmp_path, bench=bench)
    asked, refused = table.filter(pl.col("arm") == "asks"), table.filter(pl.col("arm") == "none")
    questions = asked.filter(pl.col("family") == "questions")

    assert questions["right"].all()
    assert not asked.filter(pl.col("family") == "tools")["right"].any()
    assert refused["failure"].to_list() == ["unwilling"] * 8
    assert refused["calls"].sum() == 0
    assert refused["cost"].to_list() == [0.0] * 8
    for row in questions.iter_rows(named=True):
        assert (row["calls"], row["handoffs"]) == (1, 1)
        words = row["input_tokens"] + 10 * row["output_tokens"]
        assert row["cost"] == pytest.approx(words / 1_000_000)
        assert json.loads(row["detail"]) == {"hops": 1}


def test_without_a_price_there_is_no_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holdtrue.experiments.sweep.pipelines.KNOWN_PRICES", {})
    table = sweep("pipelines", SCOPE, tmp_path)

    assert table.filter(pl.col("arm") == "asks")["cost"].null_count() == 8
    assert all(row["cost_per_right"] is None for row in pipelines_rows(table))


def test_a_block_is_told_and_not_counted_as_damage(tmp_path: Path) -> None:
    asks = {"arm": frozenset(["asks"]), "family": frozenset(["tools"])}
    observed = sweep("pipelines", Scope(only=asks, seeds=1), tmp_path)
    blocked = sweep("pipelines", Scope(only=asks, seeds=1, policies=("block",)), tmp_path)

    assert observed["failed_handoffs"].to_list() == [1, 1], "the number stands nowhere in the question"
    assert observed["warned_handoffs"].to_list() == [0, 0]
    assert not observed["intact"].any()
    assert not observed["blocked"].any()
    assert blocked["blocked"].all()
    assert blocked["handoffs"].sum() == 0


def test_hand_offs_are_kept_where_that_is_asked(tmp_path: Path) -> None:
    sweep("pipelines", SCOPE, tmp_path / "out", bench=Bench(ledger=tmp_path / "handoffs.db"))

    assert len(Ledger(tmp_path / "handoffs.db").records()) == 8


def test_the_summary_compares_with_the_pipelines_own_arm(tmp_path: Path) -> None:
    table = sweep("pipelines", SCOPE, tmp_path)
    rows = {(row["arm"], row["family"]): row for row in pipelines_rows(table)}

    assert list(rows) == [("asks", "questions"), ("none", "questions"), ("asks", "tools"), ("none", "tools")]
    assert rows["asks", "questions"]["difference"] is None
    assert rows["none", "questions"]["difference"].value == -1.0
    assert rows["none", "tools"]["difference"].value == 0.0
    assert rows["none", "tools"]["failed"] == 1.0
    console = Console(width=200, record=True, file=io.StringIO())
    for part in experiment_named("pipelines").summary(table):
        console.print(part)
    assert "1.00 [1.00, 1.00]" in console.export_text()


def test_the_full_scale_has_longer_tasks_and_more_of_them() -> None:
    cells = experiment_named("pipelines").cells(Scope(only={}, seeds=3, scale=Scale.FULL))

    assert len({cell.key for cell in cells}) == len(cells)
    assert max(cell.number("size") for cell in cells if cell.text("family") == "tools") == 12
