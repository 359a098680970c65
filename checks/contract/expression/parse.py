"""Reads an expression into its tree: a parser of our own, never `eval`."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from holdtrue.checks.contract.expression.functions import FUNCTIONS
from holdtrue.checks.contract.expression.nodes import (
    Binary,
    Call,
    Duration,
    Field,
    Listing,
    Literal,
    Mapping,
    Node,
    Unary,
)
from holdtrue.checks.contract.expression.tokens import Token, tokens
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.errors import ContractError

COMPARISONS = ("==", "!=", "<=", ">=", "<", ">", "in", "contains", "startswith", "endswith", "matches")
"""Operators between two values; `=` reads as `==`."""

_CONSTANTS = {"true": True, "false": False, "null": None, "none": None}

_DURATIONS = {
    "s": "s", "sec": "s", "second": "s", "seconds": "s", "min": "min", "minute": "min", "minutes": "min",
    "h": "h", "hour": "h", "hours": "h", "day": "d", "days": "d", "week": "w", "weeks": "w",
    "month": "mo", "months": "mo", "year": "y", "years": "y",
}  # fmt: skip

_DEEPEST = 40
"""Brackets inside brackets that an expression may have."""


@lru_cache(maxsize=2_048)
def parse(text: str) -> Node:
    """The tree of an expression.

    Loosest first: `or`, `and`, `not`, one comparison, `+ -`, `* / %`, a sign, then a value: a number, a duration
    (`30 min`), a text in quotation marks, a list, a mapping, `true`, `false`, `null`, a field (in backticks where its
    name has blanks), a function call, or an expression in brackets.

    Raises:
        ContractError: It is no expression; the message quotes the place.
    """
    parser = _Parser(text)
    node = parser.either()
    parser.expect("end", "")
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.position = 0
        self.depth = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def take(self) -> Token:
        token = self.token
        self.position += token.kind != "end"
        return token

    def accept(self, *texts: str) -> str:
        token = self.token
        if token.kind in ("operator", "name") and token.text in texts:
            return self.take().text
        return ""

    def expect(self, kind: str, text: str) -> None:
        if self.token.kind != kind or self.token.text != text:
            self.fail(f"expected {text!r}" if text else "something is left over")
        self.take()

    def fail(self, reason: str) -> None:
        rest = self.text[self.token.start : self.token.start + 24] or "the end"
        msg = f"in the expression {self.text!r}: {reason} at {rest!r}"
        raise ContractError(msg)

    def either(self) -> Node:
        node = self.both()
        while self.accept("or"):
            node = Binary("or", node, self.both())
        return node

    def both(self) -> Node:
        node = self.negated()
        while self.accept("and"):
            node = Binary("and", node, self.negated())
        return node

    def negated(self) -> Node:
        if not self.accept("not"):
            return self.compared()
        self.deeper()
        node = Unary("not", self.negated())
        self.depth -= 1
        return node

    def compared(self) -> Node:
        left = self.added()
        if self.token.text == "not" and self.token.kind == "name":
            self.take()
            operator = self.accept(*COMPARISONS[6:])
            if not operator:
                self.fail("'not' stands before a comparison or before a condition")
            return Unary("not", Binary(operator, left, self.added()))
        if self.token.text == "is" and self.token.kind == "name":
            self.take()
            negative = self.accept("not")
            if not self.accept("empty"):
                self.fail("expected 'empty'")
            node: Node = Call("empty", (left,))
            return Unary("not", node) if negative else node
        operator = self.accept(*COMPARISONS, "=")
        if not operator:
            return left
        return Binary("==" if operator == "=" else operator, left, self.added())

    def added(self) -> Node:
        node = self.multiplied()
        while operator := self.accept("+", "-"):
            node = Binary(operator, node, self.multiplied())
        return node

    def multiplied(self) -> Node:
        node = self.signed()
        while operator := self.accept("*", "/", "%"):
            node = Binary(operator, node, self.signed())
        return node

    def signed(self) -> Node:
        if not self.accept("-"):
            return self.value()
        self.deeper()
        node = self.signed()
        self.depth -= 1
        if isinstance(node, Literal) and isinstance(node.value, Decimal):
            return Literal(-node.value)
        return Unary("-", node)

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail("nested too deep")

    def value(self) -> Node:
        self.deeper()
        token = self.take()
        node = self._value(token)
        self.depth -= 1
        return node

    def _value(self, token: Token) -> Node:
        if token.kind == "number":
            amount = Decimal(token.text)
            if self.token.kind == "name" and (unit := _DURATIONS.get(self.token.text)):
                self.take()
                return Duration(amount, unit)
            return Literal(amount)
        if token.kind == "string":
            return Literal(token.text)
        if token.kind == "quoted_name":
            return Field(token.text)
        if token.kind == "name":
            return self.named(token)
        if token.text == "(":
            node = self.either()
            self.expect("operator", ")")
            return node
        if token.text == "[":
            return Listing(tuple(self.items("]")))
        if token.text == "{":
            return Mapping(tuple(self.pairs()))
        self.position -= token.kind != "end"
        self.fail("expected a value")
        raise AssertionError

    def named(self, token: Token) -> Node:
        if token.text.lower() in _CONSTANTS and token.text in (token.text.lower(), token.text.title()):
            return Literal(_CONSTANTS[token.text.lower()])
        if self.token.text != "(" or self.token.kind != "operator":
            return Field(token.text)
        function = FUNCTIONS.get(token.text)
        if function is None:
            msg = f"in the expression {self.text!r}: unknown function {token.text!r}"
            raise ContractError(msg + did_you_mean(token.text, FUNCTIONS))
        self.take()
        arguments = tuple(self.items(")"))
        if not function.fewest <= len(arguments) <= function.most:
            self.fail(f"{token.text} is written {function.usage}; it has {len(arguments)} arguments")
        return Call(token.text, arguments)

    def items(self, end: str) -> list[Node]:
        found: list[Node] = []
        while not self.accept(end):
            if found:
                self.expect("operator", ",")
            found.append(self.either())
        return found

    def pairs(self) -> list[tuple[Node, Node]]:
        found: list[tuple[Node, Node]] = []
        while not self.accept("}"):
            if found:
                self.expect("operator", ",")
            key = self.either()
            self.expect("operator", ":")
            found.append((key, self.either()))
        return found


def fields(node: Node) -> set[str]:
    """Names of the fields that an expression reads."""
    match node:
        case Field(name):
            return {name}
        case Unary(_, operand):
            return fields(operand)
        case Binary(_, left, right):
            return fields(left) | fields(right)
        case Call(_, items) | Listing(items):
            return set().union(*map(fields, items)) if items else set()
        case Mapping(pairs):
            return set().union(*(fields(key) | fields(value) for key, value in pairs)) if pairs else set()
    return set()
