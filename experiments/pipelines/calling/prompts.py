"""What the model is asked: the functions, the request, and a few requests that were answered rightly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from holdtrue.experiments.documents.grammar import Pattern, any_number, one_of, sequence
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.pipelines.tooling import call_pattern, described, schema_of
from holdtrue.experiments.tasks import worked_examples

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.tasks import Task

INSTRUCTION = (
    'Turn the request into calls of the functions: a JSON array of {"name": ..., "arguments": {...}} in the order of '
    "the request. Take every value from the request. Answer [] where no function does what is asked, or where a "
    "value that a function needs is not said."
)

_EXAMPLES = 12
"""Worked examples that are looked through."""

_SHOWN = 4
"""Worked examples that are shown, one to be refused among them where there is one."""


def prompt(task: Task, *, constrained: bool) -> Prompt:
    """Asks for the calls; with a grammar of these functions' calls, or without any."""
    return Prompt(
        instruction=INSTRUCTION,
        worked=tuple((case(each), each.answer) for each in _shown(task)),
        answer=calls_pattern(task.tools) if constrained else None,
        most=240,
    )


def case(task: Task) -> str:
    """The functions and the request."""
    return f"Functions:\n{described(task.tools)}\nRequest: {request_of(task)}"


def request_of(task: Task) -> str:
    """What is asked for, without the form of the answer, which the instruction says."""
    return task.question.partition("\n")[0]


def calls_pattern(tools: Sequence[BaseTool]) -> Pattern:
    """JSON arrays of calls of these functions."""
    call = call_pattern(tools)
    return one_of("[]", sequence("[", call, any_number(sequence(", ", call)), "]"))


def schemas(tools: Sequence[BaseTool]) -> list[dict[str, object]]:
    """The functions as chat templates and providers take them: JSON Schema under `function`."""
    return [
        {
            "type": "function",
            "function": {
                "name": tool.name,
                "description": tool.description,
                "parameters": json.loads(json.dumps(schema_of(tool))),
            },
        }
        for tool in tools
    ]


def _shown(task: Task) -> list[Task]:
    found = [worked_examples(task, number, 1 + number % 2)[-1] for number in range(1, _EXAMPLES + 1)]
    refused = [each for each in found if not each.solution][:1]
    served = [each for each in found if each.solution][: _SHOWN - len(refused)]
    return [*served[:1], *refused, *served[1:]]
