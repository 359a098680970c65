import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.pipelines.calling.reading import Call, read

CALL = Call("ring", {"person": "Ada [the elder]"})
TEXT = json.dumps([{"name": CALL.name, "arguments": dict(CALL.arguments)}])


@pytest.mark.parametrize(
    "before",
    [
        "",
        "I take [the list] for calls: ",
        "As in [1], {x} or [2, 3]: ",
        "{the calls}",
        '["see"] and {"a": 1}, so ',
    ],
)
def test_the_first_brackets_that_hold_calls_are_read(before: str) -> None:
    answer = read(before + TEXT)
    assert answer.calls == (CALL,)
    assert answer.is_bare == (not before)


@pytest.mark.parametrize(
    "text",
    [
        f"[{TEXT[1:-1]}, {TEXT[1:-1]}",  # cut off: one call of several is another answer
        '[{"name": "ring", "arguments": {"person": "say []',
        '[{"name": "add", "arguments": {"a": NaN}}]',
        "[" * 100_000,
        "[" + "9" * 5000,
    ],
)
def test_half_an_answer_holds_no_calls(text: str) -> None:
    answer = read(text)
    assert answer.calls is None
    assert answer.has_json


@pytest.mark.parametrize("piece", ["[x", "[[", '{"', '["\\"', "[1]", "[{", '{"a":['])
def test_no_answer_takes_long(piece: str) -> None:
    started = time.process_time()
    read(piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 2


@given(st.text(alphabet='[]{}",:1 a\\'))
def test_no_text_crashes_the_reader(text: str) -> None:
    answer = read(text)
    assert answer.has_json == ("[" in text or "{" in text)
    assert not answer.is_bare or answer.calls is not None
