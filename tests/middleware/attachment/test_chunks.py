"""A stream is added up as LangChain adds it up, in time that grows with its length."""

from __future__ import annotations

import json
from typing import Any

import pytest
from langchain_core.messages import AIMessageChunk, HumanMessageChunk
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.utils.json import parse_partial_json

from holdtrue.middleware.attachment.chunks import total


def pieces(text: str) -> list[AIMessageChunk]:
    """A tool call whose arguments arrive ten characters at a time."""
    return [
        AIMessageChunk(
            "", tool_call_chunks=[tool_call_chunk(args=text[start : start + 10], index=0, name=None)]
        )
        for start in range(0, len(text), 10)
    ]


def test_the_arguments_of_a_long_tool_call_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"content": "x" * 5_000})
    chunks = pieces(text)
    read = 0

    def counting(part: str, *, strict: bool = False) -> Any:
        nonlocal read
        read += len(part)
        return parse_partial_json(part, strict=strict)

    monkeypatch.setattr("langchain_core.messages.ai.parse_partial_json", counting)
    message = total(chunks)
    assert message.tool_call_chunks[0]["args"] == text
    assert read < 3 * len(text)


def test_messages_that_do_not_add_up_give_the_last_one() -> None:
    clashing = [
        AIMessageChunk("a", response_metadata={"n": {}}),
        AIMessageChunk("b", response_metadata={"n": "c"}),
    ]
    assert total(clashing) is clashing[1]
    assert total([HumanMessageChunk("a"), 1]) == 1


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [([], None), (["a", "b"], "ab"), ([[1], [2]], [1, 2]), ([{"a": 1}, {"b": 2}], {"b": 2})],
)
def test_values_add_up_or_give_the_last_one(chunks: list[Any], expected: Any) -> None:
    assert total(chunks) == expected
