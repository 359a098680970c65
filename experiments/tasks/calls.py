"""Requests to be turned into function calls, some of which are to be refused."""

from __future__ import annotations

import json
import random

from holdtrue.experiments.tasks.functions import FUNCTIONS, impossible, incomplete, request
from holdtrue.experiments.tasks.scoring import by_calls
from holdtrue.experiments.tasks.task import Call, Task

_REFUSED = 0.2
"""Share of the requests that no call can serve: no function does it, or something that it needs is not said."""

_FORM = (
    'Answer with a JSON array of calls in the order of the request, each {"name": ..., "arguments": {...}}. '
    "Answer [] where no function does what is asked, or where an argument is not said."
)


def calls_task(name: str, size: int, seed: int, width: int) -> Task:
    """A request for `size` calls, with `width` functions to choose from."""
    source = random.Random(f"calls:{size}:{seed}")  # noqa: S311  # no secret depends on it
    names = sorted(FUNCTIONS)
    offered = max(size, min(width, len(names)))
    refused = source.random() < _REFUSED
    asked: list[Call] = []
    if refused and source.random() < 0.5:
        words, tool = incomplete(source)
        said, needed = words, [tool]
    elif refused:
        said, needed = impossible(source), []
    else:
        drawn = [request(source, tool) for tool in _tools(source, names, size)]
        asked = [Call(one.tool, one.arguments, one.words) for one in drawn]
        said, needed = ", then ".join(one.words for one in drawn), [one.tool for one in drawn]
    others = [tool for tool in names if tool not in needed]
    chosen = list(dict.fromkeys(needed)) + source.sample(others, min(len(others), offered - len(set(needed))))
    source.shuffle(chosen)
    right = [{"name": call.tool, "arguments": dict(call.arguments)} for call in asked]
    return Task(
        name=name,
        family="calls",
        size=size,
        question=f"Please {said}.\n{_FORM}",
        tools=tuple(FUNCTIONS[tool] for tool in chosen),
        answer=json.dumps(right, ensure_ascii=False),
        solution=tuple(asked),
        score=by_calls(right),
    )


def _tools(source: random.Random, names: list[str], size: int) -> list[str]:
    """Which functions are asked for; each once before any again."""
    drawn: list[str] = []
    while len(drawn) < size:
        drawn += source.sample(names, min(len(names), size - len(drawn)))
    return drawn
