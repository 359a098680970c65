"""The types of a clause's parameters: how each is read from plain values and written back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import MISSING
from decimal import Decimal
from typing import Any, Literal

from holdtrue.checks.contract.expression import parse as parse_expression
from holdtrue.checks.contract.expression import quote
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.contract.selector import parse_selector
from holdtrue.checks.errors import ContractError

ParameterKind = Literal[
    "expression", "expressions", "fields", "names", "selectors", "text", "texts", "integer", "flag", "scalar", "choice",
    "choices", "files", "row",
]  # fmt: skip
"""What a parameter holds.

`expression`: an expression, or a number. `expressions`: one or a list. `fields`: a mapping from a new name to an
expression; a list of names keeps each. `names`: a mapping from old to new text. `selectors`: one place or a list.
`files`: a pattern with `{}`, or a mapping from a file name to an expression or place. `row`: a mapping from field to
value. `scalar`: a text, number, boolean or null.
"""


def parameter(
    kind: ParameterKind, meaning: str, default: Any = MISSING, *, choices: Iterable[str] = ()
) -> Any:
    """A field of a clause."""
    metadata = {"kind": kind, "meaning": meaning, "choices": tuple(choices)}
    if default is MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def normal(field: dataclasses.Field[Any], value: Any) -> Any:
    """The frozen form of a parameter's value.

    Raises:
        ContractError: The value does not fit.
    """
    if value is None and field.metadata["kind"] != "scalar":
        return field.default if field.default is not MISSING else _refuse(field, value)
    if field.default is not MISSING and value == field.default and isinstance(value, str):
        return value
    return _READERS[field.metadata["kind"]](field, value)


def plain(field: dataclasses.Field[Any], value: Any) -> Any:
    """The JSON form of a parameter's value; `normal` reads it back."""
    kind = field.metadata["kind"]
    if kind in ("expression", "scalar"):
        return (
            _number(value) if isinstance(value, (str, Decimal)) and kind == "expression" else _scalar(value)
        )
    if kind in ("expressions", "selectors", "texts", "choices"):
        return (
            [_number(item) if kind == "expressions" else item for item in value]
            if len(value) != 1
            else value[0]
        )
    if kind == "fields":
        if all(_is_own(name, expression) for name, expression in value):
            return [name for name, _ in value]
        return {name: _number(expression) for name, expression in value}
    if kind in ("names", "row"):
        return {key: _scalar(item) for key, item in value}
    if kind == "files":
        return value if isinstance(value, str) else dict(value)
    return value


def _is_own(name: str, expression: str) -> bool:
    return expression == own(name)


def own(name: str) -> str:
    """The expression for a field's own value."""
    return f"`{name}`"


def _refuse(field: dataclasses.Field[Any], value: Any) -> Any:
    msg = f"{field.name!r} ({field.metadata['meaning']}) cannot be {value!r}"
    raise ContractError(msg)


def _expression(field: dataclasses.Field[Any], value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        _refuse(field, value)
    text = (
        format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")
        if not isinstance(value, str)
        else value
    )
    parse_expression(text)
    return text


def _expressions(field: dataclasses.Field[Any], value: Any) -> tuple[str, ...]:
    return tuple(_expression(field, item) for item in _items(field, value))


def _items(field: dataclasses.Field[Any], value: Any) -> list[Any]:
    if isinstance(value, (str, int, float, Decimal)):
        return [value]
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        _refuse(field, value)
    return list(value)


def _pairs(field: dataclasses.Field[Any], value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        return list(value.items())
    if isinstance(value, tuple) and all(isinstance(item, tuple) and len(item) == 2 for item in value):
        return list(value)
    return [_refuse(field, value)]


def _fields(field: dataclasses.Field[Any], value: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list) or (isinstance(value, tuple) and all(isinstance(item, str) for item in value)):
        value = {str(item): own(str(item)) for item in value}
    return tuple((str(name), _expression(field, item)) for name, item in _pairs(field, value))


def _names(field: dataclasses.Field[Any], value: Any) -> tuple[tuple[str, str], ...]:
    pairs = _pairs(field, value)
    if not pairs or not all(isinstance(item, str) and item for pair in pairs for item in pair[:1]):
        _refuse(field, value)
    return tuple((str(old), str(new)) for old, new in pairs)


def _selectors(field: dataclasses.Field[Any], value: Any) -> tuple[str, ...]:
    items = _items(field, value)
    for item in items:
        if not isinstance(item, str):
            _refuse(field, value)
        parse_selector(item)
    return tuple(items)


def _text(field: dataclasses.Field[Any], value: Any) -> str:
    return value if isinstance(value, str) else str(_refuse(field, value))


def _texts(field: dataclasses.Field[Any], value: Any) -> tuple[str, ...]:
    return tuple(_text(field, item) for item in _items(field, value))


def _integer(field: dataclasses.Field[Any], value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or value != int(value):
        _refuse(field, value)
    return int(value)


def _flag(field: dataclasses.Field[Any], value: Any) -> bool:
    return value if isinstance(value, bool) else bool(_refuse(field, value))


def _scalar_of(field: dataclasses.Field[Any], value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, (int, float, Decimal)):
        number = value if isinstance(value, Decimal) else Decimal(str(value))
        return (
            number if not isinstance(_scalar(number), str) else str(number)
        )  # 0.10 keeps its zero, as a text
    return _refuse(field, value)


def _choice(field: dataclasses.Field[Any], value: Any) -> str:
    choices = field.metadata["choices"]
    if value not in choices:
        msg = f"{field.name!r} cannot be {value!r}" + did_you_mean(str(value), choices)
        raise ContractError(msg)
    return str(value)


def _choices(field: dataclasses.Field[Any], value: Any) -> tuple[str, ...]:
    return tuple(_choice(field, item) for item in _items(field, value))


def _files(field: dataclasses.Field[Any], value: Any) -> str | tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return value
    return tuple((str(name), _text(field, item)) for name, item in _pairs(field, value))


def _row(field: dataclasses.Field[Any], value: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((str(name), _scalar_of(field, item)) for name, item in _pairs(field, value))


def _number(text: Any) -> Any:
    """A plain number as a number, where it survives JSON; anything else as it is."""
    if isinstance(text, str):
        try:
            value = Decimal(text)
        except ArithmeticError:
            return text
        if not value.is_finite() or format(value, "f") != text:
            return text
        restored = _scalar(value)
        return restored if not isinstance(restored, str) else text
    return _scalar(text)


def _scalar(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value() and "." not in str(value) and "E" not in str(value):
        return int(value)
    return float(value) if str(float(value)) == str(value) else str(value)


def literal(value: Any) -> str:
    """A plain value as the one-line form writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quote(str(key))}: {literal(item)}" for key, item in value.items()) + "}"
    return "[" + ", ".join(map(literal, value)) + "]"


_READERS = {
    "expression": _expression,
    "expressions": _expressions,
    "fields": _fields,
    "names": _names,
    "selectors": _selectors,
    "text": _text,
    "texts": _texts,
    "integer": _integer,
    "flag": _flag,
    "scalar": _scalar_of,
    "choice": _choice,
    "choices": _choices,
    "files": _files,
    "row": _row,
}
