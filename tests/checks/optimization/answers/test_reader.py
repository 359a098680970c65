import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.optimization.answers import AnswerReader, read_answer

from .problems import furniture, knapsack, packing, rota, shipping, tour


def values(problem, text):
    return {name: figure.value for name, figure in read_answer(problem, text).values.items()}


@pytest.mark.parametrize(
    "text",
    [
        "x_1 = 3, x_2 = 4.50",
        "x_1 = 3; x_2 = 4,50",
        "- x_1: 3\n- x_2: 4.5",
        "* **x_1** = 3.0\n* **x_2** = 4.5",
        "1. x_1 = 3\n2. x_2 = 4.5",
        "$$x_1^* = 3.0,\\quad x_2^* = \\frac{9}{2}$$",
        " x_1 &= 3 \\\\ x_2 &= 4.5",
        "$x_{1} \\approx 3$ and $x_{2} \\approx 4.5$",
        "\\mathbf{x} = \\begin{pmatrix} 3 \\\\ 4.5 \\end{pmatrix}",
        "x = (3, 4.5)",
        "x* = [3.0, 4.5]",
        "(x_1, x_2) = (3, 4.5)",
        "Make 3 chairs and 4.5 tables.",
        "Chairs: 3 (at most 10)\nTables: 4.5 (at most 8)",
        "Chairs – 3\nTables – 4.5",
        "x1=3 x2=4.5",
        '{"x_1": 3, "x_2": 4.5}',
        'Sure!\n```json\n{"solution": {"x_1": 3.00, "x_2": 4.50}, "status": "optimal"}\n```',
        '{"x": [3, 4.5]}',
        '{"variables": [{"name": "x_1", "value": 3}, {"name": "x_2", "value": 4.5}]}',
        '{"chairs": 3, "tables": 4.5}',
        "{'x_1': 3.0, 'x_2': 4.5}",
        "| variable | value |\n|---|---|\n| x_1 | 3 |\n| x_2 | 4.5 |",
        "| product | profit each | quantity |\n|---|---|---|\n| chairs | 7 | 3 |\n| tables | 8 | 4.5 |",
        "| x_1 | x_2 |\n|---|---|\n| 3 | 4.5 |",
        "variable  value\n--------  -----\nx_1       3\nx_2       4.5",
        "variable,value\nx_1,3\nx_2,4.5",
        "Start with x_1 = 0 and x_2 = 0. Improve. Now x_1 = 3 and x_2 = 4.5.",
        "0 <= x_1 <= 10\n2x_1 + 3x_2 = 12\nx_1 = 3\nx_2 = 4.5",
        "x_1 = 6/2 = 3 and x_2 = 9/2",
        "x_1 = 10 - 7 = 3, and x_2 = 4.5 with Z = 31.5",
        "- x_1: chairs (at most 5)\n- x_2: tables (at most 6)\n\nx_1 = 3\nx_2 = 4.5",
        "x_1 = 3, x_2 = 4.5. If x_1 = 4 were wanted, x_2 = 2.5.",
        "## Step 1: Look\nThere are chairs and tables.\n## Step 2: Answer\nMake 3 chairs and 4.5 tables.",
        "The best point is (3, 4.5).",
        "The number of chairs is 3 and the number of tables is 4.5.",
    ],
)
def test_one_answer_in_many_forms(text):
    assert values(furniture(), text) == {"x_1": 3.0, "x_2": 4.5}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x_1 = 1,200 units, x_2 = 0.50", 1200.0),
        ("x_1 = 1.200 Stück, x_2 = 0,50", 1200.0),
        ("x_1 = 1'200; x_2 = 0.5", 1200.0),
        ("x_1 = 1\u202f200; x_2 = 0,5", 1200.0),
        ("x_1 = 12 000 units; x_2 = 0.5", 12000.0),
        ("x_1 = 1{,}200, x_2 = 0.5", 1200.0),
        ("x_1 = 1.2e3, x_2 = 0.5", 1200.0),
        ("x_1 = 1.2 \\times 10^{3}, x_2 = 0.5", 1200.0),
        ("x_1 = 1.2×10³, x_2 = 0.5", 1200.0),
        ("x_1 = 1.2 thousand units\nx_2 = 0.5", 1200.0),
        ("x_1 = -1200\nx_2 = 0.5", -1200.0),
        ("x_1 = − 1200\nx_2 = 0.5", -1200.0),
    ],
)
def test_notations_of_numbers(text, wanted):
    found = values(furniture(), text)
    assert math.isclose(found["x_1"], wanted)
    assert found["x_2"] == 0.5


