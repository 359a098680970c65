"""Worked examples: other tasks with their solutions, written as chains and as reasoning."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.pipelines.examples import one_a_size, with_results
from holdtrue.experiments.tasks import Ref, solve

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Call, Task

SIZES = (1, 2, 3, 4)
"""Sizes of the examples: the same whatever the task's, which its own pipeline must not know."""

_SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
"""Tools that a chain writes as arithmetic."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def chains(of: Task) -> tuple[tuple[str, str], ...]:
    """Questions with chains that answer them."""
    return tuple((each.question, chain_of(each.solution)) for each in _examples(of))


def reasonings(of: Task) -> tuple[tuple[str, str], ...]:
    """Questions with reasoning in words, the answer at its end."""
    return tuple((each.question, _reasoning(each)) for each in _examples(of))


def values(of: Task) -> tuple[tuple[str, str], ...]:
    """Single expressions with what they come to."""
    found: dict[str, str] = {}
    for each in _examples(of):
        results = solve(each.solution, each.tool)
        for call, result in zip(each.solution, results, strict=True):
            found[_written(call, [_result(value) for value in results])] = result
    return tuple(found.items())[-5:]


def chain_of(calls: Sequence[Call]) -> str:
    """Calls as a chain with placeholders."""
    names = [f"y{number}" for number in range(1, len(calls) + 1)]
    return " ".join(f"[{_written(call, names)} = {name}]" for call, name in zip(calls, names, strict=True))


def _examples(of: Task) -> list[Task]:
    return one_a_size(of, SIZES)


def _written(call: Call, results: Sequence[str]) -> str:
    given = [
        results[value.call] if isinstance(value, Ref) else _quoted(value) for value in call.arguments.values()
    ]
    if call.tool in _SIGNS and len(given) == 2:
        return f"{given[0]} {_SIGNS[call.tool]} {given[1]}"
    return f"{call.tool}({', '.join(given)})"


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _result(text: str) -> str:
    return text if _NUMBER.fullmatch(text) else _quoted(text)


def _reasoning(task: Task) -> str:
    results = solve(task.solution, task.tool)
    said = [
        f"{with_results(call.words, results)} is {result}."
        for call, result in zip(task.solution, results, strict=True)
    ]
    return f"{' '.join(line[:1].upper() + line[1:] for line in said)} Answer: {task.answer}"
