import io
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from holdtrue.experiments.detection import KINDS, area, curve, damaged
from holdtrue.experiments.detection.scores import BASELINES
from holdtrue.experiments.documents import document, documents, similarity
from holdtrue.experiments.sweep import Scope, experiment_named, sweep

scores = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=12)


@pytest.mark.parametrize("kind", KINDS)
def test_one_error_still_parses_and_is_one(kind: str) -> None:
    made = 0
    for one in documents():
        for pair in one.pairs:
            right = pair.forward.on_document(one.sample(8, 3))
            after = damaged(kind, one, pair.forward, right, seed=1)
            if after is None:
                continue
            made += 1
            layout = pair.forward.target
            assert all(layout.parse(record) for record in layout.split(after))
            assert 0.7 < similarity(layout, right, after) < 1.0
            assert damaged(kind, one, pair.forward, right, seed=1) == after
    assert made > 40


@given(scores, scores)
def test_the_area_is_that_under_the_curve(clean: list[float], wrong: list[float]) -> None:
    points = curve(clean, wrong)
    under = sum((right[0] - left[0]) * (right[1] + left[1]) / 2 for left, right in pairwise(points))

    assert under == pytest.approx(area(clean, wrong))
    assert (points[0], points[-1]) == ((0.0, 0.0), (1.0, 1.0))


def test_the_ends_of_the_area() -> None:
    assert area([0.0, 0.1], [0.2, 0.3]) == 1.0
    assert area([0.2, 0.3], [0.0, 0.1]) == 0.0
    assert area([0.5], [0.5]) == 0.5


@pytest.mark.parametrize("name", [name for name in BASELINES if name != "MiniLM"])
def test_baselines_say_nothing_of_equal_texts_and_more_of_more(name: str) -> None:
    text = document("expenses").text
    score = BASELINES[name]

    assert score(text, text) == pytest.approx(0.0)
    assert 0 < score(text, text.replace("12", "13")) < score(text, text.upper()[::-1])


def test_a_declared_contract_sees_every_error_in_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BASELINES, "MiniLM", lambda before, after: 0.0)  # the real one needs its weights
    only = {
        "document": frozenset(["expenses"]),
        "pair": frozenset(["accounts"]),
        "direction": frozenset(["forward"]),
    }
    table = sweep("detection", Scope(only=only, seeds=1), tmp_path)
    column = "Holdtrue, declared contract"

    assert set(table["kind"]) == {"clean", *KINDS}
    assert table.filter(pl.col("kind") == "clean")[column].to_list() == [0.0]
    assert (table.filter(pl.col("kind") != "clean")[column] > 0).all()
    console = Console(width=240, record=True, file=io.StringIO())
    for part in experiment_named("detection").summary(table):
        console.print(part)
    assert "Area under the ROC curve" in console.export_text()
