"""Problems are solved with a proof, and what has no optimum is said to have none."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.optimization import (
    AnswerError,
    Constraint,
    Objective,
    Problem,
    ProblemError,
    UnsolvedError,
    Variable,
    certify,
    evaluate,
)


def workshop(*, integer: bool = False, sense: str = "max") -> Problem:
    """Chairs and tables out of wood and hours: 3 x + 5 y, optimum 36 at (2, 6)."""
    return Problem(
        name="workshop",
        kind="milp" if integer else "lp",
        variables=(
            Variable(name="chairs", upper=4.0, integer=integer),
            Variable(name="tables", upper=6.0, integer=integer),
        ),
        constraints=(
            Constraint(
                family="hours", name="bench", coefficients={"chairs": 3, "tables": 2}, sense="<=", rhs=18
            ),
        ),
        objective=Objective(sense=sense, coefficients={"chairs": 3.0, "tables": 5.0}),
    )


def test_linear_optimum_comes_with_duals_and_bound() -> None:
    found = certify(workshop())

    assert found.values == pytest.approx({"chairs": 2.0, "tables": 6.0})
    assert found.objective == pytest.approx(36.0)
    assert found.bound == pytest.approx(36.0)
    assert found.duals == pytest.approx({"bench": 1.0})


def test_dual_is_the_change_of_the_optimum() -> None:
    problem = workshop()
    more = replace(problem, constraints=(replace(problem.constraints[0], rhs=18.5),))

    assert certify(more).objective - certify(problem).objective == pytest.approx(0.5)


def test_whole_numbers() -> None:
    problem = workshop(integer=True)
    tighter = replace(problem, constraints=(replace(problem.constraints[0], rhs=17.0),))

    found = certify(tighter)

    assert found.objective == pytest.approx(33.0)
    assert found.gap == pytest.approx(0.0, abs=1e-9)


def portfolio(count: int, seed: int) -> Problem:
    random = np.random.default_rng(seed)
    factors = random.normal(size=(count, 3)) / 10
    covariance = factors @ factors.T + np.diag(random.uniform(0.001, 0.05, count))
    names = [f"fund {k}" for k in range(count)]
    returns = random.uniform(0.01, 0.12, count)
    return Problem(
        name="p",
        kind="portfolio",
        variables=tuple(Variable(name=name, upper=0.6) for name in names),
        constraints=(
            Constraint(
                family="budget", name="sum", coefficients=dict.fromkeys(names, 1.0), sense="==", rhs=1.0
            ),
            Constraint(
                family="return",
                name="mean",
                coefficients=dict(zip(names, map(float, returns), strict=True)),
                sense=">=",
                rhs=float(np.sort(returns)[-2:].mean() * 0.9),
            ),
        ),
        objective=Objective(
            sense="min",
            quadratic={
                (a, b): float(covariance[i, j]) for i, a in enumerate(names) for j, b in enumerate(names)
            },
        ),
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 15), st.integers(0, 10_000))
def test_quadratic_optimum_is_proven_and_beats_other_points(count: int, seed: int) -> None:
    problem = portfolio(count, seed)

    found = certify(problem)

    assert found.gap is not None
    assert found.gap < 1e-6
    random = np.random.default_rng(seed)
    x = problem.vector(found.values)
    for _ in range(20):
        other = np.clip(x + random.normal(size=count) * 0.05, 0, 0.6)
        other /= other.sum()
        held = evaluate(problem, other)
        if held.feasible:
            assert held.objective >= found.objective - 1e-6


def test_quadratic_duals_are_the_change_of_the_optimum() -> None:
    problem = portfolio(6, 3)
    base = certify(problem)
    row = problem.constraints[1]
    assert base.duals["mean"] > 1e-4
    more = replace(problem, constraints=(problem.constraints[0], replace(row, rhs=row.rhs + 1e-5)))

    assert (certify(more).objective - base.objective) / 1e-5 == pytest.approx(base.duals["mean"], rel=1e-2)


@pytest.mark.parametrize("integer", [False, True])
def test_infeasible_and_unbounded_are_told_apart(integer: bool) -> None:
    problem = workshop(integer=integer)
    row = Constraint(family="orders", name="order", coefficients={"chairs": 1.0}, sense=">=", rhs=5.0)
    free = tuple(replace(variable, upper=math.inf) for variable in problem.variables)

    with pytest.raises(UnsolvedError, match="no point satisfies") as none:
        certify(replace(problem, constraints=(*problem.constraints, row)))
    assert none.value.reason == "infeasible"
    with pytest.raises(UnsolvedError, match="no limit") as endless:
        certify(replace(problem, variables=free, constraints=()))
    assert endless.value.reason == "unbounded"


def test_quadratic_without_optimum() -> None:
    x, y = Variable(name="x", lower=-math.inf), Variable(name="y", lower=-math.inf)
    falling = Objective(sense="min", coefficients={"y": 1.0}, quadratic={("x", "x"): 1.0})
    problem = Problem(name="q", kind="qp", variables=(x, y), objective=falling)
    walls = tuple(
        Constraint(family="w", name=sense, coefficients={"y": 1.0}, sense=sense, rhs=rhs)
        for sense, rhs in (("<=", -1.0), (">=", 1.0))
    )

    with pytest.raises(UnsolvedError) as endless:
        certify(problem)
    assert endless.value.reason == "unbounded"
    with pytest.raises(UnsolvedError) as none:
        certify(replace(problem, constraints=walls))
    assert none.value.reason == "infeasible"
    with pytest.raises(ProblemError, match="not convex"):
        certify(replace(problem, objective=replace(falling, sense="max")))


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_none_are_no_problem_and_no_answer(number: float) -> None:
    problem = workshop()
    row = problem.constraints[0]

    with pytest.raises(ProblemError):
        replace(problem, constraints=(replace(row, rhs=number),))
    with pytest.raises(ProblemError):
        replace(problem, constraints=(replace(row, coefficients={"chairs": number}),))
    with pytest.raises(ProblemError):
        replace(problem, objective=Objective(sense="min", coefficients={"chairs": number}))
    with pytest.raises(AnswerError, match="'tables' is not a finite number"):
        evaluate(problem, {"chairs": 1.0, "tables": number})


def test_wrong_dimensions() -> None:
    problem = workshop()

    with pytest.raises(AnswerError, match="2 values are wanted"):
        evaluate(problem, [1.0, 2.0, 3.0])
    with pytest.raises(AnswerError, match="missing: 'tables'; unknown: 'benches'"):
        evaluate(problem, {"chairs": 1.0, "benches": 2.0})
    with pytest.raises(ProblemError, match="no variable"):
        replace(problem, objective=Objective(sense="min", coefficients={"sofas": 1.0}))
    with pytest.raises(ProblemError, match="stands twice"):
        replace(problem, variables=problem.variables * 2)
    with pytest.raises(ProblemError, match="cannot be between"):
        replace(problem, variables=(replace(problem.variables[0], lower=9.0), problem.variables[1]))


def test_ten_thousand_variables() -> None:
    count = 10_000
    random = np.random.default_rng(1)
    names = [f"x{k}" for k in range(count)]
    rows = tuple(
        Constraint(
            family="stock",
            name=f"row {k}",
            coefficients={names[j]: float(random.integers(1, 9)) for j in random.integers(0, count, 30)},
            sense="<=",
            rhs=float(random.integers(50, 500)),
        )
        for k in range(1000)
    )
    problem = Problem(
        name="large",
        kind="lp",
        variables=tuple(Variable(name=name, upper=10.0) for name in names),
        constraints=rows,
        objective=Objective(
            sense="max",
            coefficients={
                name: float(c) for name, c in zip(names, random.integers(1, 99, count), strict=True)
            },
        ),
    )

    found = certify(problem)

    assert found.gap is not None
    assert found.gap < 1e-6
    assert evaluate(problem, found.values).feasible


def test_time_out_is_an_error() -> None:
    random = np.random.default_rng(2)
    names = [f"x{k}" for k in range(150)]
    hard = Problem(
        name="market split",
        kind="milp",
        variables=tuple(Variable(name=name, upper=1.0, integer=True) for name in names),
        constraints=tuple(
            Constraint(
                family="split",
                name=f"r{k}",
                coefficients={name: float(random.integers(1, 100)) for name in names},
                sense="==",
                rhs=3700.0,
            )
            for k in range(8)
        ),
        objective=Objective(sense="min", coefficients={names[0]: 1.0}),
    )

    with pytest.raises(UnsolvedError, match="no optimum was proven") as late:
        certify(hard, seconds=0.2)
    assert late.value.reason == "time limit"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 6), st.integers(2, 8))
def test_right_answers_hold_in_any_number_of_decimals(seed: int, decimals: int, count: int) -> None:
    """The law of the propagated tolerance: rounding a feasible point never breaks a constraint."""
    random = np.random.default_rng(seed)
    names = [f"x{k}" for k in range(count)]
    table = random.integers(-9, 99, size=(5, count)) / 10
    problem = Problem(
        name="lp",
        kind="lp",
        variables=tuple(Variable(name=name, upper=50.0) for name in names),
        constraints=tuple(
            Constraint(
                family="rows",
                name=f"r{k}",
                coefficients=dict(zip(names, map(float, table[k]), strict=True)),
                sense="<=",
                rhs=float(random.integers(20, 300)),
            )
            for k in range(5)
        ),
        objective=Objective(
            sense="max", coefficients=dict(zip(names, map(float, random.integers(1, 30, count)), strict=True))
        ),
    )
    found = certify(problem)
    x = np.round(problem.vector(found.values), decimals)

    held = evaluate(problem, x, problem.half_units(decimals))

    assert held.feasible
    assert abs(held.objective - found.objective) <= held.objective_tolerance
