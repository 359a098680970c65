from dataclasses import replace

import pytest

from holdtrue.checks import InputError
from holdtrue.checks.optimization import certify
from holdtrue.checks.optimization.verdicts import (
    assess,
    moves,
    paraphrased,
    perturbed,
    probe,
    renamed,
    reordered,
    reused,
    template,
)

from ..answers.problems import furniture

TEXT = "Chairs bring 3, tables 5. A chair takes 1 plank and 3 hours, a table 2 planks and 1 hour. There are 10.5 planks and 15.0 hours."
PROBLEM = replace(furniture(), text=TEXT)


def solver(problem):
    best = certify(problem)
    lines = [f"{name} = {value:.4f}" for name, value in best.values.items()]
    return "\n".join([*lines, f"objective = {best.objective:.4f}"])


def parrot(problem):
    return "x_1 = 3.90, x_2 = 3.30, objective = 28.20"


def test_perturbations_move_the_certified_optimum_and_keep_the_length_of_numbers():
    found = list(perturbed(PROBLEM))
    assert len(found) == 2
    for problem, certificate, what in found:
        assert certificate.objective != pytest.approx(28.2, rel=1e-3)
        assert assess(problem, parrot(problem), certificate=certificate).conclusion != "certified"
        number = next(
            row.rhs
            for row, old in zip(problem.constraints, PROBLEM.constraints, strict=True)
            if row.rhs != old.rhs
        )
        assert f"{number:.1f}" in problem.text
        assert len(problem.text) == len(PROBLEM.text)
        assert "became" in what


def test_a_solver_moves_with_the_optimum():
    for problem, _, _ in perturbed(PROBLEM):
        found = probe(PROBLEM, problem, solver)
        assert found.conclusion == "certified"
        assert found.elasticity == pytest.approx(1.0, abs=0.01)


def test_a_parrot_is_stale_and_a_template():
    problem = next(perturbed(PROBLEM))[0]
    found = probe(PROBLEM, problem, parrot, repeats=2)
    assert found.conclusion == "stale"
    assert found.elasticity == pytest.approx(0.0)
    said = template(found.findings)
    assert said is not None
    assert "28.2" in said.message


def test_an_answer_that_was_wrong_at_first_and_moves_is_not_stale():
    problem = next(perturbed(PROBLEM))[0]
    answers = {PROBLEM.name: "x_1 = 1.00, x_2 = 1.00", problem.name: "x_1 = 1.00, x_2 = 2.00"}
    found = probe(PROBLEM, problem, lambda asked: answers[asked.name])
    assert found.conclusion == "feasible_unproven"
    assert template([*found.findings, *found.after.findings]) is None


def test_one_stale_answer_among_several_is_noise():
    problem = next(perturbed(PROBLEM))[0]
    replies = iter([solver(PROBLEM), parrot(problem), solver(PROBLEM), solver(problem)])
    assert probe(PROBLEM, problem, lambda _: next(replies), repeats=2).conclusion != "stale"


def test_a_change_that_moves_nothing_is_refused():
    slack = replace(PROBLEM, name="same")
    with pytest.raises(InputError, match="need not move"):
        probe(PROBLEM, slack, solver)


def test_without_a_place_in_the_text_nothing_is_changed():
    assert (
        list(
            perturbed(replace(PROBLEM, text="Make the best of 10.5 planks, of 10.5, in 15.0 or 15.0 hours."))
        )
        == []
    )


TELLINGS = [
    renamed(PROBLEM, {"x_1": "x_2", "x_2": "x_1"}),
    renamed(PROBLEM, {"x_1": "benches"}),
    reordered(PROBLEM),
    paraphrased(PROBLEM, TEXT.upper()),
]


def test_a_solver_gives_every_telling_the_same_answer():
    assert moves(PROBLEM, TELLINGS, solver) == []


def test_an_answer_by_position_moves_with_the_names():
    def first_is_more(problem):
        one, two = sorted(problem.names)
        return f"{one} = 3.90, {two} = 3.30"

    found = moves(PROBLEM, TELLINGS[:1], first_is_more)
    assert [finding.kind for finding in found] == ["optimum.unsteady"]
    assert found[0].message.startswith("renamed")


def test_renaming_reaches_the_text_and_swaps_at_once():
    problem = replace(PROBLEM, text="maximise 3 x_1 + 5 x_2; x_1 and x_10")
    assert (
        renamed(problem, {"x_1": "x_2", "x_2": "x_1"}).problem.text == "maximise 3 x_2 + 5 x_1; x_2 and x_10"
    )


def test_reuse_counts_only_where_the_truths_differ():
    moved, best, _ = next(perturbed(PROBLEM))
    here = assess(PROBLEM, parrot(PROBLEM), certificate=certify(PROBLEM))
    there = assess(moved, parrot(moved), certificate=best)
    assert reused([here, here]) == []
    found = reused([here, there])
    assert [finding.kind for finding in found] == ["optimum.reused"]
    assert template(found) is None  # by itself no proof
    half = {"half": {"x_1": 3.9, "x_2": 3.3}}
    rule = assess(moved, parrot(moved), certificate=best, heuristics=half)
    if rule.conclusion == "heuristic_match":
        assert template([*found, *rule.findings]) is not None
