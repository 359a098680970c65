"""Small problems of the tests' own, in the ways of naming that answers use."""

from __future__ import annotations

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable


def furniture() -> Problem:
    """Two products; the optimum is 3.9 chairs and 3.3 tables, for 28.2."""
    return Problem(
        name="furniture",
        kind="lp",
        variables=(
            Variable(name="x_1", meaning="number of chairs"),
            Variable(name="x_2", meaning="number of tables"),
        ),
        objective=Objective(sense="max", coefficients={"x_1": 3.0, "x_2": 5.0}, unit="EUR"),
        constraints=(
            Constraint(
                family="wood", name="wood", coefficients={"x_1": 1.0, "x_2": 2.0}, sense="<=", rhs=10.5
            ),
            Constraint(
                family="labour", name="labour", coefficients={"x_1": 3.0, "x_2": 1.0}, sense="<=", rhs=15.0
            ),
        ),
    )


def shipping() -> Problem:
    """Two plants and three shops."""
    return Problem(
        name="shipping",
        kind="transport",
        variables=tuple(
            Variable(name=f"ship_{plant}_{shop}", meaning=f"units from plant {plant} to shop {shop}")
            for plant in "AB"
            for shop in "CDE"
        ),
        objective=Objective(sense="min", coefficients={"ship_A_C": 3.0, "ship_B_E": 2.0}),
    )


def knapsack() -> Problem:
    """Three things to take or leave."""
    return Problem(
        name="knapsack",
        kind="knapsack",
        variables=tuple(
            Variable(name=f"take {each}", integer=True, upper=1.0) for each in ("lamp", "rope", "tent")
        ),
        objective=Objective(sense="max", coefficients={"take lamp": 3.0, "take rope": 4.0, "take tent": 5.0}),
    )


def tour() -> Problem:
    """Four towns in some order."""
    return Problem(
        name="tour",
        kind="tour",
        variables=tuple(Variable(name=f"stop {k}", integer=True, upper=3.0) for k in range(1, 5)),
        labels=("Lyon", "Paris", "Nice", "Brest"),
        objective=Objective(sense="min", coefficients={"stop 1": 1.0}),
    )


def packing() -> Problem:
    """Five items into three bins."""
    return Problem(
        name="packing",
        kind="packing",
        variables=tuple(Variable(name=f"item {k}", integer=True, upper=2.0) for k in range(1, 6)),
        labels=("bin 1", "bin 2", "bin 3"),
        objective=Objective(sense="min", coefficients={"item 1": 1.0}),
    )


def rota() -> Problem:
    """Three people and three tasks."""
    return Problem(
        name="rota",
        kind="assignment",
        variables=tuple(Variable(name=name, integer=True, upper=2.0) for name in ("Ann", "Bob", "Cem")),
        labels=("painting", "baking", "driving"),
        objective=Objective(sense="min", coefficients={"Ann": 1.0}),
    )
