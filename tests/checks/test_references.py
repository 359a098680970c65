"""Plans refer to what is there, and results are put in where whole references stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import HandOff, check
from holdtrue.checks.detectors import PLAN, SUBSTITUTION
from holdtrue.checks.references import faults, read_plan, references, substitute

PLAN_TEXT = """Plan: Find the capital.
#E1 = Search[capital of France]
Plan: Count who lives there.
#E2 = Search[population of #E1]
Plan: Compare.
#E10 = LLM[Is #E2 more than a million? See #E1.]
"""


@pytest.mark.parametrize(
    ("text", "results", "filled"),
    [
        ("ask #E10 and #E1.", {"#E1": "PARIS"}, "ask #E10 and PARIS."),
        ("ask #E10 and #E1.", {"#E1": "PARIS", "#E10": "ROME"}, "ask ROME and PARIS."),
        ("budget $1,200 for $1", {"$1": "Paris"}, "budget $1,200 for Paris"),
        ("$12 or $1.50 for $1.", {"$1": "Paris"}, "$12 or $1.50 for Paris."),
        ("pay $1k, $1 million, $1", {"$1": "x"}, "pay $1k, $1 million, x"),
        ("${1} and ${name}", {"$1": "a", "$name": "b"}, "a and b"),
        ("#E1 #E2", {"#E1": "see #E2", "#E2": "b"}, "see #E2 b"),
        ("colour #EEE111", {"#E1": "x"}, "colour #EEE111"),
    ],
)
def test_only_whole_references_are_replaced_and_once(text: str, results: dict[str, str], filled: str) -> None:
    assert substitute(text, results) == filled


def test_a_plan_is_read() -> None:
    steps = read_plan(PLAN_TEXT)
    assert [(step.name, [used.name for used in step.uses]) for step in steps] == [
        ("#E1", []),
        ("#E2", ["#E1"]),
        ("#E10", ["#E2", "#E1"]),
    ]
    assert list(faults(steps)) == []
    assert "".join(PLAN_TEXT[step.start : step.end] for step in steps) == PLAN_TEXT


def test_what_a_step_is_for_belongs_to_the_step_below() -> None:
    steps = read_plan("Plan: a town\n#E1 = town()\nPlan: the people of #E1\n#E2 = people(#E1)\n")
    assert [[used.name for used in step.uses] for step in steps] == [[], ["#E1", "#E1"]]
    assert list(faults(steps)) == []


def test_amounts_are_no_references_where_results_have_names() -> None:
    steps = read_plan('#E1 = price("tea")\n#E2 = below(#E1, "$5")\n')
    assert list(faults(steps)) == []


def test_numbered_calls_are_a_plan() -> None:
    steps = read_plan('1. search("capital")\n2. search("population of $1")\n3. math("$2 / 2")\n4. join()\n')
    assert [(step.name, [used.name for used in step.uses]) for step in steps] == [
        ("$1", []),
        ("$2", ["$1"]),
        ("$3", ["$2"]),
        ("$4", []),
    ]


def test_a_text_with_amounts_and_headings_is_no_plan() -> None:
    assert read_plan("1. Wash your hands.\n2. Pay $12 (or $1,200).\n# E\n") == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("#E1 = A[x]\n#E1 = B[y]\n", ["duplicate"]),
        ("#E1 = A[x]\n#E2 = B[#E7]\n", ["dangling"]),
        ("#E1 = A[#E2]\n#E2 = B[x]\n", ["late"]),
        ("#E1 = A[#E2]\n#E2 = B[#E1]\n#E3 = C[#E1]\n", ["cycle"]),
        ("#E1 = A[#E1]\n", ["cycle"]),
        ("#E1 = A[#E3]\n#E2 = A[#E1]\n#E3 = B[#E2]\n#E4 = C[#E9]\n", ["cycle", "dangling"]),
    ],
)
def test_faults_of_a_plan_are_found(text: str, kinds: list[str]) -> None:
    found = list(faults(read_plan(text)))
    assert [fault.kind for fault in found] == kinds
    assert all(text[fault.start : fault.end].startswith("#E") for fault in found)

    verdict = check(HandOff.of("Plan it.", text, contract="compress"), detectors=[PLAN])
    assert (verdict.outcome, {finding.kind for finding in verdict.findings}) == (
        "fail",
        {f"plan.{kind}" for kind in kinds},
    )


def test_a_plan_that_is_handed_on_keeps_its_steps() -> None:
    shorter = PLAN_TEXT.replace("#E2 = Search[population of #E1]\n", "").replace("#E2", "it")
    verdict = check(HandOff.of(PLAN_TEXT, shorter, contract="transform"), detectors=[PLAN])
    assert [finding.message for finding in verdict.findings] == ["the plan's step #E2 is gone"]
    assert check(HandOff.of(PLAN_TEXT, PLAN_TEXT), detectors=[PLAN]).outcome == "pass"


@pytest.mark.parametrize(
    ("text", "naive"),
    [("Is #E10 in #E1?", "Is PARIS0 in PARIS?"), ("budget $1,200 for $1", "budget Paris,200 for Paris")],
)
def test_a_plain_text_replacement_is_found(text: str, naive: str) -> None:
    results = {"#E1": "PARIS", "#E10": "the Louvre", "$1": "Paris"}
    before = {"step": text, **{name: value for name, value in results.items() if name in text}}

    verdict = check(HandOff.of(before, {"step": naive}), detectors=[SUBSTITUTION])
    assert verdict.outcome == "fail"
    assert verdict.findings[0].kind == "plan.collision"

    right = {"step": substitute(text, results)}
    assert check(HandOff.of(before, right), detectors=[SUBSTITUTION]).outcome == "pass"


def test_a_reference_without_a_result_is_told() -> None:
    before = {"step": "ask #E1 and #E2", "#E1": "PARIS"}
    verdict = check(HandOff.of(before, {"step": "ask PARIS and #E2"}), detectors=[SUBSTITUTION])
    assert [finding.kind for finding in verdict.findings] == ["plan.unfilled"]


@given(st.text(alphabet="#E$1230{}=, .\nx[]()"))
def test_no_text_breaks_it_and_nothing_to_put_in_changes_nothing(text: str) -> None:
    list(faults(read_plan(text)))
    assert substitute(text, {}) == text
    names = {reference.name: f"<{reference.name[1:]}>" for reference in references(text)}
    assert references(substitute(text, names)) == () or "$" in text or "#" in text


@given(st.integers(1, 30), st.integers(1, 30))
def test_a_result_never_lands_in_a_longer_name(first: int, second: int) -> None:
    filled = substitute(f"#E{first} #E{second}", {f"#E{first}": "A"})
    assert filled == ("A A" if first == second else f"A #E{second}")
