"""A model's step as JSON: read strictly, with a recovery that invents nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.standard import DECODER

_CLOSES = {"{": "}", "[": "]"}
_MOST_SUBTASKS = 12
_WHOLE_VALUE = re.compile(r'(?:"|\}|\]|true|false|null)\s*\Z')


@dataclass(frozen=True, slots=True)
class Step:
    """What a model does about a task: exactly one of the three."""

    subtasks: tuple[str, ...] = ()
    """Split it into these."""

    tooluse: tuple[str, Mapping[str, Any]] | None = None
    """Use a tool with parameters."""

    conclusion: str | None = None
    """Conclude."""


def read_step(text: str) -> Step:
    """Read a step.

    Raises:
        StepFailed: It is no JSON (`invalid_json`), or JSON that is no step (`invalid_step`).
    """
    value = recovered(text)
    kinds = [key for key in ("subtasks", "tooluse", "conclusion") if key in value]
    if len(kinds) != 1:
        raise StepFailed(
            "invalid_step", f"it has {', '.join(map(repr, kinds)) or 'none'} of subtasks, tooluse, conclusion"
        )
    match kinds[0]:
        case "subtasks":
            return Step(subtasks=_subtasks(value["subtasks"]))
        case "tooluse":
            return Step(tooluse=_tooluse(value["tooluse"]))
        case _:
            return Step(conclusion=_text(value["conclusion"], "conclusion"))


def recovered(text: str) -> Mapping[str, Any]:
    """The JSON object in a text: as it is, out of the words around it, or with the brackets closed that were left open.

    A text that was cut off inside of a string or a number is not closed: half of a number is another number.

    Raises:
        StepFailed: There is no object (`invalid_json`).
    """
    at = text.find("{")
    if at < 0:
        raise StepFailed("invalid_json", f"there is no object in {text[:80]!r}")
    for candidate in (text[at:], _closed(text[at:])):
        if candidate is None:
            continue
        try:
            value, end = DECODER.raw_decode(candidate)
        except (ValueError, RecursionError):
            continue
        if "{" in candidate[end:]:
            break  # a second object: which of them is meant cannot be known
        return dict(value)
    raise StepFailed("invalid_json", f"{text[at : at + 80]!r} cannot be read")


def _closed(text: str) -> str | None:
    """The text with its open brackets closed; None where that would finish a value that was cut off."""
    open_brackets: list[str] = []
    in_string = False
    escaped = False
    for sign in text:
        if in_string:
            in_string = escaped or sign != '"'
            escaped = sign == "\\" and not escaped
        elif sign == '"':
            in_string = True
        elif sign in _CLOSES:
            open_brackets.append(_CLOSES[sign])
        elif sign in "}]" and (not open_brackets or open_brackets.pop() != sign):
            return None
    if in_string or not open_brackets or not _WHOLE_VALUE.search(text):
        return None
    return text.rstrip() + "".join(reversed(open_brackets))


def _subtasks(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= _MOST_SUBTASKS:
        raise StepFailed("invalid_step", f"subtasks are a list of 1 to {_MOST_SUBTASKS} texts")
    return tuple(_text(each, "a subtask") for each in value)


def _tooluse(value: Any) -> tuple[str, Mapping[str, Any]]:
    if not isinstance(value, dict) or set(value) != {"tool_name", "parameters"}:
        raise StepFailed("invalid_step", "a tool use has tool_name and parameters")
    if not isinstance(value["tool_name"], str) or not isinstance(value["parameters"], dict):
        raise StepFailed("invalid_step", "tool_name is a text and parameters are an object")
    return value["tool_name"], value["parameters"]


def _text(value: Any, what: str) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = json.dumps(value)
    if not isinstance(value, str) or not value.strip():
        raise StepFailed("invalid_step", f"{what} is a text")
    return value.strip()
