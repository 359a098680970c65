"""The null baselines of power flow, and what they say."""

import polars as pl
import pytest

from holdtrue.experiments.optimization.nulls import NULLS, nulls_rows, nulls_sentences, nulls_summary
from holdtrue.experiments.sweep import Scope, sweep

REFERENCE = {9: 0.7179, 14: 0.6389, 30: 0.6804}
"""Pooled share of a flat start on loads changed by up to 20% at 1e-2 per unit, from an independent count with PYPOWER's
own functions: 20 draws each."""


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    scope = Scope(only={"buses": frozenset({"9", "14"}), "loads": frozenset({"20"})}, seeds=2)
    return sweep("nulls", scope, tmp_path_factory.mktemp("nulls"))


def row(table: pl.DataFrame, buses: int, answer: str, tolerance: str = "fixed") -> dict[str, float]:
    found = nulls_rows(table).filter(
        pl.col("buses") == buses, pl.col("answer") == answer, pl.col("tolerance") == tolerance
    )
    return found.to_dicts()[0]


@pytest.mark.parametrize(("buses", "constraints", "limits"), [(9, 42, 24 / 42), (14, 72, 44 / 72)])
def test_an_answer_within_limits_has_every_limit_for_nothing(
    table: pl.DataFrame, buses: int, constraints: int, limits: float
) -> None:
    guess = row(table, buses, "in-bounds guess")

    assert (guess["constraints"], guess["limits"]) == (constraints, pytest.approx(limits))
    assert guess["voltage"] == guess["generator active"] == guess["generator reactive"] == 1.0
    assert guess["active balance"] < 0.1
    assert guess["feasible"] == 0.0
    assert guess["n"] == 20


@pytest.mark.parametrize("buses", [9, 14])
def test_flat_start_is_as_counted_elsewhere(table: pl.DataFrame, buses: int) -> None:
    assert row(table, buses, "flat start")["pooled"] == pytest.approx(REFERENCE[buses], abs=0.01)


@pytest.mark.parametrize("buses", [9, 14])
def test_a_stale_copy_outscores_the_printed_truth_under_a_fixed_tolerance_only(
    table: pl.DataFrame, buses: int
) -> None:
    copied, printed = row(table, buses, "copied base case"), row(table, buses, "optimum, 2 decimals")

    assert copied["pooled"] > printed["pooled"]
    assert copied["feasible"] == 0.0
    assert row(table, buses, "optimum, 2 decimals", "printed")["feasible"] == 1.0
    assert row(table, buses, "optimum")["feasible"] == 1.0


def test_the_sentences_quote_the_table(table: pl.DataFrame) -> None:
    told = " ".join(nulls_sentences(table))

    assert "57% to 61% of the constraints" in told
    assert "fully feasible in 0%" in told
    assert len(nulls_summary(table)) == 6
    assert NULLS.name == "nulls"
