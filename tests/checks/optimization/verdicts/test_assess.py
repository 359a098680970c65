import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.optimization import Constraint, Objective, Problem, Variable, certify
from holdtrue.checks.optimization.verdicts import assess

from ..answers.problems import furniture

BEST = certify(furniture())


def judged(text, **options):
    return assess(furniture(), text, certificate=BEST, **options)


def test_the_optimum_is_certified_however_coarsely_it_is_printed():
    for text in (
        "x_1 = 3.9, x_2 = 3.3",
        "x_1 = 3.90, x_2 = 3.30, objective 28.2",
        "x_1 = 4, x_2 = 3",
        '{"x_1": 3.9, "x_2": 3.3}',
    ):
        assert judged(text).conclusion == "certified", text


@pytest.mark.parametrize(
    "text", ["x_1 = 3.9, x_2 = 3.3, objective 28", "x_1 = 3.90, x_2 = 3.3, objective 28.20"]
)
def test_digits_are_taken_as_the_answer_prints(text):
    assert judged(text).conclusion == "certified"


def test_a_broken_constraint_is_named_with_its_place():
    assessment = judged("x_1 = 5.00\nx_2 = 3.30")
    assert assessment.conclusion == "infeasible"
    worst = next(finding for finding in assessment.findings if "labour" in finding.message)
    assert "off by 3.3" in worst.message
    assert worst.after is not None
    assert worst.after.text == "5.00"
    assert worst.standing == "forbidden"


def test_what_rounding_explains_row_by_row_and_not_at_once_is_worse_than_the_optimum():
    # 4 + 2 * 4 <= 10.5 and 3 * 4 + 4 <= 15 are off by less than rounding to whole numbers explains.
    assert judged("x_1 = 4, x_2 = 4").conclusion == "feasible_unproven"


def test_feasible_and_worse():
    assessment = judged("x_1 = 1.00, x_2 = 1.00, objective 8.00")
    assert assessment.conclusion == "feasible_unproven"
    assert assessment.gap == pytest.approx((28.2 - 8) / 28.2)
    assert assessment.feasible
    assert not assessment.optimal


def test_a_gap_that_the_user_accepts():
    assert judged("x_1 = 3.80, x_2 = 3.30", gap=0.02).conclusion == "certified"
    assert judged("x_1 = 3.80, x_2 = 3.30").conclusion == "feasible_unproven"


def test_without_a_certificate_nothing_is_proven():
    assessment = assess(furniture(), "x_1 = 3.9, x_2 = 3.3")
    assert assessment.conclusion == "feasible_unproven"
    assert [finding.standing for finding in assessment.findings] == ["unexplained"]


def test_a_claim_that_is_not_its_own():
    assert judged("x_1 = 3.90, x_2 = 3.30, objective 30.00").conclusion == "claim_mismatch"
    scaled = judged("x_1 = 3.90, x_2 = 3.30, objective 0.0282")
    assert scaled.conclusion == "claim_mismatch"
    assert "10^3" in scaled.findings[0].message


def test_a_rule_that_is_known_to_be_wrong_is_named():
    heuristics = {"half of each": {"x_1": 1.95, "x_2": 1.65}, "the optimum itself": dict(BEST.values)}
    assert judged("x_1 = 1.95, x_2 = 1.65", heuristics=heuristics).conclusion == "heuristic_match"
    assert judged("x_1 = 3.90, x_2 = 3.30", heuristics=heuristics).conclusion == "certified"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no idea",
        "x_1 = 3.9",
        "x_1 = nan, x_2 = 3.3",
        "x_1 = 3.9, x_2 = inf",
        "x = (1, 2, 3)",
        "x_1 = 3.9, x_2 = 3.3, x_3 = 1",
        "9" * 5_000_000,
    ],
)
def test_unparseable_is_its_own_outcome(text):
    assessment = judged(text)
    assert assessment.conclusion == "unparseable"
    assert assessment.findings[0].standing == "forbidden"


def test_better_than_possible_is_infeasible():
    # Each row may be off by what rounding explains; together they may not.
    assert (
        judged("x_1 = 4.0, x_2 = 3.3").conclusion == "feasible_unproven"
        or not judged("x_1 = 4.0, x_2 = 3.3").optimal
    )


@st.composite
def programs(draw):
    count, rows = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    number = st.integers(1, 99)
    names = [f"x_{k}" for k in range(count)]
    return Problem(
        name="random",
        kind="lp",
        variables=tuple(Variable(name=name, upper=draw(number)) for name in names),
        objective=Objective(
            sense=draw(st.sampled_from(["min", "max"])),
            coefficients={name: draw(number) / 7 for name in names},
        ),
        constraints=tuple(
            Constraint(
                family="rows",
                name=f"row {k}",
                coefficients={name: draw(st.integers(0, 99)) / 3 for name in names},
                sense="<=",
                rhs=draw(number) / 11,
            )
            for k in range(rows)
        ),
    )


@settings(max_examples=60, deadline=None)
@given(programs(), st.integers(1, 6), st.data())
def test_no_certified_optimum_is_refused_and_no_visible_change_passes(problem, decimals, data):
    best = certify(problem)
    lines = [f"{name} = {value:.{decimals}f}" for name, value in best.values.items()]
    text = "\n".join([*lines, f"objective = {best.objective:.{decimals}f}"])
    assert assess(problem, text, certificate=best).conclusion == "certified"
    k = data.draw(st.integers(0, len(lines) - 1))
    name = problem.names[k]
    moved = best.values[name] + data.draw(st.sampled_from([-1.0, 1.0])) * (problem.variables[k].upper + 1.0)
    lines[k] = f"{name} = {moved:.{decimals}f}"
    assert assess(problem, "\n".join(lines), certificate=best).conclusion != "certified"
    assert np.isfinite(moved)


def test_ten_thousand_variables():
    random = np.random.default_rng(0)
    names = [f"x_{k}" for k in range(10_000)]
    worth = np.round(random.uniform(1.0, 9.0, len(names)), 2)
    used = np.round(random.uniform(1.0, 9.0, len(names)), 2)
    large = Problem(
        name="large",
        kind="lp",
        variables=tuple(Variable(name=name, upper=5.0) for name in names),
        objective=Objective(sense="max", coefficients=dict(zip(names, worth.tolist(), strict=True))),
        constraints=(
            Constraint(
                family="use",
                name="use",
                coefficients=dict(zip(names, used.tolist(), strict=True)),
                sense="<=",
                rhs=9e4,
            ),
        ),
    )
    best = certify(large)
    text = "\n".join(f"{name} = {value:.3f}" for name, value in best.values.items())
    assert assess(large, text, certificate=best).conclusion == "certified"
    assert assess(large, text.replace("x_17 = ", "x_17 = 9"), certificate=best).conclusion == "infeasible"
    assert assess(large, text[: len(text) // 2], certificate=best).conclusion == "unparseable"
