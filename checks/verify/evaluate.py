"""The value of an expression for a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException, localcontext
from math import inf
from typing import Any

from holdtrue.checks.contract.expression import Node, parse
from holdtrue.checks.contract.expression.nodes import (
    Binary,
    Call,
    Duration,
    Field,
    Listing,
    Literal,
    Mapping,
    Unary,
)
from holdtrue.checks.verify.item import Item
from holdtrue.checks.verify.quantity import (
    Plain,
    as_text,
    compare,
    fold_letters,
    folded,
    is_empty,
    number,
    rounded,
    shift,
    stated,
    to_datetime,
    truth,
)


@dataclass(slots=True)
class Scope:
    """What an expression may look at beside the record at hand."""

    find: Callable[[str], Sequence[Item]]
    """The records of a place; of everywhere for the empty text."""

    indices: dict[tuple[str, str], dict[str, Item]] = field(default_factory=dict)
    """Records by the value of a key, for look-ups."""

    unknown: set[str] = field(default_factory=set)
    """Fields that were asked for and stand in no record."""


def evaluate(expression: str, item: Item, scope: Scope) -> Plain:
    """The value of an expression for a record; None where it has none."""
    with localcontext(Context(prec=50)):
        try:
            return _value(parse(expression), item, scope)
        except (DecimalException, OverflowError):
            return None


def holds(expression: str, item: Item, scope: Scope) -> bool:
    """Whether a condition holds for a record; the empty one does."""
    return not expression or truth(evaluate(expression, item, scope))


def sort_key(expressions: Sequence[str], item: Item, scope: Scope, *, descending: bool) -> list[Any]:
    """A key by which records sort as the expressions say; a leading `-` turns one round."""
    key: list[Any] = []
    for expression in expressions:
        node = parse(expression)
        turned = isinstance(node, Unary) and node.operator == "-"
        value = (
            _value(node.operand, item, scope)
            if turned and isinstance(node, Unary)
            else _value(node, item, scope)
        )
        key.append(_Turned(_rank(value)) if turned != descending else _rank(value))
    return key


class _Turned:
    """Sorts the other way round."""

    def __init__(self, rank: Any) -> None:
        self.rank = rank

    def __lt__(self, other: _Turned) -> bool:
        return bool(other.rank < self.rank)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Turned) and bool(self.rank == other.rank)

    __hash__ = None  # type: ignore[assignment]  # a sort key only


def _rank(value: Plain) -> tuple[int, Any, str]:
    """Numbers by amount, moments by time, then texts; nothing comes last."""
    if is_empty(value):
        return (3, inf, "")
    if isinstance(value, bool):
        return (0, Decimal(int(value)), "")
    amount = number(value)
    if amount is not None:
        return (0, amount, "")
    point = to_datetime(value)
    if point is not None:
        return (1, Decimal(int(point.timestamp() * 1000) if point.year > 1970 else point.toordinal()), "")
    return (2, 0, as_text(value))


def _value(node: Node, item: Item, scope: Scope) -> Plain:
    match node:
        case Literal(value):
            return value
        case Field(name):
            return _field(name, item)
        case Unary("not", operand):
            return not truth(_value(operand, item, scope))
        case Unary(_, operand):
            amount = number(_value(operand, item, scope))
            return None if amount is None else -amount
        case Binary():
            return _binary(node, item, scope)
        case Call(function, arguments):
            return _call(function, arguments, item, scope)
        case Listing(members):
            return [_value(member, item, scope) for member in members]
        case Duration(amount, unit):
            return f"{amount} {unit}"
        case Mapping():
            return None
    return None


def _field(name: str, item: Item) -> Plain:
    cells = item.cells(name)
    if not cells:
        return None
    cell = cells[0]
    if cell.type == "null":
        return None
    if cell.type == "boolean":
        return stated(cell.text).forms[0] == "true"
    if cell.type == "number":
        return stated(cell.text).number if stated(cell.text).number is not None else cell.text
    return cell.text


def _binary(node: Binary, item: Item, scope: Scope) -> Plain:
    operator = node.operator
    if operator == "and":
        return truth(_value(node.left, item, scope)) and truth(_value(node.right, item, scope))
    if operator == "or":
        return truth(_value(node.left, item, scope)) or truth(_value(node.right, item, scope))
    left = _value(node.left, item, scope)
    if isinstance(node.right, Duration) and operator in ("+", "-"):
        point = to_datetime(left)
        sign = 1 if operator == "+" else -1
        return shift(point, sign * node.right.amount, node.right.unit) if point else None
    right = _value(node.right, item, scope)
    if operator in _TESTS:
        return _TESTS[operator](left, right)
    if (
        operator == "+"
        and (isinstance(left, str) or isinstance(right, str))
        and (number(left) is None or number(right) is None)
    ):
        return as_text(left) + as_text(right)
    a, b = number(left), number(right)
    if a is None or b is None:
        return None
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    if b == 0:
        return None
    return a / b if operator == "/" else a % b


def _equal(a: Plain, b: Plain) -> bool:
    return compare(a, b) == 0


def _in(a: Plain, b: Plain) -> bool:
    if isinstance(b, list):
        return any(_equal(a, one) for one in b)
    return not is_empty(a) and folded(as_text(a)) in folded(as_text(b))


def _like(a: Plain, b: Plain) -> bool:
    """Whether a text fits a pattern: `*` for any characters, `?` for one, `#` for a digit."""
    return fits(as_text(b), folded(as_text(a)))


def fits(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern with `*` for any characters, `?` for one and `#` for a digit; linear in both."""
    i = j = 0
    star = mark = -1
    while i < len(text):
        if j < len(pattern) and (
            pattern[j] == text[i] or pattern[j] == "?" or (pattern[j] == "#" and text[i].isdigit())
        ):
            i, j = i + 1, j + 1
        elif j < len(pattern) and pattern[j] == "*":
            star, mark, j = j, i, j + 1
        elif star >= 0:
            mark += 1
            i, j = mark, star + 1
        else:
            return False
    return all(rest == "*" for rest in pattern[j:])


