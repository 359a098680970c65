"""Problems from elsewhere have the optimum that their own solver finds."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import BaseModel, Field, model_validator

from holdtrue.checks import InputError
from holdtrue.checks.optimization import ProblemError, UnsolvedError, certify, evaluate
from holdtrue.checks.optimization.importers import (
    constraint,
    from_cvxpy,
    from_file,
    from_linprog,
    from_ortools,
    from_pydantic,
    objective,
)


@pytest.mark.parametrize("seed", range(5))
def test_arguments_of_linprog(seed: int) -> None:
    from scipy import optimize

    random = np.random.default_rng(seed)
    arguments: dict[str, Any] = {
        "c": random.integers(-9, 9, 6),
        "A_ub": random.integers(0, 9, (4, 6)),
        "b_ub": random.integers(20, 90, 4),
        "A_eq": [[1, 1, 1, 0, 0, 0]],
        "b_eq": [5],
        "bounds": [(0, 10)] * 5 + [(None, 7)],
        "integrality": [0, 1, 0, 0, 1, 0],
    }
    arguments["A_ub"][:, 5] = -1

    problem = from_linprog(**arguments)

    expected = optimize.linprog(**arguments)
    if expected.status == 0:
        assert certify(problem).objective == pytest.approx(expected.fun)
        assert evaluate(problem, expected.x).feasible
    else:
        with pytest.raises(UnsolvedError):
            certify(problem)


@pytest.mark.parametrize(
    "arguments",
    [
        {"c": [1, 2], "A_ub": [[1, 2, 3]], "b_ub": [1]},
        {"c": [1, 2], "A_ub": [[1, 2]], "b_ub": [1, 2]},
        {"c": [1, 2], "A_ub": [[1, 2], [1]], "b_ub": [1, 2]},
        {"c": [1, 2], "A_ub": [[1, 2]]},
        {"c": [1, float("nan")]},
        {"c": [1, 2], "bounds": [(0, 1)] * 3},
        {"c": [1, 2], "bounds": (1, 0)},
        {"c": [[1, 2]]},
        {"c": [1, 2], "names": ["a"]},
    ],
)
def test_arguments_that_do_not_fit(arguments: dict[str, Any]) -> None:
    with pytest.raises(ProblemError):
        from_linprog(**arguments)


def test_cvxpy_linear_quadratic_and_whole() -> None:
    import cvxpy as cp

    random = np.random.default_rng(3)
    x = cp.Variable(4, nonneg=True, name="x")
    y = cp.Variable((2, 2), name="y", bounds=[-1, 3])
    table = random.normal(size=(3, 4))
    rows = [table @ x <= 5, cp.sum(x) + y[0, 1] == 3, y @ np.array([1.0, 2.0]) >= 1]
    costs = random.normal(size=4)
    goal = cp.Minimize(cp.sum_squares(x - 1) + costs @ x + cp.sum_squares(y) * 0.5 + 3 * y[1, 0] + 2)
    model = cp.Problem(goal, rows)

    problem = from_cvxpy(model)

    assert x.value is None  # reading leaves the model as it was
    assert certify(problem).objective == pytest.approx(model.solve(), abs=1e-4)
    held = evaluate(problem, [*x.value, *y.value.ravel(order="F")])
    assert held.objective == pytest.approx(model.value, abs=1e-6)
    assert problem.names[4:] == ("y[0,0]", "y[1,0]", "y[0,1]", "y[1,1]")

    n = cp.Variable(3, integer=True, name="n")
    whole = cp.Problem(
        cp.Maximize(np.array([3.0, 4, 5]) @ n), [np.array([2.0, 3, 4]) @ n <= 11, n >= 0, n <= 2]
    )
    assert certify(from_cvxpy(whole)).objective == pytest.approx(15)


def test_cvxpy_beyond_linear_rows() -> None:
    import cvxpy as cp

    x = cp.Variable(2)
    with pytest.raises(ProblemError, match="not affine"):
        from_cvxpy(cp.Problem(cp.Minimize(cp.sum(x)), [cp.sum_squares(x) <= 1]))
    with pytest.raises(ProblemError, match="neither affine nor quadratic"):
        from_cvxpy(cp.Problem(cp.Minimize(cp.norm(x)), [x >= 1]))


def test_ortools_linear_models() -> None:
    from ortools.linear_solver import pywraplp
    from ortools.linear_solver.python import model_builder

    solver = pywraplp.Solver.CreateSolver("GLOP")
    a, b = solver.NumVar(0, 4, "a"), solver.NumVar(0, 6, "b")
    solver.Add(3 * a + 2 * b <= 18, "bench")
    solver.Maximize(3 * a + 5 * b)
    assert certify(from_ortools(solver)).objective == pytest.approx(36)

    model = model_builder.Model()
    c, d = model.new_int_var(0, 4, "c"), model.new_num_var(0, 6, "d")
    model.add(3 * c + 2 * d <= 17).name = "bench"
    model.maximize(3 * c + 5 * d + 1)
    found = certify(from_ortools(model))
    assert found.objective == pytest.approx(34.5)
    assert found.values == pytest.approx({"c": 2, "d": 5.5})


def test_ortools_cp_sat() -> None:
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    x, y = model.new_int_var(0, 9, "x"), model.new_int_var(0, 9, "y")
    on, off = model.new_bool_var("on"), model.new_bool_var("off")
    model.add(2 * x + 3 * y <= 21)
    model.add_exactly_one(on, off)
    model.add_bool_or(~on, off)
    model.maximize(2 * x + 4 * y + 5 * on)
    problem = from_ortools(model)
    solver = cp_model.CpSolver()
    solver.solve(model)

    found = certify(problem)

    assert found.objective == pytest.approx(solver.objective_value)
    assert found.values["on"] == 0.0
    model.add_all_different(x, y)
    with pytest.raises(ProblemError, match="not read"):
        from_ortools(model)


LP = """\\ a shop
Maximize
 profit: 3 chairs + 5 tables
