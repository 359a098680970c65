"""Writes an artifact back into what LangChain passes between steps: the way back from `handover`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from langchain_core.documents import Document
from langchain_core.messages import AIMessage, BaseMessage
from pydantic import BaseModel

from holdtrue.checks import Artifact, InputError
from holdtrue.checks.artifact import UNNAMED
from holdtrue.middleware.attachment.handover import CALLS, METADATA, VALUE, Selector, read_output


def write_output(value: Any, artifact: Artifact, selector: Selector = None) -> Any:
    """A step's output with another artifact for its document; the output itself stays as it is.

    Raises:
        InputError: Where the document goes cannot be told, as behind a function.
    """
    if dict(read_output(value, selector)) == dict(artifact):
        return value
    if callable(selector):
        if is_whole(value, read_output(value, selector)):
            return _text(artifact)
        msg = (
            "after= is a function, which says where the document is, not how to put another there: name a key"
        )
        raise InputError(msg)
    if selector is None:
        return _written(value, artifact)
    if isinstance(value, BaseModel):
        return value.model_copy(update={selector: _written(getattr(value, selector), artifact)})
    return {**value, selector: _written(value[selector], artifact)}


def is_whole(value: Any, artifact: Artifact) -> bool:
    """Whether the artifact is the value itself under some name: one file that holds all of a text."""
    return isinstance(value, str) and list(artifact.files.values()) == [value]


def _written(value: Any, artifact: Artifact) -> Any:
    if isinstance(value, Artifact):
        return artifact
    if value is None or isinstance(value, str):
        return _text(artifact)
    if isinstance(value, BaseMessage):
        return _say(value, artifact)
    if isinstance(value, Document):
        return _document(value, dict(artifact), UNNAMED, METADATA)
    if isinstance(value, Mapping) and _is_messages(value.get("messages")):
        return {**value, "messages": _last_said(value["messages"], artifact)}
    if _is_messages(value):
        return _last_said(value, artifact)
    if isinstance(value, Sequence) and value and all(isinstance(item, Document) for item in value):
        return _documents(value, artifact)
    if set(artifact.files) == {VALUE}:
        return _value(value, artifact.files[VALUE])
    if isinstance(value, Mapping):
        return dict(artifact)
    msg = f"cannot put a repaired document into a {type(value).__name__}"
    raise InputError(msg)


def _text(artifact: Artifact) -> str:
    if len(artifact) != 1:
        msg = f"one text is to be handed on, not {len(artifact)}"
        raise InputError(msg)
    return next(iter(artifact.files.values()))


def _say(message: BaseMessage, artifact: Artifact) -> BaseMessage:
    """The message with other words and other arguments for its tool calls; blocks that are no text stay."""
    files = dict(artifact)
    update: dict[str, Any] = {}
    if CALLS in files:
        calls = json.loads(files.pop(CALLS))
        old = getattr(message, "tool_calls", [])
        if len(calls) != len(old):
            msg = f"{len(old)} tool calls cannot become {len(calls)}"
            raise InputError(msg)
        update["tool_calls"] = [
            {**call, "name": new["name"], "args": new["args"]} for call, new in zip(old, calls, strict=True)
        ]
    if files:
        update["content"] = _content(message.content, _text(Artifact(files)))
    return message.model_copy(update=update)


def _content(content: Any, text: str) -> Any:
    if isinstance(content, str):
        return text
    others = [
        block
        for block in content
        if not (isinstance(block, str) or (isinstance(block, Mapping) and block.get("type") == "text"))
    ]
    return [*others, {"type": "text", "text": text}]


def _last_said(messages: Sequence[BaseMessage], artifact: Artifact) -> list[BaseMessage]:
    spoken = [index for index, message in enumerate(messages) if isinstance(message, AIMessage)]
    last = spoken[-1] if spoken else len(messages) - 1
    return [_say(message, artifact) if index == last else message for index, message in enumerate(messages)]


def _documents(documents: Sequence[Document], artifact: Artifact) -> list[Document]:
    files = dict(artifact)
    written = [
        _document(document, files, f"document {number}", f"document {number} {METADATA}")
        for number, document in enumerate(documents, 1)
    ]
    if files:
        msg = f"{len(documents)} documents cannot hold {next(iter(files))!r}, too"
        raise InputError(msg)
    return written


def _document(document: Document, files: dict[str, str], text: str, metadata: str) -> Document:
    """The document with its files, which are taken out of `files`; metadata that is not among them stays."""
    if text not in files:
        msg = f"a document is to be handed on, and {text!r} is not there"
        raise InputError(msg)
    update: dict[str, Any] = {"page_content": files.pop(text)}
    if metadata in files:
        update["metadata"] = json.loads(files.pop(metadata))
    return document.model_copy(update=update)


def _value(value: Any, text: str) -> Any:
    try:
        data = json.loads(text)
    except ValueError as error:
        msg = f"the repaired value is not JSON: {error}"
        raise InputError(msg) from error
    return type(value).model_validate(data) if isinstance(value, BaseModel) else data


def _is_messages(value: Any) -> bool:
    return (
        isinstance(value, Sequence) and bool(value) and all(isinstance(item, BaseMessage) for item in value)
    )
