"""What is left to settle once an answer was read: what it does not print, what it has too much of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.found import Found
from holdtrue.checks.optimization.answers.labels import LABEL
from holdtrue.checks.optimization.answers.naming import Names

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem

_REST_IS_ZERO = re.compile(
    r"\b(?:all|every|the)?\s?(?:others?|remaining|rest|übrigen|anderen|autres|reste|demás|resto|altri)\b[^.\n;]{0,60}?(?:\b0(?:[.,]0+)?\b|\bzero\b|\bnull\b|\bnone\b)",
    re.IGNORECASE,
)
_INDEXED = re.compile(r"(?<![\w\\])([^\W\d_]{1,12})(_?\{?)(\d{1,6})\}?\s?(?:\^?\*\s?)?[=:]")
_NUMBERED = re.compile(r"(\d+)\D*$")


def finish(text: str, problem: Problem, names: Names, found: Found) -> None:
    """Fill in the zeros that an answer leaves out on purpose, turn numbers of labels into labels, note what is too much."""
    found.extra |= dict.fromkeys(_extra(text, problem))
    if problem.labels:
        _label(problem, found)
    count = len(problem.variables)
    sparse = names.places > 1 or _REST_IS_ZERO.search(text) is not None
    if found.asserted and not found.trouble and sparse and not problem.labels:
        for k in range(count):
            if k not in found.asserted and k not in found.supposed and problem.variables[k].lower <= 0.0:
                found.asserted[k] = Figure(0.0, "", 0, 0, None, 0)
                found.implied.add(k)


def _extra(text: str, problem: Problem) -> list[str]:
    """Names of the same making as the problem's variables that are none of them."""
    known = {name.casefold() for name in problem.names}
    made = {match[1].casefold() for name in known if (match := re.fullmatch(r"([^\W\d_]+)[_ ]?\d+", name))}
    plain = {re.sub(r"[_ ]", "", name) for name in known}
    found = []
    for match in _INDEXED.finditer(text):
        base, number = match[1].casefold(), match[3]
        if base in made and base + number not in plain:
            found.append(f"{match[1]}_{number}" if match[2] else match[1] + number)
    return found


def _label(problem: Problem, found: Found) -> None:
    """Where an answer gives a label's number instead of its name."""
    numbers: dict[float, int] = {}
    for k, label in enumerate(problem.labels):
        if match := _NUMBERED.search(label):
            numbers[float(match[1])] = k
    for values in (found.asserted, found.supposed, *(step.values for step in found.steps)):
        for variable, figure in values.items():
            if figure.unit != LABEL:
                value = float(numbers.get(figure.value, -1)) if numbers else figure.value
                values[variable] = replace(figure, value=value, decimals=None, unit=LABEL)
