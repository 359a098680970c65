"""The reference points are shares, and say what the sources say."""

from holdtrue.experiments.optimization.ceiling.published import CONSTRAINTBENCH, OPT_ENGINE


def test_points_are_shares_and_fall_with_size_without_a_solver() -> None:
    assert all(0.0 <= point["rate"] <= 1.0 for point in OPT_ENGINE)
    of = {(p["kind"], p["strategy"], p["level"], p["measure"]): p["rate"] for p in OPT_ENGINE}
    for kind in ("TSP", "knapsack", "network flow"):
        assert of[kind, "text only", "easy", "accurate"] > of[kind, "text only", "hard", "accurate"]
    assert of["TSP", "text only", "hard", "accurate"] == 0.02
    assert max(row["feasible"] for row in CONSTRAINTBENCH) == 0.85