Subject To
 bench: 3 chairs + 2 tables <= 18
 orders: chairs + tables >= 1
Bounds
 chairs <= 4
 tables <= 6.5
General
 tables
End
"""


def test_lp_file(tmp_path: Path) -> None:
    path = tmp_path / "shop.lp"
    path.write_text(LP)

    problem = from_file(path)

    assert problem.names == ("chairs", "tables")
    assert {row.name for row in problem.constraints} == {"bench", "orders"}
    assert certify(problem).objective == pytest.approx(36)
    with pytest.raises(InputError, match="no such file"):
        from_file(tmp_path / "none.lp")
    path.write_text("Maximize\n nonsense ((\n")
    with pytest.raises(ProblemError):
        from_file(path)


class Menu(BaseModel):
    """A cheap meal."""

    rice: float = Field(ge=0, le=10, description="100 g of rice")
    beans: float = Field(ge=0, le=10)
    eggs: int = Field(ge=0, le=4)

    @constraint("nutrition", ">=", 50)
    def protein(self) -> float:
        return 7 * self.rice + 21 * self.beans + 6 * self.eggs

    @constraint("weight", "<=", 6)
    def weight(self) -> float:
        return self.rice + self.beans + 0.6 * self.eggs

    @objective("min")
    def cost(self) -> float:
        return 0.3 * self.rice + 0.9 * self.beans + 0.25 * self.eggs


def test_pydantic_class_with_linear_methods() -> None:
    problem = from_pydantic(Menu)
    found = certify(problem)
    x = np.round(problem.vector(found.values), 2)

    held = evaluate(problem, x, problem.half_units(2))

    assert found.gap == pytest.approx(0, abs=1e-9)
    assert held.feasible
    assert set(held.families) == {"bounds", "integrality", "nutrition", "weight", "validators"}
    assert not evaluate(problem, {"rice": 1.0, "beans": 1.0, "eggs": 0.0}).feasible


class Circle(BaseModel):
    """A point on a curve, with a rule that only a validator knows."""

    x: float = Field(ge=-2, le=2)
    y: float = Field(ge=-2, le=2)

    @constraint("circle", "==", 1.0)
    def radius(self) -> float:
        return self.x**2 + self.y**2

    @model_validator(mode="after")
    def upper_half(self) -> "Circle":
        if self.y < 0:
            raise ValueError("below the axis")
        return self


def test_pydantic_class_that_is_not_linear_is_checked_but_not_solved() -> None:
    problem = from_pydantic(Circle)
    point = {"x": 0.71, "y": 0.71}

    assert evaluate(problem, point, 0.005).feasible
    assert not evaluate(problem, point).feasible
    assert evaluate(problem, {"x": 0.71, "y": -0.71}, 0.005).shares["validators"] == 0.0
    assert evaluate(problem, {"x": 1.0, "y": -0.004}, 0.005).feasible
    with pytest.raises(UnsolvedError, match="not linear"):
        certify(problem)


def test_pydantic_classes_that_state_no_problem() -> None:
    class Text(BaseModel):
        words: str

    class Two(BaseModel):
        x: float

        @objective("min")
        def one(self) -> float:
            return self.x

        @objective("max")
        def other(self) -> float:
            return self.x

    with pytest.raises(ProblemError, match="'words'"):
        from_pydantic(Text)
    with pytest.raises(ProblemError, match="more than one objective"):
        from_pydantic(Two)
