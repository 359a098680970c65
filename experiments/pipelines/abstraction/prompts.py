"""What the model is asked: for a chain with placeholders, for the value of one, and for reasoning without any."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.documents.grammar import Pattern, any_number, chars, one_of, repeated, sequence
from holdtrue.experiments.pipelines.abstraction import examples
from holdtrue.experiments.pipelines.prompting import Prompt
from holdtrue.experiments.pipelines.tooling import Parameter, described, parameters

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.tasks import Task

_DIGITS = chars("0-9", 1, 2)
_VARIABLE = sequence("y", _DIGITS)
_NUMBER = sequence(chars("0-9", 1, 9), repeated(sequence(".", chars("0-9", 1, 4)), 0, 1))
_OPERAND = one_of(_VARIABLE, _NUMBER)
_TEXT = sequence('"', chars(r"^\"\\\n\[\]=", 1, 40), '"')
_SIGN = one_of(" + ", " - ", " * ", " / ")

_CHAIN = (
    "Write the steps that answer the question, each in brackets with a name for its result: y1, y2 and so on. "
    "Use the names of earlier results instead of numbers that you do not know. The last result is the answer."
)
_VALUE = "Write what the expression comes to. Answer with the value only."
_REASONING = "Think step by step, in short sentences. Then write the answer alone after 'Answer:'."


def chain_prompt(task: Task) -> Prompt:
    """Asks for a chain over the task's tools."""
    return Prompt(
        instruction=f"{_CHAIN}\nTools:\n{described(task.tools)}",
        worked=examples.chains(task),
        answer=_chain_pattern(task.tools),
        most=240,
    )


def value_prompt(task: Task) -> Prompt:
    """Asks for the value of one expression."""
    return Prompt(instruction=_VALUE, worked=examples.values(task), answer=chars(r"^\n\[\]", 1, 40), most=24)


def reasoning_prompt(task: Task) -> Prompt:
    """Asks for reasoning in words, the answer at its end."""
    reasoning = sequence(any_number(chars(r"^\n:", 1, 1)), "Answer: ")
    return Prompt(
        instruction=_REASONING,
        worked=examples.reasonings(task),
        answer=sequence(reasoning, chars(r"^\n", 1, 40)),
        most=240,
    )


def question_of(payload: Mapping[str, Any]) -> str:
    """The case at hand, for the chain: the question alone, since the tools read the files."""
    return str(payload["question"])


def with_files(payload: Mapping[str, Any]) -> str:
    """The case at hand, for reasoning without tools: what the tools would read, then the question."""
    files = "".join(f"{name}:\n{text.strip()}\n\n" for name, text in payload["files"].items())
    return f"{files}{payload['question']}"


def _chain_pattern(tools: Sequence[BaseTool]) -> Pattern:
    """Chains of placeholders; that their variables are in order is for the parser to see."""
    expression = one_of(*map(_call, tools), sequence(_OPERAND, _SIGN, _OPERAND))
    step = sequence("[", expression, " = y", _DIGITS, "]")
    return sequence(step, any_number(sequence(" ", step)))


def _call(tool: BaseTool) -> Pattern:
    parts: list[Pattern | str] = [f"{tool.name}("]
    for place, each in enumerate(each for each in parameters(tool) if each.is_required):
        parts += [", "] * (place > 0) + [one_of(_VARIABLE, _argument(each))]
    return sequence(*parts, ")")


def _argument(parameter: Parameter) -> Pattern:
    if parameter.choices:
        return one_of(*(json.dumps(each, ensure_ascii=False) for each in parameter.choices))
    return _TEXT if parameter.takes("") else _NUMBER
