"""Answers as models write them: a point, in one of several forms, printed to so many decimals."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdtrue.checks.optimization import Problem
    from holdtrue.experiments.optimization.kind import Values


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an answer is to say."""

    values: Values
    objective: float
    """The objective that it claims."""

    steps: Sequence[tuple[Values, float]] = ()
    """Iterates and the objectives that it claims for them."""


Pairs = Sequence[tuple[str, str]]


def _lines(pairs: Pairs, _: Problem) -> str:
    return "\n".join(f"{name} = {text}" for name, text in pairs)


def _bullets(pairs: Pairs, problem: Problem) -> str:
    units = {variable.name: variable.unit for variable in problem.variables}
    return "Here is the plan:\n\n" + "\n".join(
        f"- **{name}**: {text} {units[name]}".rstrip() for name, text in pairs
    )


def _table(pairs: Pairs, _: Problem) -> str:
    return "| name | value |\n|---|---|\n" + "\n".join(f"| {name} | {text} |" for name, text in pairs)


def _csv(pairs: Pairs, _: Problem) -> str:
    return "variable,value\n" + "\n".join(f"{name},{text}" for name, text in pairs)


def _prose(pairs: Pairs, _: Problem) -> str:
    return "After weighing the options, I set " + "; ".join(f"{name} to {text}" for name, text in pairs) + "."


FORMS: dict[str, Callable[[Pairs, Problem], str]] = {
    "lines": _lines,
    "bullets": _bullets,
    "table": _table,
    "csv": _csv,
    "prose": _prose,
}
"""By name; `json` is one more."""


def tell(problem: Problem, draft: Draft, form: str, decimals: int) -> str:
    """The text of an answer.

    Args:
        problem: What it answers.
        draft: What it says.
        form: `json` or one of `FORMS`.
        decimals: To which numbers that are not whole by nature are rounded.
    """
    pairs = _printed(problem, draft.values, decimals)
    claimed = f"{draft.objective:.{decimals}f}"
    if form == "json":
        numbers = {name: text if problem.labels else json.loads(text) for name, text in pairs}
        shown: dict[str, object] = {"values": numbers, "objective": json.loads(claimed)}
        if draft.steps:
            shown["iterations"] = [_step(problem, step, k, decimals) for k, step in enumerate(draft.steps)]
        return f"```json\n{json.dumps(shown, indent=1)}\n```"
    told = [_line(problem, step, k, decimals) for k, step in enumerate(draft.steps)]
    working = "\n".join(told) + "\n\nFinal answer:\n" if told else ""
    unit = f" {problem.objective.unit}" if problem.objective.unit else ""
    return f"{working}{FORMS[form](pairs, problem)}\n\nObjective: {claimed}{unit}"


def _printed(problem: Problem, values: Values, decimals: int) -> list[tuple[str, str]]:
    found = []
    for variable in problem.variables:
        value = values[variable.name] + 0.0  # no -0
        if problem.labels:
            text = problem.labels[min(max(round(value), 0), len(problem.labels) - 1)]
        else:
            text = f"{value:.0f}" if variable.integer else f"{value:.{decimals}f}"
        found.append((variable.name, text))
    return found


def _line(problem: Problem, step: tuple[Values, float], k: int, decimals: int) -> str:
    values, objective = step
    told = ", ".join(f"{name} = {text}" for name, text in _printed(problem, values, decimals))
    return f"Iteration {k}: {told}, objective = {objective:.{decimals}f}"


def _step(problem: Problem, step: tuple[Values, float], k: int, decimals: int) -> Mapping[str, object]:
    values, objective = step
    pairs = _printed(problem, values, decimals)
    numbers = {name: text if problem.labels else json.loads(text) for name, text in pairs}
    return {"iteration": k, "values": numbers, "objective": round(objective, decimals)}
