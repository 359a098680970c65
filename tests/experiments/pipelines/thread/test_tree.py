import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.thread.losses import losses
from holdtrue.experiments.pipelines.thread.pruning import context
from holdtrue.experiments.pipelines.thread.steps import read_step, recovered
from holdtrue.experiments.pipelines.thread.tree import Node, ToolUse, references, resolved


def done(thought: str, conclusion: str, use: ToolUse | None = None, *subtasks: Node) -> Node:
    return Node(thought, use, list(subtasks), conclusion)


@pytest.fixture
def tree() -> Node:
    """A journey: the first part is done and has parts of its own, the second is being worked on."""
    fare = done("the fare", "12.50", ToolUse("fare", {"to": "Vell"}, "12.50 in 2nd class"))
    meal = done("the meal", "8", ToolUse("meal", {"on": "train"}, "8 with tea"))
    way = done("the way there", "20.50", None, fare, meal)
    bed = done("the bed", "31", ToolUse("bed", {"in": "Vell"}, "31 per night"))
    return Node("What does it cost?", None, [way, bed, Node("add 20.50 and 31")])


def test_only_conclusions_go_up(tree: Node) -> None:
    now = tree.subtasks[-1]
    assert context(tree, now, 0).splitlines() == [
        "What does it cost?",
        "  1. the way there => 20.50",
        "  2. the bed => 31",
        "  Now: 3. add 20.50 and 31",
    ]
    kept = context(tree, now, 1)
    assert "bed(Vell) returned 31 per night" in kept
    assert "fare(Vell)" not in kept
    everything = context(tree, now, None)
    assert "fare(Vell) returned 12.50 in 2nd class" in everything
    assert len(context(tree, now, 0)) < len(kept) < len(everything)


def test_what_has_not_begun_is_not_shown(tree: Node) -> None:
    tree.subtasks.append(Node("double #E3"))
    assert "#E3" not in context(tree, tree.subtasks[2], None)


def test_the_tree_is_in_the_schema_of_the_paper(tree: Node) -> None:
    form = json.loads(tree.to_json())
    assert set(form) == {"thought", "subtasks", "conclusion"}
    leaf = form["subtasks"][0]["subtasks"][0]
    assert leaf["tooluse"] == {
        "tool_name": "fare",
        "parameters": {"to": "Vell"},
        "tool_result": "12.50 in 2nd class",
    }
    assert (leaf["thought"], leaf["conclusion"]) == ("the fare", "12.50")


def test_what_a_conclusion_dropped_or_invented_is_measured() -> None:
    kept = done("the fare to Vell", "12.50", ToolUse("fare", {}, "12.50"))
    dropped = done("the terms", "valid until 2026-03-04", ToolUse("terms", {}, "15 EUR until 2026-03-04"))
    invented = done("the sum", "99", None, kept, dropped)
    by_thought = {loss.thought: loss for loss in losses(invented)}
    assert (by_thought["the fare to Vell"].lost, by_thought["the fare to Vell"].invented) == ((), ())
    assert by_thought["the terms"].lost == ("15 EUR",)
    assert by_thought["the sum"].invented == ("99",)


def test_a_name_that_was_a_whole_result_counts() -> None:
    (word,) = losses(done("the colour", "blue", ToolUse("fact", {}, "green")))
    assert (word.inside, word.lost, word.invented) == (1, ("green",), ("blue",))
    (loss,) = losses(done("the river", "the Wend", ToolUse("fact", {}, "the Merrow")))
    assert (loss.inside, loss.lost) == (1, ("Merrow",))


def test_references_are_read_and_not_replaced() -> None:
    before = [done(f"step {number}", f"<{number}>") for number in range(1, 13)]
    assert (
        resolved("add #E1 and #E12, not #E1a or a#E1 or #1", before)
        == "add <1> and <12>, not #E1a or a#E1 or #1"
    )
    assert references("add #E1 and #E12; #E3.") == (1, 12, 3)
    assert resolved("take #E1", [done("x", "#E2"), done("y", "z")]) == "take #E2", (
        "a conclusion is not read again"
    )


@pytest.mark.parametrize("thought", ["add #E2", "add #E0", "add #E13"])
def test_a_reference_to_nothing_is_refused(thought: str) -> None:
    with pytest.raises(StepFailed, match="dangling_reference"):
        resolved(thought, [done("one", "1")])


@pytest.mark.parametrize(
    ("text", "conclusion"),
    [
        ('{"conclusion": "12"}', "12"),
        ('{"conclusion": 12}', "12"),
        ('Sure, here it is: {"conclusion": "12"} I hope it helps.', "12"),
        ('```json\n{"conclusion": "12"}\n```', "12"),
        ('{"conclusion": "12"', "12"),  # a bracket is missing, no value
    ],
)
def test_json_is_recovered_where_nothing_has_to_be_invented(text: str, conclusion: str) -> None:
    assert read_step(text).conclusion == conclusion


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The answer is 12.",
        '{"conclusion": "12',  # could have been 1204
        '{"conclusion": 12',  # too
        '{"conclusion": ',
        '{"tooluse": {"tool_name": "add", "parameters": {"a": 1',
        '{"subtasks": ["one", "tw',
        '{"conclusion": "12"} {"conclusion": "13"}',
        "{" * 3000,
        "]}",
    ],
)
def test_half_of_a_value_is_no_value(text: str) -> None:
    with pytest.raises(StepFailed) as failed:
        read_step(text)
    assert failed.value.kind == "invalid_json"


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '{"thought": "hm"}',
        '{"conclusion": ""}',
        '{"conclusion": {"value": 1}}',
        '{"conclusion": "1", "subtasks": ["a"]}',
        '{"subtasks": []}',
        '{"subtasks": "a"}',
        '{"subtasks": [1, null]}',
        '{"tooluse": "add(1, 2)"}',
        '{"tooluse": {"tool_name": "add"}}',
        '{"tooluse": {"tool_name": 1, "parameters": {}}}',
    ],
)
def test_json_that_is_no_step_is_refused(text: str) -> None:
    with pytest.raises(StepFailed) as failed:
        read_step(text)
    assert failed.value.kind == "invalid_step"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(max_size=4), _VALUES, min_size=1, max_size=3), st.data())
def test_what_is_recovered_of_a_cut_text_says_nothing_that_the_whole_did_not(
    value: dict, data: st.DataObject
) -> None:
    text = json.dumps(value)
    cut = data.draw(st.integers(0, len(text)))
    try:
        found = recovered(text[:cut])
    except StepFailed:
        return
    assert _is_part(found, value)


def _is_part(found: object, whole: object) -> bool:
    if isinstance(found, dict) and isinstance(whole, dict):
        return all(key in whole and _is_part(each, whole[key]) for key, each in found.items())
    if isinstance(found, list) and isinstance(whole, list):
        return len(found) <= len(whole) and all(map(_is_part, found, whole))
    return found == whole
