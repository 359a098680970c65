"""Plans and traces as steps with what they refer to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from holdtrue.checks.readers.plans import is_plan
from tests.checks.readers.residue import misplaced, residue

CALLS = """# second version
Plan: Find the mooring fees of both harbours.
#E1 = Search[mooring fee Kivik 2026]
#E2 = Search[mooring fee Ystad 2026]

Plan: Compare #E1 with #E2.
#E3 = Calculator[#E1 - #E2]
"""
STEPS = """Goal: refit the boat

Step 1: Measure the mast.
  Tool: tape
  Output: $mast
Step 2: Order a sail of {{step1.length}} m
  from the loft.
  Depends on: 1
- [x] 3) Rig it after step 2.
"""
TRACE = """Thought: I need the tide.
Action: tide_table
Action Input: {"port": "Kivik"}
Observation: high water 05:40
Final Answer: 05:40
"""
LETTER = """Dear Ana,

1. The mast is ready.
2. The sail is not.

Note: step aboard with care.
"""


def cells(document: Document) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(record.kind, [(cell.field, cell.text) for cell in record.cells]) for record in document.records]


@pytest.mark.parametrize("text", [CALLS, STEPS, TRACE])
def test_nothing_falls_between(text):
    document = read("plan", text, format="plan")
    assert is_plan(text.splitlines())
    assert residue(document) == []
    assert misplaced(document) == []


@pytest.mark.parametrize("text", [CALLS, STEPS, TRACE])
def test_a_plan_in_a_text_file_is_read_as_one(text):
    assert read("plan.txt", text).records == read("plan", text, format="plan").records


def test_a_letter_is_no_plan():
    assert not is_plan(LETTER.splitlines())


def test_calls_have_an_id_a_tool_and_references():
    assert cells(read("plan", CALLS, format="plan")) == [
        ("comment", [("", "second version")]),
        ("plan", [("Plan", "Find the mooring fees of both harbours.")]),
        ("call", [("id", "#E1"), ("tool", "Search"), ("input", "mooring fee Kivik 2026")]),
        ("call", [("id", "#E2"), ("tool", "Search"), ("input", "mooring fee Ystad 2026")]),
        ("plan", [("Plan", "Compare #E1 with #E2."), ("reference", "#E1"), ("reference", "#E2")]),
        (
            "call",
            [
                ("id", "#E3"),
                ("tool", "Calculator"),
                ("input", "#E1 - #E2"),
                ("reference", "#E1"),
                ("reference", "#E2"),
            ],
        ),
    ]


def test_steps_have_numbers_fields_and_what_they_need():
    assert cells(read("plan", STEPS, format="plan"))[1:] == [
        (
            "step",
            [
                ("word", "Step"),
                ("number", "1"),
                ("text", "Measure the mast."),
                ("Tool", "tape"),
                ("Output", "$mast"),
                ("reference", "$mast"),
            ],
        ),
        (
            "step",
            [
                ("word", "Step"),
                ("number", "2"),
                ("text", "Order a sail of {{step1.length}} m"),
                ("reference", "{{step1.length}}"),
                ("text", "from the loft."),
                ("Depends on", "1"),
                ("reference", "1"),
            ],
        ),
        ("step", [("done", "x"), ("number", "3"), ("text", "Rig it after step 2."), ("reference", "2")]),
    ]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*"\n\n #=[]():-$x1é\t", "#E1", " = Tool[", "Step 2: ", "Thought: ", "depends on: ", "{{a}}"]
        ),
        max_size=60,
    ).map("".join)
    | st.text(max_size=200)
)
def test_any_text_is_read_and_lies_where_it_says(text):
    is_plan(text.splitlines())
    document = read("plan", text, format="plan")
    assert misplaced(document) == []
    assert residue(document) == []
