"""Reads clauses from one line, from a list, and from YAML or JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from holdtrue.checks.contract.clauses import CLAUSES, Clause
from holdtrue.checks.contract.expression import Token, tokens
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.errors import ContractError

_ENDS = (",", ")", "]", "}", ":")
"""What stands behind a value."""

_CONSTANTS = {"true": True, "false": False, "null": None, "True": True, "False": False, "None": None}


def kind_of(name: str) -> type[Clause]:
    """The clause of that name.

    Raises:
        ContractError: There is none.
    """
    if name not in CLAUSES:
        msg = f"unknown clause {name!r}" + did_you_mean(name, CLAUSES)
        raise ContractError(msg)
    return CLAUSES[name]


def read_list(value: Any) -> list[Clause]:
    """Clauses from a list of one-line forms and of objects, each with a clause's name as its key.

    Raises:
        ContractError: It is no such list.
    """
    if isinstance(value, str):
        return read_line(value)
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        msg = "'clauses' is a list, such as [{'scale': {'field': 'net', 'factor': 0.89}}]"
        raise ContractError(msg)
    found: list[Clause] = []
    for item in value:
        if isinstance(item, str):
            found += read_line(item)
        elif isinstance(item, Clause):
            found.append(item)
        elif isinstance(item, Mapping):
            found += [_from_object(str(name), parameters) for name, parameters in item.items()]
        else:
            msg = f"a clause is a text or an object, not {type(item).__name__}"
            raise ContractError(msg)
    return found


def _from_object(name: str, parameters: Any) -> Clause:
    kind = kind_of(name)
    if parameters is None:
        parameters = {}
    if not isinstance(parameters, Mapping):
        parameters = {kind.parameters()[0].name: parameters}
    return kind.build({str(key): value for key, value in parameters.items()})


def read_text(text: str) -> Any:
    """The plain value that YAML or JSON text holds.

    Raises:
        ContractError: It is neither.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return json.loads(text)
    except ValueError:
        pass  # YAML takes nearly all of JSON, but not its pairs of escaped surrogates
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, TypeError, AttributeError, LookupError, RecursionError) as error:
        msg = f"the contract is neither YAML nor JSON: {' '.join(str(error).split())[:200]}"
        raise ContractError(msg) from error


def build(kind: type[Clause], args: Iterable[Any], parameters: Mapping[str, Any]) -> Clause:
    """A clause from parameters by position and by name; `allow` and `keep` take any number by position.

    Raises:
        ContractError: There are too many, or one is given twice, is unknown, missing or does not fit.
    """
    names = [field.name for field in kind.parameters()]
    values = list(args)
    if kind.name in ("allow", "keep") and len(values) > 1:
        values = [values]
    if len(values) > len(names):
        msg = f"{kind.name} has {len(names)} parameters: {', '.join(names)}"
        raise ContractError(msg)
    given = dict(zip(names, values, strict=False))
    if twice := [name for name in parameters if name in given]:
        msg = f"{kind.name}: {twice[0]!r} is given twice"
        raise ContractError(msg)
    return kind.build({**given, **parameters})


def read_line(text: str) -> list[Clause]:
    """Clauses from `name(value, parameter=value, ...) & name(...)`.

    Raises:
        ContractError: It is not written like that.
    """
    return _Line(text).clauses()


class _Line:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.position = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.position]

    def take(self, *texts: str) -> bool:
        if self.token.kind == "operator" and self.token.text in texts:
            self.position += 1
            return True
        return False

    def fail(self, expected: str) -> ContractError:
        rest = self.text[self.token.start : self.token.start + 24] or "the end"
        return ContractError(f"in the contract {self.text[:120]!r}: expected {expected} at {rest!r}")

    def clauses(self) -> list[Clause]:
        found = [self.clause()]
        while self.take("&", ";"):
            found.append(self.clause())
        if self.token.kind != "end":
            raise self.fail("'&' or the end")
        return found

    def clause(self) -> Clause:
        if self.token.kind != "name":
            raise self.fail("a clause's name")
        kind = kind_of(self.token.text)
        self.position += 1
        if not self.take("("):
            raise self.fail("'('")
        args: list[Any] = []
        parameters: dict[str, Any] = {}
        while not self.take(")"):
            if (args or parameters) and not self.take(","):
                raise self.fail("',' or ')'")
            following = self.tokens[min(self.position + 1, len(self.tokens) - 1)]
            if self.token.kind == "name" and following.kind == "operator" and following.text == "=":
                name = self.token.text
                self.position += 2
                if name in parameters:
                    raise self.fail(f"{name!r} once only, not again")
                parameters[name] = self.value()
            elif parameters:
                raise self.fail("a parameter with its name")
            else:
                args.append(self.value())
        return build(kind, args, parameters)

    def value(self) -> Any:
        """A value; an expression need not be quoted, and is then its own text."""
        begin = self.position
        found = self.simple()
        if self.token.kind == "end" or (self.token.kind == "operator" and self.token.text in _ENDS):
            return found
        self.position = begin
        return self.raw()

    def raw(self) -> str:
        """The text up to the end of a value, as it is written."""
        start, depth = self.token.start, 0
        while self.token.kind != "end":
            token = self.token
            if token.kind == "operator":
                if depth == 0 and token.text in _ENDS:
                    break
                depth += (token.text in "([{") - (token.text in ")]}")
            self.position += 1
        return self.text[start : self.tokens[self.position - 1].end]

    def simple(self) -> Any:
        token = self.token
        if token.kind in ("string", "quoted_name"):
            self.position += 1
            return token.text
        if token.kind == "number":
            self.position += 1
            return Decimal(token.text)
        if token.kind == "name":
            self.position += 1
            return _CONSTANTS.get(token.text, token.text)
        if self.take("-"):
            value = self.simple()
            return -value if isinstance(value, Decimal) else f"-{value}"
        if self.take("["):
            return self.items()
        if self.take("{"):
            return self.pairs()
        raise self.fail("a value")

    def items(self) -> list[Any]:
        found: list[Any] = []
        while not self.take("]"):
            if found and not self.take(","):
                raise self.fail("',' or ']'")
            found.append(self.value())
        return found

    def pairs(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self.take("}"):
            if found and not self.take(","):
                raise self.fail("',' or '}'")
            key = self.value()
            if not self.take(":"):
                raise self.fail("':'")
            found[str(key)] = self.value()
        return found
