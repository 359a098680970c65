"""The two tools of the strategies: a calculator and a solver, called in plain text so that any model can."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from holdtrue.checks import InputError
from holdtrue.checks.optimization import certify
from holdtrue.checks.optimization.importers import from_file

if TYPE_CHECKING:
    from holdtrue.checks.optimization import Problem

CALCULATOR = "Write CALC(expression) on a line of its own to have arithmetic done, such as CALC(3*12+4.5)."
"""What a model is told of the calculator."""

SOLVER = (
    "A solver is at hand. Write the problem as an LP file (CPLEX LP format) in a block that begins with ```lp and ends "
    "with ```, and you are told its optimum."
)
"""What a model is told of the solver."""

_CALL = re.compile(r"CALC\(([^\n]{1,300})\)")
_BLOCK = re.compile(r"```lp[ \t]*\n(.*?)```", re.DOTALL)
_MOST_CALLS = 20
_SECONDS = 10.0

_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_FUNCTIONS: dict[str, Callable[..., float]] = {"min": min, "max": max, "sqrt": math.sqrt, "abs": abs}


def calculated(text: str) -> str | None:
    """What the calculator says to the calls in a text; None where there is none."""
    calls = _CALL.findall(text)[:_MOST_CALLS]
    return "\n".join(f"{call} = {_value(call)}" for call in calls) or None


def _value(expression: str) -> str:
    try:
        return f"{_evaluate(ast.parse(expression, mode='eval').body):.10g}"
    except (SyntaxError, ValueError, ArithmeticError, RecursionError, MemoryError, TypeError) as error:
        return f"error ({type(error).__name__})"


def _evaluate(node: ast.expr) -> float:
    """Arithmetic only: an expression of a model is untrusted."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _evaluate(node.operand)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _BINARY[type(node.op)](_evaluate(node.left), _evaluate(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        return _FUNCTIONS[node.func.id](*map(_evaluate, node.args))
    raise ValueError("not arithmetic")


def solved(text: str) -> str | None:
    """What the solver says to the LP file in a text; None where there is none."""
    found = _BLOCK.search(text)
    if found is None:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.lp"
        path.write_text(found[1], encoding="utf-8")
        try:
            certificate = certify(from_file(path), seconds=_SECONDS)
        except InputError as error:
            return f"The solver reports: {str(error).replace(str(path), 'the file')}"
    values = "\n".join(f"{name} = {value:.6f}" for name, value in certificate.values.items())
    return f"The solver's optimum is {certificate.objective:.6f} at\n{values}"


def as_lp(problem: Problem) -> tuple[str, dict[str, str]]:
    """A linear or quadratic problem as an LP file, and the problem's name of each of its variables."""
    short = {name: f"v{k}" for k, name in enumerate(problem.names)}
    goal = problem.objective
    lines = ["Maximize" if goal.sense == "max" else "Minimize", f" goal: {_sum(goal.coefficients, short)}"]
    if goal.quadratic:
        # The format halves what stands in the brackets.
        terms = " ".join(f"{2 * c:+.10g} {short[a]} * {short[b]}" for (a, b), c in goal.quadratic.items())
        lines[-1] += f" + [ {terms} ] / 2"
    lines.append("Subject To")
    for k, row in enumerate(problem.constraints):
        mark = "=" if row.sense == "==" else row.sense
        lines.append(f" c{k}: {_sum(row.coefficients, short)} {mark} {row.rhs:.10g}")
    lines.append("Bounds")
    for variable in problem.variables:
        low = "-inf" if math.isinf(variable.lower) else f"{variable.lower:.10g}"
        high = "+inf" if math.isinf(variable.upper) else f"{variable.upper:.10g}"
        lines.append(f" {low} <= {short[variable.name]} <= {high}")
    whole = [short[variable.name] for variable in problem.variables if variable.integer]
    if whole:
        lines += ["General", " " + " ".join(whole)]
    return "\n".join([*lines, "End"]), {value: key for key, value in short.items()}


def _sum(coefficients: Mapping[str, float], short: Mapping[str, str]) -> str:
    return " ".join(f"{c:+.10g} {short[name]}" for name, c in coefficients.items()) or "0 v0"
