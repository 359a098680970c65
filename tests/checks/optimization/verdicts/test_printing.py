import pytest

from holdtrue.checks.optimization.answers import read_answer
from holdtrue.checks.optimization.verdicts.printing import half_of_claim, half_units

from ..answers.problems import furniture, knapsack, shipping


def halves(problem, text):
    return half_units(problem, read_answer(problem, text)).tolist()


def test_each_number_shows_its_own_last_place():
    assert halves(furniture(), "x_1 = 3.10, x_2 = 4.250") == pytest.approx([0.005, 0.0005])
    assert halves(furniture(), "x_1 = 12e2, x_2 = 7/2") == pytest.approx([50.0, 0.0])


def test_whole_variables_are_exact():
    assert halves(knapsack(), "lamp: 1, rope: 0, tent: 1") == [0.0, 0.0, 0.0]


def test_zeros_at_the_end_may_be_dropped():
    text = "A to C: 40, A to D: 12.57, A to E: 3.25, B to C: 0.51, B to D: 108.33, B to E: 7.25"
    assert halves(shipping(), text) == pytest.approx([0.005] * 6)


def test_significant_digits_are_recognised_by_the_numbers_together():
    answer = read_answer(furniture(), "x_1 = 42, x_2 = 5.0, objective 1100")
    assert half_units(furniture(), answer).tolist() == pytest.approx([0.5, 0.05])
    assert half_of_claim(furniture(), answer) == 50.0
    answer = read_answer(furniture(), "x_1 = 42.00, x_2 = 5.00, objective 1100")
    assert half_of_claim(furniture(), answer) == 0.5


def test_a_zero_is_as_exact_as_the_other_numbers():
    assert halves(furniture(), "x_1 = 0, x_2 = 4.25") == pytest.approx([0.005, 0.005])
