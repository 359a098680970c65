"""What the placeholders of a chain come to: exact arithmetic and tools, one placeholder after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.pipelines.abstraction.chain import Chain, Placeholder
from holdtrue.experiments.pipelines.abstraction.dependencies import solvable
from holdtrue.experiments.pipelines.abstraction.expression import (
    LONGEST,
    Call,
    Expression,
    Number,
    Operation,
    Operator,
    Text,
    Variable,
)
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.tooling import Parameter, parameters, run_tool

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

Value = Fraction | str
"""What a placeholder comes to: a number, exact, or a text that a tool returned."""

Solve = Callable[[Placeholder, Mapping[str, Value]], Value]
"""What a placeholder comes to, given those before it."""

_NUMBER = re.compile(r"[-−+]?[0-9]+(?:\.[0-9]+)?")
_TOO_LARGE = 10**LONGEST


def solved(chain: Chain, question: str, solve: Solve) -> dict[str, Value]:
    """The value of every variable, or of none.

    Args:
        chain: The chain.
        question: What was asked.
        solve: What finds a placeholder's value.

    Raises:
        StepFailed: The chain cannot be solved; see `solvable` and `solver`.
    """
    values: dict[str, Value] = {}
    for placeholder in solvable(chain, question):
        values[placeholder.variable] = solve(placeholder, values)
    return values


def solver(tools: Sequence[BaseTool]) -> Solve:
    """What solves placeholders by arithmetic and by these tools.

    The function that it returns raises `StepFailed` where a tool is unknown (`unknown_tool`), is given what it does not
    take (`wrong_arguments`) or fails (`tool_failed`), where a text is reckoned with (`not_a_number`) or a number divided
    by zero (`division_by_zero`), and where a result has more than `LONGEST` digits (`too_large`). What a failed tool said never becomes a value.
    """
    known = {tool.name: tool for tool in tools}

    def solve(placeholder: Placeholder, values: Mapping[str, Value]) -> Value:
        return _value(placeholder.expression, values, known)

    return solve


def written(value: Value) -> str:
    """A value as it is put into a chain: a decimal number where it has an end, else a fraction such as `1/3`."""
    if isinstance(value, str):
        return value
    rest, digits = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        digits = max(digits, count)
    if rest != 1:
        return str(value)
    whole = str(abs(value.numerator) * 10**digits // value.denominator).zfill(digits + 1)
    text = f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole
    return f"-{text}" if value < 0 else text


def read_value(text: str) -> Value:
    """What a tool returned: a number where it is one of at most `LONGEST` digits and nothing else, otherwise the text."""
    bare = text.strip()
    return Fraction(bare.replace("−", "-")) if len(bare) <= LONGEST and _NUMBER.fullmatch(bare) else bare


def _value(expression: Expression, values: Mapping[str, Value], tools: Mapping[str, BaseTool]) -> Value:
    match expression:
        case Number(number):
            return number
        case Text(text):
            return text
        case Variable(name):
            return values[name]
        case Operation(sign, left, right):
            return _bounded(
                _reckoned(sign, _number(_value(left, values, tools)), _number(_value(right, values, tools)))
            )
        case Call(name, arguments):
            given = [(key, _value(each, values, tools)) for key, each in arguments]
            return _called(name, given, tools)


def _number(value: Value) -> Fraction:
    if isinstance(value, str):
        raise StepFailed("not_a_number", f"cannot reckon with {value[:60]!r}")
    return value


def _reckoned(sign: Operator, left: Fraction, right: Fraction) -> Fraction:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if not right:
                raise StepFailed("division_by_zero", f"{written(left)} is divided by zero")
            return left / right


def _bounded(value: Fraction) -> Fraction:
    """A result that can still be written as a number, and given to a tool as one."""
    if max(abs(value.numerator), value.denominator) >= _TOO_LARGE:
        raise StepFailed("too_large", f"a result has more than {LONGEST} digits")
    return value


def _called(name: str, given: Sequence[tuple[str, Value]], tools: Mapping[str, BaseTool]) -> Value:
    tool = tools.get(name)
    takes = {each.name: each for each in parameters(tool)} if tool is not None else {}
    named = dict(_named(name, given, list(takes)))
    arguments = {key: _plain(value, takes.get(key)) for key, value in named.items()}
    return read_value(run_tool(list(tools.values()), name, arguments))


def _named(
    tool: str, given: Sequence[tuple[str, Value]], names: Sequence[str]
) -> Iterator[tuple[str, Value]]:
    """The arguments by name; those given by position take the names in the order of the tool's own."""
    seen: set[str] = set()
    for place, (key, value) in enumerate(given):
        name = key or (names[place] if place < len(names) else f"argument {place + 1}")
        if name in seen:
            raise StepFailed("wrong_arguments", f"{tool}: {name} is given twice")
        seen.add(name)
        yield name, value


def _plain(value: Value, parameter: Parameter | None) -> Any:
    """A value as the tool wants it: where it takes texts only, a number is one, exact."""
    if isinstance(value, str):
        return value
    if parameter is not None and parameter.takes("") and not parameter.takes(0):
        return written(value)
    return value.numerator if value.denominator == 1 else float(value)