_TESTS: dict[str, Callable[[Plain, Plain], bool]] = {
    "==": _equal,
    "!=": lambda a, b: not _equal(a, b),
    "<": lambda a, b: compare(a, b) == -1,
    ">": lambda a, b: compare(a, b) == 1,
    "<=": lambda a, b: compare(a, b) in (-1, 0),
    ">=": lambda a, b: compare(a, b) in (0, 1),
    "in": _in,
    "contains": lambda a, b: any(_equal(b, one) for one in a) if isinstance(a, list) else _in(b, a),
    "startswith": lambda a, b: folded(as_text(a)).startswith(folded(as_text(b))),
    "endswith": lambda a, b: folded(as_text(a)).endswith(folded(as_text(b))),
    "matches": _like,
}


def _call(function: str, arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    if function in _LAZY:
        return _LAZY[function](arguments, item, scope)
    given = [_value(argument, item, scope) for argument in arguments]
    if function in _TEXTUAL:
        return _TEXTUAL[function](*[as_text(value) for value in given])
    return _PLAIN[function](*given)


def _if(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    return _value(arguments[1 if truth(_value(arguments[0], item, scope)) else 2], item, scope)


def _map(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    value = _value(arguments[0], item, scope)
    if isinstance(arguments[1], Mapping):
        for key, result in arguments[1].items:
            if _equal(value, _value(key, item, scope)):
                return _value(result, item, scope)
    return _value(arguments[2], item, scope) if len(arguments) > 2 else value


def _default(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    for argument in arguments:
        value = _value(argument, item, scope)
        if not is_empty(value):
            return value
    return None


def _list(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    if isinstance(arguments[0], Field):
        return [cell.text for cell in item.cells(arguments[0].name)]
    value = _value(arguments[0], item, scope)
    return value if isinstance(value, list) else [] if is_empty(value) else [value]


def _lookup(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    found = _found(arguments[0], arguments[1], arguments[3:], item, scope)
    return _value(arguments[2], found, scope) if found else None


def _exists(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    return _found(arguments[0], arguments[1], arguments[2:], item, scope) is not None


def _found(key: Node, value: Node, place: tuple[Node, ...], item: Item, scope: Scope) -> Item | None:
    where = as_text(_value(place[0], item, scope)) if place else ""
    index = scope.indices.get((where, repr(key)))
    if index is None:
        index = {}
        for other in scope.find(where):
            own = _value(key, other, scope)
            if not is_empty(own):
                index.setdefault(_canonical(own), other)
        scope.indices[where, repr(key)] = index
    return index.get(_canonical(_value(value, item, scope)))


def _canonical(value: Plain) -> str:
    amount = number(value)
    return format(amount.normalize(), "f") if amount is not None else folded(as_text(value))


def _group(arguments: tuple[Node, ...], item: Item, scope: Scope) -> list[Plain]:
    members = item.group or (item,)
    if len(arguments) > 1:
        members = [member for member in members if truth(_value(arguments[1], member, scope))]
    if not arguments:
        return [True for _ in members]
    found = [_value(arguments[0], member, scope) for member in members]
    return [value for value in found if not is_empty(value)]


def _numbers(arguments: tuple[Node, ...], item: Item, scope: Scope) -> list[Decimal]:
    return [amount for value in _group(arguments, item, scope) if (amount := number(value)) is not None]


def _sum(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    return sum(_numbers(arguments, item, scope), Decimal(0))


def _mean(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    found = _numbers(arguments, item, scope)
    return sum(found, Decimal(0)) / len(found) if found else None


def _extreme(sign: int) -> Callable[[tuple[Node, ...], Item, Scope], Plain]:
    def extreme(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
        best: Plain = None
        for value in _group(arguments, item, scope):
            if best is None or compare(value, best) == sign:
                best = value
        return best

    return extreme


def _all(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    separator = as_text(_value(arguments[1], item, scope)) if len(arguments) > 1 else "; "
    return separator.join(as_text(value) for value in _group(arguments[:1], item, scope))


def _running(arguments: tuple[Node, ...], item: Item, scope: Scope) -> Plain:
    total = Decimal(0)
    for member in item.group or (item,):
        total += number(_value(arguments[0], member, scope)) or 0
        if member.index == item.index and member.document is item.document:
            break
    return total


_LAZY: dict[str, Callable[[tuple[Node, ...], Item, Scope], Plain]] = {
    "if": _if,
    "map": _map,
    "default": _default,
    "list": _list,
    "lookup": _lookup,
    "exists": _exists,
    "index": lambda _, item, __: Decimal(item.position),
    "path": lambda _, item, __: item.record.path,
    "kind": lambda _, item, __: item.record.kind,
    "name": lambda _, item, __: item.record.path.rsplit("/", 1)[-1],
    "file": lambda _, item, __: item.document.file,
    "raw": lambda _, item, __: item.text,
    "sum": _sum,
    "count": lambda arguments, item, scope: Decimal(len(_group(arguments, item, scope))),
    "distinct": lambda arguments, item, scope: Decimal(
        len({_canonical(value) for value in _group(arguments, item, scope)})
    ),
    "min": _extreme(-1),
    "max": _extreme(1),
    "mean": _mean,
    "all": _all,
    "running": _running,
}


def _stamp(default: str) -> Callable[..., Plain]:
    def written(value: Plain, pattern: Plain = None) -> Plain:
        point = to_datetime(value)
        return point.strftime(as_text(pattern) or default) if point else None

    return written


def _calendar(part: Callable[[Any], int]) -> Callable[[Plain], Plain]:
    def of(value: Plain) -> Plain:
        point = to_datetime(value)
        return Decimal(part(point)) if point else None

    return of


def _round(value: Plain, digits: Plain = None, mode: Plain = None) -> Plain:
    amount = number(value)
    return (
        None
        if amount is None
        else rounded(amount, int(number(digits) or 0), None, as_text(mode) or "half_up")
    )


def _figures(value: Plain, figures: Plain) -> Plain:
    amount = number(value)
    return None if amount is None else rounded(amount, None, int(number(figures) or 1), "half_up")


def _numeric(work: Callable[[Decimal], Any]) -> Callable[[Plain], Plain]:
    def of(value: Plain) -> Plain:
        amount = number(value)
        return None if amount is None else Decimal(work(amount))

    return of


def _length(value: Plain) -> Plain:
    return Decimal(len(value) if isinstance(value, list) else len(as_text(value)))


def _floor(value: Decimal) -> Decimal:
    return value.to_integral_value(rounding="ROUND_FLOOR")


def _ceil(value: Decimal) -> Decimal:
    return value.to_integral_value(rounding="ROUND_CEILING")


_PLAIN: dict[str, Callable[..., Plain]] = {
    "empty": is_empty,
    "year": _calendar(lambda point: point.year),
    "month": _calendar(lambda point: point.month),
    "day": _calendar(lambda point: point.day),
    "weekday": _calendar(lambda point: point.isoweekday()),
    "hour": _calendar(lambda point: point.hour),
    "date": _stamp("%Y-%m-%d"),
    "time": _stamp("%H:%M"),
    "number": number,
    "round": _round,
    "significant": _figures,
    "floor": _numeric(_floor),
    "ceil": _numeric(_ceil),
    "abs": _numeric(abs),
    "length": _length,
    "join": lambda value, separator="; ": as_text(separator).join(
        map(as_text, value if isinstance(value, list) else [value])
    ),
    "concat": lambda *given: "".join(map(as_text, given)),
}


def _part(text: str, separator: str, position: str) -> str:
    parts = text.split(separator) if separator else [text]
    place = int(Decimal(position or "0"))
    place = place - 1 if place > 0 else place
    return parts[place].strip() if -len(parts) <= place < len(parts) else ""


def _between(text: str, left: str, right: str) -> str:
    _, found, rest = text.partition(left)
    inside, closed, _ = rest.partition(right) if right else (rest, "x", "")
    return inside.strip() if found and closed else ""


_TEXTUAL: dict[str, Callable[..., Plain]] = {
    "unit": lambda text: stated(text).unit,
    "text": lambda text: text,
    "lower": str.lower,
    "upper": str.upper,
    "strip": lambda text, characters="": text.strip(characters or None),
    "fold": fold_letters,
    "first": lambda text, separator=" ": text.partition(separator)[0].strip() if separator else text,
    "last": lambda text, separator=" ": text.rpartition(separator)[2].strip() if separator else text,
    "part": _part,
    "before": lambda text, mark: text.partition(mark)[0].strip() if mark else text,
    "after": lambda text, mark: text.partition(mark)[2].strip() if mark else "",
    "between": _between,
    "replace": lambda text, old, new: text.replace(old, new) if old else text,
    "split": lambda text, separator: (
        [part.strip() for part in text.split(separator)] if separator and text else []
    ),
    "words": lambda text: Decimal(len(text.split())),
}
