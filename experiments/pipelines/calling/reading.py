"""Reads calls out of a model's answer, and says what else is there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Call:
    """One call as a model wrote it."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered."""

    calls: tuple[Call, ...] | None
    """Its calls; None where no calls can be read. An empty array refuses: no calls, but an answer."""

    is_bare: bool
    """Whether there is nothing but the calls."""

    has_json: bool
    """Whether it looks as though calls were meant: there is a bracket or a brace."""


def read(text: str) -> Answer:
    """Read an answer: the first JSON array of calls or single call in it."""
    has_json = any(sign in text for sign in "[{")
    at = min((place for place in (text.find("["), text.find("{")) if place >= 0), default=-1)
    if at < 0:
        return Answer(None, is_bare=False, has_json=False)
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError):
        return Answer(None, is_bare=False, has_json=has_json)
    calls = _calls(value)
    return Answer(calls, is_bare=not text[:at].strip() and not text[end:].strip(), has_json=has_json)


def written(calls: tuple[Call, ...]) -> str:
    """Calls as a JSON array."""
    return json.dumps(
        [{"name": call.name, "arguments": dict(call.arguments)} for call in calls], ensure_ascii=False
    )


def _calls(value: Any) -> tuple[Call, ...] | None:
    """The calls of a JSON value; None where one of them is none."""
    found = []
    for each in value if isinstance(value, list) else [value]:
        if not isinstance(each, dict) or set(each) != {"name", "arguments"}:
            return None
        if not isinstance(each["name"], str) or not isinstance(each["arguments"], dict):
            return None
        found.append(Call(each["name"], each["arguments"]))
    return tuple(found)
