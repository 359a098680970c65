"""Reads calls out of a model's answer, and says what else is there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from holdtrue.experiments.pipelines.standard import DECODER

_OPENING = re.compile(r"[\[{]")
_MOST = 100
"""Brackets that are tried; each costs one way through the text at most, and prose has few."""


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
    """Read an answer: the first JSON array of calls or single call in it, whatever brackets stand in the words before."""
    at, has_json = 0, False
    for _ in range(_MOST):
        opening = _OPENING.search(text, at)
        if opening is None:
            break
        has_json = True
        try:
            value, at = DECODER.raw_decode(text, opening.start())
        except json.JSONDecodeError as error:
            if error.msg.startswith("Unterminated string"):
                break  # what follows are words of an argument that was cut off
            # Not what stands inside: half of an answer is another answer.
            at = max(error.pos, opening.end())
            continue
        except (ValueError, RecursionError):
            break
        calls = _calls(value)
        if calls is not None:
            around = text[: opening.start()] + text[at:]
            return Answer(calls, is_bare=not around.strip(), has_json=True)
    return Answer(None, is_bare=False, has_json=has_json)


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
