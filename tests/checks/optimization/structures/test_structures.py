"""Tours, schedules, packings and matchings: certified optima are those that trying everything finds."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdtrue.checks.optimization import (
    Objective,
    Problem,
    ProblemError,
    UnsolvedError,
    Variable,
    certify,
    evaluate,
)
from holdtrue.checks.optimization.problem import Structure
from holdtrue.checks.optimization.structures import Matching, Packing, Schedule, Tour


def problem(structure: Structure, count: int, top: float = 1e6, sense: str = "min") -> Problem:
    return Problem(
        name="p",
        kind="test",
        variables=tuple(Variable(name=f"x{k}", upper=top, integer=True) for k in range(count)),
        objective=Objective(sense=sense),
        structure=structure,
    )


def tours(seed: int, count: int) -> Problem:
    random = np.random.default_rng(seed)
    places = random.integers(0, 100, size=(count, 2))
    distances = np.abs(places[:, None] - places[None, :]).sum(axis=2)
    return problem(Tour(distances.tolist()), count, count - 1)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.integers(3, 7))
def test_shortest_tour(seed: int, count: int) -> None:
    task = tours(seed, count)

    best = min(evaluate(task, [0, *order]).objective for order in permutations(range(1, count)))

    assert certify(task).objective == pytest.approx(best)


def test_long_tour_needs_cuts() -> None:
    found = certify(tours(4, 25))

    assert found.gap == pytest.approx(0.0, abs=1e-9)


def test_place_left_out_shows_by_its_family() -> None:
    task = tours(1, 5)

    held = evaluate(task, [0, 1, 2, 3, 3])

    assert not held.feasible
    assert held.families["visits"].residuals.tolist() == [0, 0, 0, 1, -1]
    assert held.shares["bounds"] == held.shares["integrality"] == 1.0


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 999), st.integers(2, 4), st.sampled_from(["min", "max"]))
def test_best_matching(seed: int, count: int, sense: str) -> None:
    costs = np.random.default_rng(seed).integers(1, 50, size=(count, count))
    task = problem(Matching(costs.tolist()), count, count - 1, sense)

    every = [evaluate(task, order).objective for order in permutations(range(count))]

    assert certify(task).objective == pytest.approx(min(every) if sense == "min" else max(every))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5))
@example([0, 0, 7])
def test_fewest_bins(weights: list[int]) -> None:
    count = len(weights)
    task = problem(Packing(weights, 60.0, count), count, count - 1)

    every = [evaluate(task, bins) for bins in product(range(count), repeat=count)]

    assert certify(task).objective == min(held.objective for held in every if held.feasible)


def test_item_beyond_every_bin() -> None:
    with pytest.raises(UnsolvedError, match="no point"):
        certify(problem(Packing([5, 70], 60.0, 2), 2, 1))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 999))
def test_both_ways_to_schedule_agree(seed: int) -> None:
    random = np.random.default_rng(seed)
    jobs = [
        [(int(machine), int(random.integers(1, 9))) for machine in random.permutation(3)] for _ in range(3)
    ]
    shop = Schedule(jobs)
    task = problem(shop, 9)

    found = certify(task)

    assert found.method == "CP-SAT"
    assert shop._by_milp(task, 30.0)[1] == pytest.approx(found.objective)
    assert evaluate(task, found.values).feasible


def test_overlap_and_order_are_told_in_time_units() -> None:
    task = problem(Schedule([[(0, 3), (1, 2)], [(0, 4), (1, 1)]]), 4)

    held = evaluate(task, [0, 2, 1, 5])

    assert held.families["order"].worst() == [
        ("job 1: step 1 before step 2", 1.0, pytest.approx(0.0, abs=1e-6))
    ]
    assert held.families["machines"].worst()[0][:2] == ("machine 1: job 1 and job 2", 2.0)
    assert held.objective == 6.0


def test_time_out_of_a_schedule() -> None:
    random = np.random.default_rng(3)
    jobs = [[(int(m), int(random.integers(1, 99))) for m in random.permutation(15)] for _ in range(20)]

    with pytest.raises(UnsolvedError) as late:
        certify(problem(Schedule(jobs), 300), seconds=0.3)
    assert late.value.reason == "time limit"


@pytest.mark.parametrize(
    "make",
    [
        lambda: Tour([[0, 1, 2], [1, 0, 3], [2, 4, 0]]),
        lambda: Tour([[0, 1], [1]]),
        lambda: Tour([[0, float("nan"), 1], [float("nan"), 0, 1], [1, 1, 0]]),
        lambda: Matching([[1.0, float("inf")]]),
        lambda: Packing([1.0, float("nan")], 3.0, 2),
        lambda: Schedule([]),
    ],
)
def test_data_that_are_no_problem(make: object) -> None:
    with pytest.raises(ProblemError):
        make()  # type: ignore[operator]
