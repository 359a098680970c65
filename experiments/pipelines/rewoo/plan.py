"""A plan: steps that name their results and refer to each other's, checked as a whole before anything is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.closure import must_hold
from holdtrue.experiments.pipelines.copying import call_rule, value_rules
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.notation import ToolCall, read_call

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

MOST_STEPS = 24
"""A plan with more is a model that repeats itself."""

_DECODED = 12
"""Steps that a grammar lets through."""

_STEP = re.compile(r"(?P<name>#E\d{1,3})[ \t]*=[ \t]*(?P<call>.*)")
_RATIONALE = "Plan:"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan."""

    name: str
    """The name of its result, as in `#E1`."""

    rationale: str
    """What it is for, in words."""

    call: ToolCall
    """What is to be done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps that can be carried out: their references lead to each other, without circles, each name is given once."""

    steps: tuple[Step, ...]
    """In an order in which each result is made before it is used."""

    def __str__(self) -> str:
        return "\n".join(shown(step.name, step.rationale, step.call) for step in self.steps)


def shown(name: str, rationale: str, call: ToolCall) -> str:
    """A step as it is written in a plan."""
    return f"{_RATIONALE} {rationale}\n{name} = {call}"


def plan_grammar(question: str, tools: Sequence[BaseTool]) -> str:
    """Plans of up to `_DECODED` steps whose references hold and whose values are copied from the question, as GBNF."""
    rules = ['root ::= " " step1 "\\n\\n"', value_rules(question), r"words ::= [^\n]{1,100}"]
    for number in range(1, _DECODED + 1):
        references = [f"#E{earlier}" for earlier in range(1, number)]
        onward = f' ("\\n" step{number + 1})?' if number < _DECODED else ""
        rules.append(f'step{number} ::= "{_RATIONALE} " words "\\n#E{number} = " call{number}{onward}')
        rules.append(call_rule(f"call{number}", tools, references))
    return "\n".join(rules)


def read(text: str, tools: Sequence[BaseTool]) -> Plan:
    """The plan that a text is, every line of it.

    Raises:
        StepFailed: A line is neither a rationale nor a step (`unparsed_plan`), a call is none (`unparsed_call`), a tool
            is unknown (`unknown_tool`), the references do not hold (`dangling_reference`, `duplicate_step`,
            `cyclic_plan`, `late_reference`), or there are too many steps (`endless_plan`).
    """
    steps: list[Step] = []
    rationale = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith(_RATIONALE):
            rationale = line.removeprefix(_RATIONALE).strip()
        elif match := _STEP.fullmatch(line):
            steps.append(Step(match["name"], rationale, read_call(match["call"])))
            rationale = ""
        else:
            raise StepFailed("unparsed_plan", f"{line[:80]!r} is neither a rationale nor a step")
    _checked(steps, tools)
    return Plan(tuple(steps))


def _checked(steps: Sequence[Step], tools: Sequence[BaseTool]) -> None:
    if not steps:
        raise StepFailed("unparsed_plan", "there is no step in it")
    if len(steps) > MOST_STEPS:
        raise StepFailed("endless_plan", f"{len(steps)} steps are more than {MOST_STEPS}")
    names = {tool.name for tool in tools}
    for step in steps:
        if step.call.tool not in names:
            raise StepFailed("unknown_tool", f"{step.name} calls {step.call.tool!r}, which there is not")
    # Rationales are prose: what looks like a reference there is none.
    must_hold("\n".join(f"{step.name} = {' '.join(step.call.refs)}" for step in steps))
