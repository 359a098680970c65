"""Reads what LangChain passes between steps as artifacts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, convert_to_messages
from langchain_core.prompt_values import PromptValue
from pydantic import BaseModel

from holdtrue.checks import Artifact, InputError
from holdtrue.checks.artifact import UNNAMED

Selector = str | Callable[[Any], Any] | None
"""Where the document is in what is passed: a key, a function, or None for the usual place."""

VALUE = "value.json"
"""File name of a value that is neither text nor messages, written as JSON."""

CALLS = "tool_calls.json"
"""File name of the tool calls of a message, written as JSON."""

METADATA = "metadata.json"
"""File name, or the end of it, of a document's metadata, written as JSON; an empty one is left out."""

_ROLES = ("system", "human", "user", "ai", "assistant")


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
    value = _messages(value)
    if not _is_messages(value):
        return ""
    return "\n\n".join(message.text for message in value if isinstance(message, SystemMessage))


def _read(value: Any, selector: Selector, speaker: type[BaseMessage]) -> Artifact:
    if callable(selector):
        value = selector(value)
    elif selector is not None and isinstance(value, BaseModel) and hasattr(value, selector):
        value = getattr(value, selector)
    elif selector is not None:
        if not isinstance(value, Mapping) or selector not in value:
            held = ", ".join(map(str, value)) if isinstance(value, Mapping) else type(value).__name__
            msg = f"the hand-off has no key {selector!r} (it holds: {held})"
            raise InputError(msg)
        value = value[selector]
    return artifact_of(value, speaker)


def artifact_of(value: Any, speaker: type[BaseMessage]) -> Artifact:
    """The artifact that a value is; of messages, what `speaker` said last.

    Raises:
        InputError: The value cannot be read.
    """
    if value is None:
        return Artifact.of("")
    if isinstance(value, Artifact | str):
        return Artifact.of(value)
    value = _messages(value)
    if isinstance(value, BaseMessage):
        return _said(value)
    if isinstance(value, Document):
        return Artifact({UNNAMED: value.page_content, **_metadata(value, METADATA)})
    if _is_messages(value):
        spoken = [message for message in value if isinstance(message, speaker)] or value
        return _said(spoken[-1])
    if isinstance(value, Sequence) and value and all(isinstance(item, Document) for item in value):
        files: dict[str, str] = {}
        for number, item in enumerate(value, 1):
            files[f"document {number}"] = item.page_content
            files |= _metadata(item, f"document {number} {METADATA}")
        return Artifact(files)
    if (
        isinstance(value, Mapping)
        and value
        and all(isinstance(item, str) for item in (*value, *value.values()))
    ):
        return Artifact.of(value)
    return Artifact({VALUE: _as_json(value)})


def comparable(before: Artifact, after: Artifact) -> tuple[Artifact, Artifact]:
    """Both sides without what only one kind of value has: metadata counts where documents become documents."""
    kept = [[name for name in side.files if name.endswith(METADATA)] for side in (before, after)]
    if all(kept) or not any(kept):
        return before, after
    return _without(before, kept[0]), _without(after, kept[1])


def _without(side: Artifact, names: list[str]) -> Artifact:
    return Artifact({name: text for name, text in side if name not in names}) if names else side


def _metadata(document: Document, name: str) -> dict[str, str]:
    if not document.metadata:
        return {}
    return {name: json.dumps(document.metadata, ensure_ascii=False, indent=2, default=str)}


def _messages(value: Any) -> Any:
    """Messages in any form that LangChain takes for them, as a list of messages; other values as they are."""
    if isinstance(value, PromptValue):
        return value.to_messages()
    if isinstance(value, Mapping) and _is_messages(value.get("messages")):
        return value["messages"]
    if isinstance(value, list) and value and all(_is_like_a_message(item) for item in value):
        return convert_to_messages(value)
    return value


def _is_like_a_message(value: Any) -> bool:
    """Whether LangChain would read it as a message: one, a role with a text, or an object with both."""
    if isinstance(value, tuple):
        return len(value) == 2 and value[0] in _ROLES
    return isinstance(value, BaseMessage) or (isinstance(value, dict) and value.get("role") in _ROLES)


def _said(message: BaseMessage) -> Artifact:
    """A message's text, and its tool calls where it has some."""
    calls = getattr(message, "tool_calls", None)
    if not calls:
        return Artifact.of(message.text)
    files = {CALLS: _as_json([{"name": call["name"], "args": call["args"]} for call in calls])}
    return Artifact({UNNAMED: message.text, **files} if message.text else files)


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