def test_printed_digits_are_kept():
    answer = read_answer(furniture(), "x_1 = 3.10, x_2 = 7/2")
    assert answer.values["x_1"].decimals == 2
    assert answer.values["x_2"].decimals is None
    assert answer.text[answer.values["x_1"].start : answer.values["x_1"].end] == "3.10"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("x_1 = 3\nx_2 = 4\nObjective: 29", 29.0),
        ("x_1 = 3\nx_2 = 4\nTotal profit = 3*3 + 5*4 = 29", 29.0),
        ("Make 3 chairs and 4 tables for a total profit of €29.", 29.0),
        ("x_1 = 3\nx_2 = 4\nGesamtgewinn: 1.029,50 €", 1029.5),
        ("x_1 = 3 (profit 9)\nx_2 = 4 (profit 20)\nThe maximum profit is 29 EUR.", 29.0),
        ('{"x_1": 3, "x_2": 4, "objective_value": 29.0}', 29.0),
        ("x_1 = 3\nx_2 = 4\n$z^* = 29$", 29.0),
        ("x_1 = 3\nx_2 = 4\nmaximise profit 3x_1 + 5x_2", None),
        ("x_1 = 3\nx_2 = 4", None),
    ],
)
def test_claimed_objective(text, claimed):
    answer = read_answer(furniture(), text)
    assert (answer.objective.value if answer.objective else None) == claimed
    assert answer.readable


@pytest.mark.parametrize(
    "text",
    [
        "plant A to shop C: 1\nplant A to shop D: 2\nA to E: 3\nB -> C: 4\nB -> D: 5\nB -> E: 6",
        "| | C | D | E |\n|---|---|---|---|\n| A | 1 | 2 | 3 |\n| B | 4 | 5 | 6 |",
        "From plant A:\n- 1 to shop C\n- 2 to shop D, 3 to E\nFrom plant B:\n  - to C: 4, to D: 5\n  - to E: 6",
        '{"A": {"C": 1, "D": 2, "E": 3}, "B": {"C": 4, "D": 5, "E": 6}}',
        "A ships 1 to C, 2 to D and 3 to E; B ships 4 to C, 5 to D and 6 to E.",
        "from,to,unit cost,quantity\nA,C,9,1\nA,D,9,2\nA,E,9,3\nB,C,9,4\nB,D,9,5\nB,E,9,6",
    ],
)
def test_pairs(text):
    assert list(values(shipping(), text).values()) == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]


def test_a_total_below_a_table_is_the_claim():
    text = "| From | To | Units | Unit cost | Cost |\n|:--|:--|--:|--:|--:|\n| A | C | 40 | 4 | 160 |\n| B | D | 20 | 3 | 60 |\n"
    answer = read_answer(shipping(), text + "| **Total** | | | | **220** |")
    assert answer.objective.value == 220.0
    assert answer.values["ship_B_D"].value == 20.0


@pytest.mark.parametrize(
    "piece",
    ["x_1 (", "chairs ", "((((", '{"x_1": ', "x = (1, ", "[[", "\\frac{", "| a | b |\n", "1,", "Lyon, "],
)
def test_time_grows_with_the_length_and_no_faster(piece):
    def once(size):
        begun = time.process_time()
        read_answer(furniture(), piece * (size // len(piece)))
        read_answer(tour(), piece * (size // len(piece)))
        return time.process_time() - begun

    def seconds(size):  # the least of a few: what else the machine does only adds to it
        return min(once(size) for _ in range(3))

    once(2_000)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.04)


def test_records_take_the_amount_and_not_its_price():
    text = '{"shipments": [{"from": "A", "to": "C", "unit_cost": 4, "units": 40}], "total_cost": 160}'
    answer = read_answer(shipping(), text)
    assert answer.values["ship_A_C"].value == 40.0
    assert answer.objective.value == 160.0
    assert "ship_A_D" in answer.implied  # pairs that are not listed carry nothing
    assert answer.values["ship_A_D"].value == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "Take the lamp and the tent.",
        "lamp: 1\nrope: 0\ntent: 1",
        '{"selected": ["lamp", "tent"], "value": 8}',
        "Selected items:\n- lamp (weight 3)\n- tent (weight 2)\n\nLeft out: rope",
    ],
)
def test_choices(text):
    assert list(values(knapsack(), text).values()) == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    "text",
    [
        "Lyon -> Nice -> Paris -> Brest -> Lyon",
        "The best tour is Lyon → Nice → Paris → Brest, with a length of 300.5 km.",
        "stop 1: Lyon\nstop 2: Nice\nstop 3: Paris\nstop 4: Brest",
        '{"tour": ["Lyon", "Nice", "Paris", "Brest"], "distance": 30.5}',
        "| name | value |\n|---|---|\n| stop 1 | Lyon |\n| stop 2 | Nice |\n| stop 3 | Paris |\n| stop 4 | Brest |",
    ],
)
def test_tours(text):
    assert list(values(tour(), text).values()) == [0.0, 2.0, 1.0, 3.0]


