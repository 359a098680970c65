"""Slopes are found where there are some, flatness is claimed only where it is shown, and never for want of data."""

import numpy as np
import polars as pl
import pytest

from holdtrue.checks import InputError
from holdtrue.experiments.optimization.ceiling import claims, figure, mixed_model, rates, slope, templates
from holdtrue.experiments.optimization.ceiling.figure import figure_rows
from holdtrue.experiments.optimization.ceiling.rates import family_rates, wilson


def answers(
    model: str,
    chance: object,
    draws: int,
    *,
    seed: int = 0,
    strategy: str = "monolithic",
    kinds: tuple[str, ...] = ("lp", "knapsack"),
) -> pl.DataFrame:
    """A table as the experiment makes it; `chance` maps doublings to how often answers are optimal."""
    random = np.random.default_rng(seed)
    rows = []
    for kind in kinds:
        for doubling in range(4):
            for draw in range(draws):
                right = bool(random.random() < chance(doubling))  # type: ignore[operator]
                rows.append(
                    {
                        "model": model, "strategy": strategy, "kind": kind, "size": 4 * 2**doubling, "draw": draw,
                        "doublings": float(doubling), "parsed": True, "feasible": right, "optimal": right,
                        "pooled": 1.0 if right else 0.8, "gap": 0.0 if right else None,
                        "shares": '{"bounds": 1.0}', "conclusion": "certified" if right else "infeasible",
                        "copies": "" if right else "copied base case",
                    }
                )  # fmt: skip
    return pl.DataFrame(rows).with_columns(pl.col("gap").cast(pl.Float64))


def null(draws: int, rate: float = 0.0) -> pl.DataFrame:
    return answers("null", lambda _: rate, draws, seed=9, strategy="greedy")


def falling(doubling: int) -> float:
    return 0.9 - 0.2 * doubling


def level(doubling: int) -> float:
    return 0.6


def words(table: pl.DataFrame) -> dict[str, str]:
    return {claim.model: claim.word for claim in claims(table)}


def test_a_slope_is_found_and_measured() -> None:
    table = answers("control", falling, 60)

    found = slope(table, "optimal")

    assert found is not None
    low, high = found.interval()
    assert low < -0.2 < high < 0
    assert words(pl.concat([table, null(60)])) == {"control": "falls"}


def test_a_plateau_needs_equivalence_a_control_and_a_better_rate_than_doing_nothing() -> None:
    control, flat = answers("control", falling, 300), answers("flat", level, 300, seed=2)

    assert words(pl.concat([control, flat, null(300)]))["flat"] == "plateau"
    alone = claims(pl.concat([flat, null(300)]))[0]
    assert (alone.word, "nothing in the table moves" in alone.reason) == ("flat", True)
    beaten = next(c for c in claims(pl.concat([control, flat, null(300, 0.7)])) if c.model == "flat")
    assert (beaten.word, "null baseline greedy" in beaten.reason) == ("flat", True)


def test_no_difference_is_not_flatness() -> None:
    few = answers("flat", level, 10, seed=3)

    found = next(claim for claim in claims(pl.concat([few, null(10)])) if claim.model == "flat")

    assert found.word == "inconclusive"
    assert "inconclusive" in str(found)


def test_flatness_is_rarely_claimed_of_what_falls_by_the_margin() -> None:
    """The two one-sided tests keep their level at the edge of the margin."""
    claimed = [
        slope(answers("edge", lambda d: 0.7 - 0.05 * d, 100, seed=seed), "optimal").equivalence < 0.05  # type: ignore[union-attr]
        for seed in range(60)
    ]

    assert sum(claimed) <= 7  # 5% of 60 are 3; 7 or more have a chance of 3%


def test_one_kind_that_moves_forbids_the_plateau() -> None:
    mixed = pl.concat(
        [
            answers("m", lambda d: 0.9 - 0.15 * d, 300, kinds=("lp",)),
            answers("m", lambda d: 0.3 + 0.15 * d, 300, seed=5, kinds=("knapsack",)),
        ]
    )
    found = next(
        c for c in claims(pl.concat([mixed, answers("c", falling, 60), null(300)])) if c.model == "m"
    )

    assert found.word == "flat"
    assert "moves with size for the kind" in found.reason


def test_never_right_is_a_floor_and_no_plateau() -> None:
    table = pl.concat([answers("none", lambda _: 0.0, 200), answers("c", falling, 60), null(200)])

    assert words(table)["none"] == "floor"


def test_one_size_says_nothing() -> None:
    table = answers("m", level, 20).filter(pl.col("doublings") == 0)

    assert slope(table, "optimal") is None
    assert claims(table)[0].word == "inconclusive"


def test_templates_are_called_by_their_copies() -> None:
    table = pl.concat([answers("copier", lambda _: 0.0, 50), answers("solver", lambda _: 1.0, 50)])

    assert [line.split(":")[0] for line in templates(table)] == ["copier"]


@pytest.mark.parametrize(
    ("right", "n", "low", "high"), [(12, 20, 0.387, 0.781), (114, 200, 0.501, 0.637), (0, 0, 0, 1)]
)
def test_wilson(right: int, n: int, low: float, high: float) -> None:
    assert wilson(right, n) == (pytest.approx(low, abs=1e-3), pytest.approx(high, abs=1e-3))


def test_rates() -> None:
    table = rates(answers("m", level, 50), ("model",)).to_dicts()[0]

    assert table["n"] == 400
    assert table["optimal_low"] < table["optimal"] < table["optimal_high"]
    assert table["gap"] == 0.0
    assert family_rates(answers("m", level, 5))["share"].to_list() == [1.0, 1.0]


def test_mixed_model_finds_the_slope_among_models() -> None:
    table = pl.concat([answers(f"m{k}", falling, 12, seed=k) for k in range(3)])

    effects = {effect.term: effect for effect in mixed_model(table, "optimal")}

    assert effects["doublings"].mean + 2 * effects["doublings"].error < 0
    assert "log sd of instance" in effects
    with pytest.raises(InputError, match="two models"):
        mixed_model(answers("m", falling, 10), "optimal")


def test_every_panel_of_the_figure_has_the_null_baselines() -> None:
    table = pl.concat([answers("control", falling, 20), null(20)])

    data = figure_rows(table, "monolithic")

    panels = {(row["kind"], row["outcome"]) for row in data}
    assert panels == {(row["kind"], row["outcome"]) for row in data if row["null"]}
    chart = figure(table).to_dict()
    assert len(chart["vconcat"]) == 3
    assert [len(line["hconcat"]) for line in chart["vconcat"]] == [2, 2, 2]
    with pytest.raises(InputError, match="no answer of the strategy"):
        figure(table, "solver")
