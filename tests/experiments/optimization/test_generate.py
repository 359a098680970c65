"""Instances: the same from the same seed, certified, and not what cheap heuristics or copies find."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks import InputError
from holdtrue.checks.optimization import Certificate, Problem, certify, evaluate
from holdtrue.experiments.optimization import KINDS, generate, guess, worse

QUICK = [kind for kind in KINDS if kind != "ac power flow"]


@pytest.mark.parametrize("kind", KINDS)
def test_optimum_is_right_in_print_and_everything_cheap_is_not(kind: str) -> None:
    for seed in range(2):
        found = generate(kind, KINDS[kind].sizes[0], seed, wording=seed)
        problem, certificate = found.problem, found.certificate
        x = np.round(problem.vector(certificate.values), problem.digits)

        held = evaluate(problem, x, problem.half_units(problem.digits))

        assert held.feasible
        assert abs(held.objective - certificate.objective) <= held.objective_tolerance
        assert set(found.nulls) >= {"copied base case"}
        for values in found.nulls.values():
            assert worse(problem, certificate, values)
        assert not worse(problem, certificate, certificate.values)
        assert found.base_certificate.objective != pytest.approx(certificate.objective, rel=1e-3)


@pytest.mark.parametrize("kind", QUICK)
def test_seeds_repeat_and_differ(kind: str) -> None:
    size = KINDS[kind].sizes[1]
    one, again, other = (generate(kind, size, seed) for seed in (5, 5, 6))

    assert one.problem.text == again.problem.text
    assert one.certificate.objective == again.certificate.objective
    assert one.problem.text != other.problem.text


@pytest.mark.parametrize("kind", QUICK)
def test_size_is_a_dial(kind: str) -> None:
    small, large = (generate(kind, size, 0) for size in KINDS[kind].sizes[:2])

    assert len(small.problem.variables) < len(large.problem.variables)


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", text.split("Answer with")[0]))


def integer_data(problem: Problem) -> set[str]:
    told = {f"{row.rhs:g}" for row in problem.constraints}
    return told | {f"{value:g}" for value in problem.objective.coefficients.values()}


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 99), st.sampled_from(["lp", "milp", "knapsack", "transport"]))
def test_wordings_say_the_same_numbers(seed: int, kind: str) -> None:
    texts = [generate(kind, 4, seed, wording=wording).problem for wording in range(3)]

    assert len({problem.text for problem in texts}) == 3
    assert len({generate(kind, 4, seed, wording=w).certificate.objective for w in range(3)}) == 1
    for problem in texts:
        assert integer_data(problem) <= set(numbers(problem.text))
        assert all(name in problem.text for name in problem.names)


@pytest.mark.parametrize("kind", QUICK)
def test_changed_numbers_are_of_like_size(kind: str) -> None:
    """What makes the instance out of its base case makes it no harder to read: as many digits, within a few."""
    for seed in range(3):
        found = generate(kind, KINDS[kind].sizes[1], seed)
        digits = [
            len(re.findall(r"\d", text.split("Answer with")[0]))
            for text in (found.base.text, found.problem.text)
        ]

        assert abs(digits[0] - digits[1]) <= 0.02 * digits[0] + 2


def test_guess_stays_in_the_limits_and_is_not_feasible_by_itself() -> None:
    found = generate("ac power flow", 9, 0)
    random = np.random.default_rng(1)

    held = evaluate(found.problem, guess(found.problem, random))

    assert (
        held.shares["voltage"] == held.shares["generator active"] == held.shares["generator reactive"] == 1.0
    )
    assert not held.feasible


def test_dual_of_the_changed_row_moved_the_optimum() -> None:
    found = generate("lp", 5, 1)
    rows = zip(found.base.constraints, found.problem.constraints, strict=True)
    changed = [one.name for one, other in rows if one.rhs != other.rhs]

    assert len(changed) == 1
    assert abs(found.base_certificate.duals[changed[0]]) > 0
    again: Certificate = certify(found.problem)
    assert again.objective == pytest.approx(found.certificate.objective)


@pytest.mark.parametrize(("kind", "size"), [("sudoku", 9), ("lp", 1), ("dc power flow", 10)])
def test_what_there_is_not(kind: str, size: int) -> None:
    with pytest.raises(InputError):
        generate(kind, size, 0)
