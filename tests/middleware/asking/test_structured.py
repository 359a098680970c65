"""A model is asked for an object in whichever way it can give one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import RunnableLambda

from holdtrue.checks import InputError
from holdtrue.experiments.models.scripted import ScriptedChatModel
from holdtrue.middleware.asking import Fence, Prices, Question, ask, chat_model, estimate_tokens, read_object

SCHEMA = {
    "title": "answer",
    "description": "An answer.",
    "type": "object",
    "properties": {"a": {"type": "integer"}},
}
QUESTION = Question("key", "Answer.", "What?", SCHEMA)


class ToolModel(GenericFakeChatModel):
    """Answers by calling the tool that it is bound to, as hosted models do."""

    def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
        call = {"name": tools[0]["title"], "args": {"a": 2}, "id": "1"}
        usage: Any = {"input_tokens": 5, "output_tokens": 2, "total_tokens": 7}
        return RunnableLambda(lambda _: AIMessage("", tool_calls=[call], usage_metadata=usage))


def test_by_structured_output_where_the_model_has_it() -> None:
    reply = ask(ToolModel(messages=iter([])), QUESTION)
    assert reply.value == {"a": 2}
    assert (reply.spent.calls, reply.spent.input_tokens, reply.spent.output_tokens) == (1, 5, 2)


@pytest.mark.parametrize(
    "text", ['{"a": 1}', 'Sure!\n```json\n{"a": 1}\n```\nMore?', 'a {brace} and {"a": 1}']
)
def test_by_the_object_in_the_text_where_it_has_not(text: str) -> None:
    told: list[str] = []

    def answer(messages: Any) -> str:
        told.append(messages[0].text)
        return text

    reply = ask(ScriptedChatModel(answer), QUESTION)
    assert reply.value == {"a": 1}
    assert json.dumps(SCHEMA) in told[0]


@pytest.mark.parametrize("text", ["", "I cannot help with that.", "[1, 2]", '{"a": ', "{" * 5_000])
def test_an_answer_without_an_object_is_trouble(text: str) -> None:
    reply = ask(ScriptedChatModel(lambda _: text), QUESTION)
    assert reply.value is None
    assert reply.trouble


def test_a_model_that_fails_is_trouble() -> None:
    def fail(_: Any) -> str:
        raise ConnectionError("no route")

    assert "no route" in ask(ScriptedChatModel(fail), QUESTION).trouble


@given(
    st.text(max_size=80),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=3),
    st.text(max_size=80),
)
def test_an_object_is_found_whatever_stands_around(before: str, value: dict[str, int], after: str) -> None:
    assert read_object(before.replace("{", "") + json.dumps(value) + after) == value


def test_the_id_depends_on_the_key_only() -> None:
    other = Question("key", "Other words.", "Other text.", SCHEMA)
    assert QUESTION.id == other.id != Question("key 2", "Answer.", "What?", SCHEMA).id
    assert len(QUESTION.id) <= 64


@pytest.mark.parametrize("name", ["gpt", "nobody:model", ":", "openai:"])
def test_an_unknown_model_is_one_clear_line(name: str) -> None:
    with pytest.raises(InputError) as error:
        chat_model(name)
    assert "\n" not in str(error.value)


def test_prices() -> None:
    assert Prices.of("2.5/10").cost(1_000_000, 100_000) == pytest.approx(3.5)
    for wrong in ("", "2.5", "a/b", "-1/2", "nan/1"):
        with pytest.raises(InputError, match="prices are written"):
            Prices.of(wrong)


def test_a_fence_has_a_mark_of_its_own() -> None:
    assert len({Fence(["text"]).mark for _ in range(20)}) == 20
    fence = Fence(["text"])
    assert fence.mark in fence.rule
    assert fence.put("BEFORE a.txt", "text").splitlines() == [
        f"<{fence.mark} BEFORE a.txt>",
        "text",
        f"</{fence.mark}>",
    ]


def test_tokens_are_about_a_quarter_of_the_bytes() -> None:
    assert [estimate_tokens(text) for text in ("", "a", "abcd", "abcde", "\ud800")] == [0, 1, 1, 2, 1]
