"""Reads what LangChain passes between steps as artifacts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.prompt_values import PromptValue
from pydantic import BaseModel

from holdtrue.checks import Artifact, InputError

Selector = str | Callable[[Any], Any] | None
"""Where the document is in what is passed: a key, a function, or None for the usual place."""

VALUE = "value.json"
"""File name of a value that is neither text nor messages, written as JSON."""


def read_input(value: Any, selector: Selector = None) -> Artifact:
    """The artifact in a step's input; of messages, the text of the last human one.

    Raises:
        InputError: The value has no such key or cannot be read.
    """
    return _read(value, selector, HumanMessage)


def read_output(value: Any, selector: Selector = None) -> Artifact:
    """The artifact in a step's output; of messages, the text of the last one a model wrote.

    Raises:
        InputError: The value has no such key or cannot be read.
    """
    return _read(value, selector, AIMessage)


def read_instruction(value: Any) -> str:
    """What a step's input asks for: the text of its system messages, empty where there are none."""
    if isinstance(value, PromptValue):
        value = value.to_messages()
    if not _is_messages(value):
        return ""
    return "\n\n".join(message.text for message in value if isinstance(message, SystemMessage))


def _read(value: Any, selector: Selector, speaker: type[BaseMessage]) -> Artifact:
    if callable(selector):
        value = selector(value)
    elif selector is not None:
        if not isinstance(value, Mapping) or selector not in value:
            held = ", ".join(map(str, value)) if isinstance(value, Mapping) else type(value).__name__
            msg = f"the hand-off has no key {selector!r} (it holds: {held})"
            raise InputError(msg)
        value = value[selector]
    return _artifact(value, speaker)


def _artifact(value: Any, speaker: type[BaseMessage]) -> Artifact:
    if value is None:
        return Artifact.of("")
    if isinstance(value, Artifact | str):
        return Artifact.of(value)
    if isinstance(value, PromptValue):
        value = value.to_messages()
    if isinstance(value, BaseMessage):
        return Artifact.of(value.text)
    if isinstance(value, Document):
        return Artifact.of(value.page_content)
    if _is_messages(value):
        spoken = [message for message in value if isinstance(message, speaker)] or value
        return Artifact.of(spoken[-1].text)
    if isinstance(value, Sequence) and value and all(isinstance(item, Document) for item in value):
        return Artifact({f"document {number}": item.page_content for number, item in enumerate(value, 1)})
    if (
        isinstance(value, Mapping)
        and value
        and all(isinstance(item, str) for item in (*value, *value.values()))
    ):
        return Artifact.of(value)
    return Artifact({VALUE: _as_json(value)})


def _is_messages(value: Any) -> bool:
    return (
        isinstance(value, Sequence) and bool(value) and all(isinstance(item, BaseMessage) for item in value)
    )


def _as_json(value: Any) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    try:
        return json.dumps(value, ensure_ascii=False, indent=2)
    except (TypeError, ValueError) as error:
        msg = f"cannot read a {type(value).__name__} as a hand-off; pass before= or after= to say where the text is"
        raise InputError(msg) from error
