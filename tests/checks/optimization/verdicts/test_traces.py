import numpy as np
import pytest

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable, certify
from holdtrue.checks.optimization.verdicts import GradientDescent, Simplex, assess, newton

from ..answers.problems import furniture

BOWL = Problem(
    name="bowl",
    kind="quadratic",
    variables=(Variable(name="x_1", lower=-100.0), Variable(name="x_2", lower=-100.0)),
    objective=Objective(
        sense="min",
        coefficients={"x_1": -8.0, "x_2": -6.0},
        quadratic={("x_1", "x_1"): 1.5, ("x_2", "x_2"): 0.75, ("x_1", "x_2"): 0.5},
    ),
)
RATE = 0.2


def told(points, decimals, problem=BOWL, objectives=None):
    lines = []
    for k, point in enumerate(points):
        claim = f", f = {objectives[k]:.{decimals}f}" if objectives is not None else ""
        values = ", ".join(
            f"{name} = {value:.{decimals}f}" for name, value in zip(problem.names, point, strict=True)
        )
        lines.append(f"Iteration {k}: {values}{claim}")
    last = ", ".join(
        f"{name} = {value:.{decimals}f}" for name, value in zip(problem.names, points[-1], strict=True)
    )
    return "\n".join([*lines, "", f"Final answer: {last}"])


def descent(steps, rounded):
    """An honest run: each step from the printed iterate, or from the exact one."""
    parts = BOWL.matrices
    x, points = np.array([9.0, -7.0]), []
    for _ in range(steps):
        points.append(x)
        x = x - RATE * (2.0 * parts.quadratic @ x + parts.linear)
        x = x if rounded is None else np.round(x, rounded)
    return points


@pytest.mark.parametrize("decimals", [1, 2, 4])
@pytest.mark.parametrize("from_printed", [True, False])
def test_honest_descent_is_never_called_inconsistent(decimals, from_printed):
    points = descent(12, decimals if from_printed else None)
    assessment = assess(BOWL, told(points, decimals), method=GradientDescent.of(BOWL, RATE))
    assert "optimum.trace" not in {finding.kind for finding in assessment.findings}


@pytest.mark.parametrize("decimals", [1, 2, 4])
def test_smooth_convergence_that_nobody_computed_is_caught(decimals):
    start, end = np.array([9.0, -7.0]), np.array(list(certify(BOWL).values.values()))
    points = [end + (start - end) * 0.6**k for k in range(12)]
    assessment = assess(BOWL, told(points, decimals), method=GradientDescent.of(BOWL, RATE))
    assert assessment.conclusion == "trace_inconsistent"
    assert "step 1 does not follow from step 0" in assessment.findings[0].message


def test_a_claimed_objective_must_be_that_of_its_iterate():
    points = descent(4, 3)
    smooth = [100.0, 10.0, 1.0, 0.1]
    assert assess(BOWL, told(points, 3, objectives=smooth)).conclusion == "trace_inconsistent"


def test_an_answer_must_be_where_its_steps_end():
    text = told(descent(4, 3), 3).replace("Final answer: x_1 = ", "Final answer: x_1 = 5")
    assert assess(BOWL, text, method=GradientDescent.of(BOWL, RATE)).conclusion == "trace_inconsistent"


def test_newton_reaches_a_bowl_in_one_step():
    parts = BOWL.matrices
    hessian = 2.0 * parts.quadratic.toarray()
    method = newton(lambda x: hessian @ x + parts.linear, lambda _: hessian)
    end = np.array(list(certify(BOWL).values.values()))
    start = np.array([9.0, -7.0])
    assert assess(BOWL, told([start, end], 3), method=method).conclusion != "trace_inconsistent"
    halfway = [start, (start + end) / 2, end]
    assert assess(BOWL, told(halfway, 3), method=method).conclusion == "trace_inconsistent"


def test_simplex_walks_along_edges():
    problem = furniture()
    best = certify(problem)
    honest = [(0.0, 0.0), (0.0, 5.25), (3.9, 3.3)]
    assert (
        assess(problem, told(honest, 2, problem), certificate=best, method=Simplex(problem)).conclusion
        == "certified"
    )
    for wrong in (
        [(0.0, 0.0), (2.0, 1.5), (3.9, 3.3)],  # through the inside
        [(0.0, 0.0), (3.9, 3.3)],  # across
        [(0.0, 5.25), (0.0, 0.0), (5.0, 0.0), (3.9, 3.3)],  # downhill
    ):
        assessment = assess(problem, told(wrong, 2, problem), certificate=best, method=Simplex(problem))
        assert assessment.conclusion == "trace_inconsistent", wrong


def test_a_trace_without_all_values_is_no_evidence():
    text = "Iteration 1: x_1 = 1.0\nIteration 2: x_1 = 2.0\n\nFinal answer: x_1 = 3.9, x_2 = 3.3"
    problem = furniture()
    assert (
        assess(problem, text, certificate=certify(problem), method=Simplex(problem)).conclusion == "certified"
    )


def test_constraints_are_needed_for_vertices():
    free = Problem(
        name="free",
        kind="lp",
        variables=(Variable(name="x_1"), Variable(name="x_2")),
        objective=Objective(sense="max", coefficients={"x_1": 1.0}),
        constraints=(
            Constraint(family="sum", name="sum", coefficients={"x_1": 1.0, "x_2": 1.0}, sense="==", rhs=1.0),
        ),
    )
    text = told([(0.5, 0.5), (1.0, 0.0)], 2, free)
    assert (
        assess(free, text, certificate=certify(free), method=Simplex(free)).conclusion == "trace_inconsistent"
    )
