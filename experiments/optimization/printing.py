"""Prints a point as the problem's text asks for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdtrue.checks.optimization import evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from holdtrue.checks.optimization import Problem


def print_answer(
    problem: Problem, values: Mapping[str, float], wording: int, *, digits: int | None = None
) -> str:
    """The answer in the form that a wording asks for, its objective computed from the values before rounding.

    Args:
        problem: The problem.
        values: By variable name; labels are printed by name.
        wording: As for `render`: 0 JSON, 1 lines, 2 a Markdown table.
        digits: Decimals; by default the problem's.
    """
    shown = problem.digits if digits is None else digits
    total = evaluate(problem, values).objective
    cells = {name: _cell(problem, name, values[name], shown) for name in problem.names}
    end = f"{total:.{shown}f}"
    if wording % 3 == 0:
        told = {name: cell if problem.labels else float(cell) for name, cell in cells.items()}
        return json.dumps({"values": told, "objective": float(end)}, ensure_ascii=False)
    if wording % 3 == 1:
        return "\n".join([*(f"{name} = {cell}" for name, cell in cells.items()), f"objective = {end}"])
    rows = "\n".join(f"| {name} | {cell} |" for name, cell in cells.items())
    return f"| name | value |\n|---|---|\n{rows}\n\nobjective = {end}"


def _cell(problem: Problem, name: str, value: float, digits: int) -> str:
    if problem.labels:
        return problem.labels[max(0, min(len(problem.labels) - 1, round(value)))]
    whole = problem.variables[problem.position[name]].integer
    return f"{value:.{0 if whole else digits}f}"