def test_a_tour_that_leaves_a_town_out_is_no_answer():
    answer = read_answer(tour(), "Lyon -> Nice -> Paris.")
    assert not answer.readable


@pytest.mark.parametrize(
    "text",
    [
        "Bin 1: item 1, item 3\nBin 2: items 2, 4 and 5",
        '{"bin 1": ["item 1", "item 3"], "bin 2": [2, 4, 5]}',
        '{"item 1": 1, "item 2": 2, "item 3": "bin 1", "item 4": 2, "item 5": 2}',
        "item 1: bin 1; item 2: bin 2; item 3 -> bin 1; item 4 is in bin 2\nitem 5 goes into bin 2",
    ],
)
def test_groups(text):
    assert list(values(packing(), text).values()) == [0.0, 1.0, 0.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "text",
    [
        "Ann: painting, Bob: driving, Cem: baking.",
        "Ann does the painting, Bob the driving and Cem the baking.",
    ],
)
def test_labels(text):
    assert list(values(rota(), text).values()) == [0.0, 2.0, 1.0]


def test_steps_of_a_method():
    text = "Iteration 0: x_1 = 0, x_2 = 0, f = 0\nIteration 1: x_1 = 1.0, x_2 = 2.0, f = 13\n\nFinal answer: x_1 = 1.0, x_2 = 2.0"
    answer = read_answer(furniture(), text)
    assert [(each.number, each.objective.value) for each in answer.iterates] == [(0, 0.0), (1, 13.0)]
    assert answer.values["x_2"].value == 2.0


@pytest.mark.parametrize(
    "text",
    [
        "| k | x_1 | x_2 | f |\n|---|---|---|---|\n| 0 | 1.0 | 2.0 | 13.0 |\n| 1 | 0.5 | 1.0 | 6.5 |",
        "$x^{(0)} = (1.0, 2.0)$\n$x^{(1)} = (0.5, 1.0)$",
        '{"iterations": [{"k": 0, "x": [1.0, 2.0], "f": 13}, {"k": 1, "x": [0.5, 1.0], "f": 6.5}]}',
    ],
)
def test_forms_of_steps(text):
    answer = read_answer(furniture(), text)
    assert [each.values["x_2"].value for each in answer.iterates] == [2.0, 1.0]
    assert answer.values["x_1"].value == 0.5  # without another answer the last step is the answer


def test_what_is_no_answer_says_so():
    for text in ("", "   \n", "I am sorry, I cannot solve this.", "x" * 5_000_000):
        answer = read_answer(furniture(), text)
        assert answer.trouble
        assert not answer.readable


def test_missing_extra_and_wrong_dimensions():
    assert read_answer(furniture(), "x_1 = 3").missing == ("x_2",)
    assert read_answer(furniture(), "x_1 = 3; all other variables are 0").readable
    assert read_answer(furniture(), "x_1 = 3, x_2 = 4, x_3 = 5").extra == ("x_3",)
    assert "3" in read_answer(furniture(), '{"x": [3, 4, 5]}').trouble
    assert "more than 2" in read_answer(furniture(), "x = (3, 4, 5)").trouble


def test_not_a_number_stays_not_a_number():
    answer = read_answer(furniture(), "x_1 = nan, x_2 = -inf")
    assert math.isnan(answer.values["x_1"].value)
    assert answer.values["x_2"].value == -math.inf


FORMS = {
    "lines": lambda pairs: "\n".join(f"{name} = {text}" for name, text in pairs),
    "list": lambda pairs: "\n".join(f"- **{name}**: {text} units" for name, text in pairs),
    "table": lambda pairs: (
        "| name | value |\n|---|---|\n" + "\n".join(f"| {name} | {text} |" for name, text in pairs)
    ),
    "json": lambda pairs: "{" + ", ".join(f'"{name}": {text}' for name, text in pairs) + "}",
    "latex": lambda pairs: "$" + ", ".join(f"x_{{{name[2:]}}} = {text}" for name, text in pairs) + "$",
    "vector": lambda pairs: f"x = ({', '.join(text for _, text in pairs)})",
}


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2),
    st.integers(1, 6),
)
def test_what_is_printed_is_read_back(form, numbers, decimals):
    printed = [f"{number:.{decimals}f}" for number in numbers]
    answer = read_answer(furniture(), FORMS[form](list(zip(("x_1", "x_2"), printed, strict=True))))
    assert [figure.value for figure in answer.values.values()] == [float(text) for text in printed]
    assert [figure.decimals for figure in answer.values.values()] == [decimals, decimals]


@settings(max_examples=150)
@given(st.text(st.sampled_from('x_12 =:,.()[]{}|\\^*-0e\n"chairs→$'), max_size=60))
def test_nothing_crashes_it(text):
    AnswerReader(furniture()).read(text)
    AnswerReader(tour()).read(text)
