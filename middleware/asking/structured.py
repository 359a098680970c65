"""Asks a chat model for a JSON object, in whichever way the model can give one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.middleware.asking.chat import model_name
from holdtrue.middleware.asking.question import Question, Reply
from holdtrue.middleware.asking.spending import Spending, estimate_tokens

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import RunnableConfig

_STARTS = 100
"""Places of an answer's text at which an object is looked for."""


_ALONE: RunnableConfig = {"callbacks": []}
"""Keeps the call out of the books of the step around it, whose tokens a guard counts."""


def ask(model: BaseChatModel, question: Question) -> Reply:
    """Put a question to a model; never raises: what goes wrong is the reply's trouble.

    By structured output where the model has it; else, and where that gives nothing, by the object in its text.
    """
    from langchain_core.messages import HumanMessage, SystemMessage

    messages = [SystemMessage(question.system), HumanMessage(question.user)]
    spent = Spending(model_name(model))
    try:
        answer = model.with_structured_output(dict(question.schema), include_raw=True).invoke(
            messages, _ALONE
        )
    except Exception:  # noqa: BLE001  # has no such thing, or its provider takes no such schema: then in words
        return _in_words(model, question, messages, spent)
    raw = answer.get("raw") if isinstance(answer, dict) else None
    spent += _spending(raw, question)
    value = answer.get("parsed") if isinstance(answer, dict) else None
    if not isinstance(value, Mapping) and raw is not None:
        value = read_object(raw.text)
    return _reply(value, spent)


def _in_words(
    model: BaseChatModel, question: Question, messages: Sequence[BaseMessage], spent: Spending
) -> Reply:
    from langchain_core.messages import SystemMessage

    shape = json.dumps(question.schema, ensure_ascii=False)
    told = SystemMessage(
        f"{question.system}\nAnswer with one JSON object of this schema and nothing else:\n{shape}"
    )
    try:
        raw = model.invoke([told, *messages[1:]], _ALONE)
    except Exception as error:  # noqa: BLE001  # whatever a provider raises: there is no answer
        return Reply(None, spent, f"the model failed: {type(error).__name__}: {error}"[:300])
    return _reply(read_object(raw.text), spent + _spending(raw, question))


def _reply(value: Any, spent: Spending) -> Reply:
    if isinstance(value, Mapping):
        return Reply(dict(value), spent)
    return Reply(None, spent, "the model's answer holds no JSON object")


def _spending(raw: Any, question: Question) -> Spending:
    usage = getattr(raw, "usage_metadata", None)
    if usage:
        return Spending("", 1, usage["input_tokens"], usage["output_tokens"])
    return Spending("", 1, question.tokens, estimate_tokens(getattr(raw, "text", "") or ""))


def read_object(text: str) -> dict[str, Any] | None:
    """The first JSON object in a text, as models wrap it in courtesy and code fences; None where there is none."""
    decoder = json.JSONDecoder()
    start = -1
    for _ in range(_STARTS):
        start = text.find("{", start + 1)
        if start < 0:
            return None
        try:
            value, _end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return None
