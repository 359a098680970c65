"""Writes an optimum as an answer, in the form of the one that it replaces."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from holdtrue.checks.optimization.answers.structured import Object, blocks

if TYPE_CHECKING:
    from holdtrue.checks.optimization.answers import Answer
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.problem import Problem


def written(problem: Problem, certificate: Certificate, *, like: Answer) -> str:
    """The optimum as text that reads back: lines, or JSON where the answer was JSON.

    Numbers have the decimals that the problem asks for. In JSON that gives each variable a number of its own, those
    numbers are replaced and everything else is kept.
    """
    found = next(blocks(like.text), None)
    if found is None or not isinstance(found.value, Object):
        return _lines(problem, certificate)
    if like.readable and not problem.labels and _in_place(like, found.start, found.end):
        return _replaced(problem, certificate, like, found.end)
    return json.dumps(_json(problem, certificate), indent=2)


def value_text(problem: Problem, name: str, value: float) -> str:
    """A variable's value as it is printed: a label, a whole number, or the decimals that are asked for."""
    if problem.labels:
        return problem.labels[round(value)]
    if problem.variables[problem.position[name]].integer:
        return str(round(value))
    return f"{value:.{problem.digits}f}"


def _lines(problem: Problem, certificate: Certificate) -> str:
    lines = []
    for variable in problem.variables:
        unit = f" {variable.unit}" if variable.unit else ""
        lines.append(
            f"{variable.name} = {value_text(problem, variable.name, certificate.values[variable.name])}{unit}"
        )
    unit = f" {problem.objective.unit}" if problem.objective.unit else ""
    lines.append(f"Objective: {certificate.objective:.{problem.digits}f}{unit}")
    lines.append(f"Certificate: {certificate.status}, {_bound(certificate)}, {certificate.method}")
    return "\n".join(lines)


def _bound(certificate: Certificate) -> str:
    return "no bound" if certificate.bound is None else f"bound {certificate.bound:.8g}"


def _json(problem: Problem, certificate: Certificate) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in certificate.values.items():
        printed = value_text(problem, name, value)
        values[name] = printed if problem.labels else json.loads(printed)
    return {
        "values": values,
        "objective": round(certificate.objective, problem.digits),
        "certificate": _proof(certificate),
    }


def _proof(certificate: Certificate) -> dict[str, Any]:
    return {"status": certificate.status, "bound": certificate.bound, "method": certificate.method}


def _in_place(answer: Answer, start: int, end: int) -> bool:
    """Whether each variable has a number of its own inside the object."""
    places = [(figure.start, figure.end) for figure in answer.values.values()]
    inside = all(start <= first < last <= end for first, last in places)
    return inside and len(set(places)) == len(places) and not answer.iterates


def _replaced(problem: Problem, certificate: Certificate, answer: Answer, end: int) -> str:
    new = {
        (figure.start, figure.end): value_text(problem, name, certificate.values[name])
        for name, figure in answer.values.items()
    }
    claimed = answer.objective
    if claimed is not None and claimed.end > claimed.start:
        new[claimed.start, claimed.end] = f"{certificate.objective:.{problem.digits}f}"
    closing = answer.text.rindex("}", 0, end)
    before = answer.text[:closing].rstrip()
    new[len(before), len(before)] = f', "certificate": {json.dumps(_proof(certificate))}'
    text = answer.text
    for (first, last), printed in sorted(new.items(), reverse=True):
        text = text[:first] + printed + text[last:]
    return text
