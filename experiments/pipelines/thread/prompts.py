"""What the model is asked: what to do about a task, and what a task came to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.documents.grammar import Pattern, any_number, chars, one_of, sequence
from holdtrue.experiments.pipelines.examples import one_a_size, with_names
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.pipelines.thread.pruning import context
from holdtrue.experiments.pipelines.thread.tree import Node, ToolUse, resolved
from holdtrue.experiments.pipelines.tooling import call_pattern, described
from holdtrue.experiments.tasks import Ref, solve

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Call, Task

_LETTER = chars(r"^\"\\\n", 1, 1)
_TEXT = sequence('"', _LETTER, any_number(_LETTER), '"')

TOOL_KEYS = ("tool_name", "parameters")
"""The paper's names for what a call consists of."""


def step_prompt(of: Task, buffer: int | None) -> Prompt:
    """Asks what to do about the current task."""
    cases = [case for each in one_a_size(of) for case in _steps(each, buffer)]
    return Prompt(
        instruction=(
            'Say in JSON what to do about the task marked "Now": split it into subtasks, use one tool, or conclude. '
            f"Subtasks may name results of earlier ones: #E1, #E2.\nTools:\n{described(of.tools)}"
        ),
        worked=tuple(cases[-7:]),
        answer=_step_pattern(of),
        most=240,
    )


def conclude_prompt(of: Task, buffer: int | None) -> Prompt:
    """Asks what the current task came to."""
    cases = [case for each in one_a_size(of) for case in _conclusions(each, buffer)]
    return Prompt(
        instruction='Conclude the task marked "Now" in JSON, with the value only.',
        worked=tuple(cases[-5:]),
        answer=_conclusion_pattern(),
        most=64,
    )


def thought_of(call: Call) -> str:
    """What a call asks for, as a subtask's thought."""
    return with_names(call.words, "#E")


def shown(payload: Mapping[str, Any]) -> str:
    """The context, and what was wrong with the last answer, where it was wrong."""
    return str(payload["context"]) + "".join(f"\n({trouble})" for trouble in payload.get("troubles", ()))


def _step_pattern(of: Task) -> Pattern:
    subtasks = sequence('{"subtasks": [', _TEXT, any_number(sequence(", ", _TEXT)), "]}")
    use = sequence('{"tooluse": ', call_pattern(of.tools, keys=TOOL_KEYS), "}")
    return one_of(subtasks, use, _conclusion_pattern())


def _conclusion_pattern() -> Pattern:
    return sequence('{"conclusion": ', _TEXT, "}")


def _steps(task: Task, buffer: int | None) -> Iterator[tuple[str, str]]:
    root = Node(task.question)
    yield context(root, root, buffer), _json({"subtasks": [thought_of(call) for call in task.solution]})
    for node, use in _worked_through(task, root):
        parameters = dict(use.parameters)
        yield (
            context(root, node, buffer),
            _json({"tooluse": {"tool_name": use.tool_name, "parameters": parameters}}),
        )
        node.tooluse, node.conclusion = use, use.tool_result


def _conclusions(task: Task, buffer: int | None) -> Iterator[tuple[str, str]]:
    root = Node(task.question)
    for node, use in _worked_through(task, root):
        node.tooluse = use
        yield context(root, node, buffer), _json({"conclusion": use.tool_result})
        node.conclusion = use.tool_result
    yield context(root, root, buffer), _json({"conclusion": task.answer})


def _worked_through(task: Task, root: Node) -> Iterator[tuple[Node, ToolUse]]:
    """Each subtask of a solution with the tool use that does it; whoever takes it concludes it before the next."""
    results = solve(task.solution, task.tool)
    for call, result in zip(task.solution, results, strict=True):
        node = Node(resolved(thought_of(call), root.subtasks))
        root.subtasks.append(node)
        parameters = {
            name: _plain(results[value.call]) if isinstance(value, Ref) else value
            for name, value in call.arguments.items()
        }
        yield node, ToolUse(call.tool, parameters, result)


def _plain(result: str) -> Any:
    """A result as a parameter: a number where it is one."""
    try:
        value = json.loads(result)
    except ValueError:
        return result
    return value if isinstance(value, int | float) else result


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
