"""In which way an answer to a request for function calls fails."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from holdtrue.checks.facts.extract import extract
from holdtrue.experiments.pipelines.calling.reading import Call, read
from holdtrue.experiments.pipelines.tooling import misfits

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

FailureClass = Literal[
    "no_call", "malformed_json", "prose_around_call", "should_have_refused",
    "invented_tool", "wrong_tool", "missing_argument", "extra_argument", "mistyped_argument",
    "hallucinated_value", "wrong_value", "wrong_order", "premature_stop", "extra_call",
]  # fmt: skip
"""`no_call`: words instead of a call, or a refusal where a call was due. `malformed_json`: JSON that cannot be read or is
no call. `should_have_refused`: calls where none can serve. `hallucinated_value`: a value that is wrong and not in the
request; `wrong_value`: wrong, but from the request. `premature_stop`: right so far, but calls are missing; `extra_call`:
right, and more."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which an answer fails."""

    kind: FailureClass
    step: int
    """Which call, from 0."""

    detail: str
    """What is wrong, in words."""


def failures(text: str, request: str, tools: Sequence[BaseTool], right: Sequence[Call]) -> list[Failure]:
    """What is wrong with an answer, the first wrong step first; nothing where it is right.

    Args:
        text: The answer as the model gave it.
        request: What was asked for, in words.
        tools: The functions that were offered.
        right: The calls that serve the request; none where it is to be refused.
    """
    answer = read(text)
    if answer.calls is None:
        if answer.has_json:
            return [Failure("malformed_json", 0, "the JSON is none, or holds no calls")]
        return [Failure("no_call", 0, "the answer is words")]
    found = _of_calls(answer.calls, request, tools, right)
    if not answer.is_bare:
        found.append(Failure("prose_around_call", 0, "there are words around the calls"))
    return found


def _of_calls(
    calls: Sequence[Call], request: str, tools: Sequence[BaseTool], right: Sequence[Call]
) -> list[Failure]:
    if not right:
        return [Failure("should_have_refused", 0, f"{calls[0].name} is called")] if calls else []
    if not calls:
        return [Failure("no_call", 0, "the request is refused")]
    other = [
        step for step, (call, wanted) in enumerate(zip(calls, right, strict=False)) if not same(call, wanted)
    ]
    if other and _counted(calls) == _counted(right):
        return [Failure("wrong_order", other[0], "the calls are right, but not in the order of the request")]
    found: list[Failure] = []
    for step, (call, wanted) in enumerate(zip(calls, right, strict=False)):
        found += _of_call(step, call, wanted, request, tools)
    if len(calls) < len(right) and not found:
        found.append(Failure("premature_stop", len(calls), f"{right[len(calls)].name} is not called"))
    if len(calls) > len(right):
        found.append(Failure("extra_call", len(right), f"{calls[len(right)].name} is called as well"))
    return found


def _of_call(step: int, call: Call, wanted: Call, request: str, tools: Sequence[BaseTool]) -> list[Failure]:
    tool = next((each for each in tools if each.name == call.name), None)
    if tool is None:
        return [Failure("invented_tool", step, f"there is no function {call.name}")]
    if call.name != wanted.name:
        return [Failure("wrong_tool", step, f"{call.name} instead of {wanted.name}")]
    found = [Failure(kind, step, why) for kind, why in misfits(tool, call.arguments)]
    told = {failure.detail.partition(" ")[0] for failure in found}
    missing = [name for name in wanted.arguments if name not in call.arguments and name not in told]
    found += [Failure("missing_argument", step, f"{name} is missing") for name in missing]
    for name, value in call.arguments.items():
        if name in told or (name in wanted.arguments and equal(value, wanted.arguments[name])):
            continue
        if name not in wanted.arguments:
            if not any(failure.detail.endswith(f" {name}") for failure in found):
                found.append(Failure("extra_argument", step, f"{name} is not asked for"))
        elif _is_in(value, request):
            found.append(Failure("wrong_value", step, f"{name} is {value!r}"))
        else:
            found.append(Failure("hallucinated_value", step, f"{name} is {value!r}, which nobody said"))
    return found


def same(call: Call, other: Call) -> bool:
    """Whether two calls are the same."""
    return call.name == other.name and equal(call.arguments, other.arguments)


def equal(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: `2` is `2.0`, but `1` is not `true`."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _counted(calls: Sequence[Call]) -> list[str]:
    return sorted(json.dumps([call.name, dict(call.arguments)], sort_keys=True) for call in calls)


def _is_in(value: Any, request: str) -> bool:
    """Whether the request says a value: its words, or its number in any notation."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return not isinstance(value, str) or value.casefold() in request.casefold()
    readings = {reading for fact in extract(request) if fact.type == "number" for reading in fact.readings}
    return any(_number(reading) == value for reading in readings)


def _number(reading: str) -> float | None:
    try:
        return float(reading)
    except ValueError:
        return None
