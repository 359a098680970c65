"""Released planners put results in with text replacement, cut arguments at brackets, and drop what they cannot read."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.tools import BaseTool, tool

from holdtrue.experiments.pipelines.copying import numbers, spans, value_rules
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.notation import ResultOf, ToolCall, carry_out, read_call, written
from holdtrue.experiments.tasks import task


@tool
def add(a: float, b: float) -> str:
    """Add two numbers."""
    return str(a + b)


@tool
def greet(name: str, greeting: str = "Hello") -> str:
    """Greet somebody."""
    if name == "nobody":
        msg = "SECRET: nobody is there"
        raise ValueError(msg)
    return f"{greeting}, {name}!"


TOOLS: list[BaseTool] = [add, greet]

_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
_RESULTS = st.builds(ResultOf, st.integers(1, 99).map("#E{}".format))
_VALUES = _SCALARS | _RESULTS | st.lists(_SCALARS)


@given(st.lists(_VALUES), st.dictionaries(st.from_regex(r"[a-z_]{1,8}", fullmatch=True), _VALUES))
def test_what_is_written_is_read_back(args: list[object], named: dict[str, object]) -> None:
    call = ToolCall("do.it", tuple(args), named)
    if len(str(call)) <= 2000:
        assert read_call(str(call)) == call


@given(st.text(max_size=200))
def test_no_text_crashes_the_reader(text: str) -> None:
    with suppress(StepFailed):
        read_call(text)


@pytest.mark.parametrize(
    "text",
    ["", "add", "add(", "add(1", "add(1,)", "add(1 2)", "add(x)", "add(1) and more", "add(a=1, 2)", "two words(1)", "add(a=1, a=2)", "add(" + "[" * 1500],
)  # fmt: skip
def test_half_a_call_is_none(text: str) -> None:
    with pytest.raises(StepFailed, match="unparsed_call"):
        read_call(text)


def test_brackets_and_commas_belong_to_the_text_that_they_stand_in() -> None:
    call = read_call('pick("list[0] of #E1, or (b)", #E2)')
    assert call.args == ("list[0] of #E1, or (b)", ResultOf("#E2"))
    assert call.refs == ("#E1", "#E2")


def test_the_tenth_result_is_not_the_first_with_a_nought() -> None:
    call = read_call('ask("#E10 or #E1?", #E10, #E1)').resolved({"#E1": "PARIS", "#E10": "ROME"})
    assert call.args == ("ROME or PARIS?", "ROME", "PARIS")


def test_money_is_no_reference() -> None:
    call = read_call('plan("budget $1,200 for #E1, $1 a day")').resolved({"#E1": "Paris"})
    assert call.args == ("budget $1,200 for Paris, $1 a day",)


def test_a_result_that_looks_like_a_reference_is_not_replaced_again() -> None:
    assert read_call('say(#E1, "#E1")').resolved({"#E1": "see #E2", "#E2": "x"}).args == (
        "see #E2",
        "see #E2",
    )


def test_a_result_that_is_not_there_stops_the_call() -> None:
    with pytest.raises(StepFailed, match="dangling_reference"):
        read_call("ask(#E7)").resolved({"#E1": "x"})


def test_results_are_texts_and_become_numbers_where_numbers_are_wanted() -> None:
    assert carry_out(read_call("add(#E1, 2)").resolved({"#E1": "40"}), TOOLS) == "42.0"
    assert carry_out(read_call('greet("7")'), TOOLS) == "Hello, 7!"
    assert carry_out(read_call('greet(name="Ada", greeting="Hi")'), TOOLS) == "Hi, Ada!"


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ('search("x")', "unknown_tool"),
        ('add(1, "many")', "wrong_arguments"),
        ("add(1)", "wrong_arguments"),
        ("add(1, 2, 3)", "wrong_arguments"),
        ("add(1, a=2)", "wrong_arguments"),
        ("add(1, 2, c=3)", "wrong_arguments"),
        ('greet("nobody")', "tool_failed"),
    ],
)
def test_a_call_that_comes_to_nothing_says_why_by_class(call: str, kind: str) -> None:
    with pytest.raises(StepFailed) as failed:
        carry_out(read_call(call), TOOLS)
    assert failed.value.kind == kind


def test_a_solution_in_this_notation_comes_to_the_answer() -> None:
    one = task("tools-4-3")
    results: dict[str, str] = {}
    for number, call in enumerate(written(one.solution, one.tool), 1):
        results[f"#E{number}"] = carry_out(read_call(str(call)).resolved(results), one.tools)
    assert results["#E4"] == one.answer


@given(st.text(max_size=300))
def test_what_can_be_copied_stands_in_the_text(text: str) -> None:
    flat = " ".join(text.split())
    for span in spans(text):
        assert span in flat
        assert json.loads(f'"{span}"' if span.isprintable() else '""') in (span, "")
    assert all(number in text for number in numbers(text))


@pytest.mark.parametrize("result", ["[" * 100_000, "NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_a_result_that_is_no_number_stays_a_text(result: str) -> None:
    call = read_call("add(#E1, 2)").resolved({"#E1": result})
    with pytest.raises(StepFailed, match="wrong_arguments"):
        carry_out(call, [add])


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999"])
def test_what_only_python_takes_for_json_is_no_argument(value: str) -> None:
    with pytest.raises(StepFailed, match="unparsed_call"):
        read_call(f"add({value}, 2)")


def test_a_control_sign_is_copied_as_json() -> None:
    assert r"\\u0001" in value_rules("an odd\x01name")
