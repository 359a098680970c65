"""What stands before the equals sign of a placeholder: numbers, variables, the four operations and calls of tools."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeVar

from holdtrue.experiments.pipelines.failing import StepFailed

VARIABLE = re.compile(r"y[0-9]{1,4}")
"""How a variable is written."""

Operator = Literal["+", "-", "*", "/"]

LONGEST = 300
"""Digits of a number; a longer one neither fits into a float nor is read by Python beyond some thousands."""

_DEEPEST = 40
"""How deep parentheses may be nested: far beyond what a chain needs, far below Python's own limit."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?![0-9A-Za-z_.])|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|"(?P<text>(?:[^"\\\n]|\\.)*)"|(?P<sign>[-+*/(),:=−×÷]))"""
)
_Read = TypeVar("_Read")
_SIGNS: dict[str, str] = {"−": "-", "×": "*", "÷": "/"}


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exact."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Text:
    """A text between double quotes, its escapes as in JSON."""

    value: str


@dataclass(frozen=True, slots=True)
class Variable:
    """What another placeholder comes to."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions and what is done with them."""

    sign: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Call:
    """A tool with its arguments; the name is empty for an argument that is given by its position."""

    tool: str
    arguments: tuple[tuple[str, Expression], ...]


Expression = Number | Text | Variable | Operation | Call


def variables_of(expression: Expression) -> Iterator[str]:
    """The variables that it needs, in the order in which they stand; one that stands twice comes twice."""
    waiting: list[Expression] = [expression]
    while waiting:
        match waiting.pop():
            case Variable(name):
                yield name
            case Operation(_, left, right):
                waiting += [right, left]
            case Call(_, arguments):
                waiting += [value for _, value in reversed(arguments)]
            case _:
                pass


def parse(text: str) -> Expression:
    """Read an expression.

    Raises:
        StepFailed: It is none (`unparsed_placeholder`).
    """
    return _Parser(text).whole()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class _Parser:
    """Recursive descent, one token ahead."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        found = self._sum()
        if self._at < len(self._tokens):
            raise self._error(f"unexpected {self._tokens[self._at].text!r}")
        return found

    def _sum(self) -> Expression:
        left = self._product()
        while sign := self._take("+", "-"):
            left = Operation(sign, left, self._product())  # type: ignore[arg-type]  # one of the two
        return left

    def _product(self) -> Expression:
        left = self._signed()
        while sign := self._take("*", "/"):
            left = Operation(sign, left, self._signed())  # type: ignore[arg-type]  # one of the two
        return left

    def _signed(self) -> Expression:
        negative = False
        while self._take("-"):
            negative = not negative
        found = self._atom()
        return Operation("-", Number(Fraction(0)), found) if negative else found

    def _atom(self) -> Expression:
        if self._at == len(self._tokens):
            raise self._error("it ends too early")
        token = self._tokens[self._at]
        self._at += 1
        if token.kind == "number":
            if len(token.text) > LONGEST:
                raise self._error(f"a number has more than {LONGEST} digits")
            return Number(Fraction(token.text))
        if token.kind == "text":
            return Text(self._unescaped(token.text))
        if token.kind == "name":
            return self._named(token.text)
        if token.text == "(":
            found = self._inside(self._sum)
            self._expect(")")
            return found
        raise self._error(f"unexpected {token.text!r}")

    def _named(self, name: str) -> Expression:
        if self._take("("):
            return Call(name, self._inside(self._arguments))
        if VARIABLE.fullmatch(name):
            return Variable(name)
        raise self._error(f"{name!r} is neither a variable nor a call")

    def _arguments(self) -> tuple[tuple[str, Expression], ...]:
        found: list[tuple[str, Expression]] = []
        while not self._take(")"):
            if found:
                self._expect(",")
            name = ""
            if self._is_keyword():
                name = self._tokens[self._at].text
                self._at += 2
            found.append((name, self._sum()))
        return tuple(found)

    def _is_keyword(self) -> bool:
        ahead = self._tokens[self._at : self._at + 2]
        return len(ahead) == 2 and ahead[0].kind == "name" and ahead[1].text in ("=", ":")

    def _inside(self, read: Callable[[], _Read]) -> _Read:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._error(f"parentheses are nested deeper than {_DEEPEST}")
        found = read()
        self._depth -= 1
        return found

    def _unescaped(self, text: str) -> str:
        try:
            # As worked examples write it: between its quotes a text is JSON, save that a tab may stand in it.
            return str(json.loads(f'"{text}"', strict=False))
        except ValueError as error:
            raise self._error(f"{text[:20]!r} is no JSON text") from error

    def _take(self, *signs: str) -> str:
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "sign" and token.text in signs:
                self._at += 1
                return token.text
        return ""

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise self._error(f"{sign!r} is missing")

    def _error(self, reason: str) -> StepFailed:
        return StepFailed("unparsed_placeholder", f"cannot read {self._text.strip()[:80]!r}: {reason}")


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at)
        if token is None:
            what = text[at:].strip()[:20]
            raise StepFailed("unparsed_placeholder", f"cannot read {text.strip()[:80]!r} at {what!r}")
        at = token.end()
        kind = str(token.lastgroup)
        found = token[kind]
        yield _Token(kind, _SIGNS.get(found, found) if kind == "sign" else found)
