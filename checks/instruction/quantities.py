"""Amounts and forms an instruction states: factors, offsets, units, rounding, sort keys, limits, columns, targets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.request import (
    Factor,
    Offset,
    Quantity,
    Rounding,
    UnitChange,
)
from holdtrue.checks.instruction.shapes import shapes
from holdtrue.checks.instruction.wording import Wording

_CODE = re.compile(r"[A-Z]{3}")
_TIMES = frozenset("×x*")
_WINDOW = 8
_SENTENCE = 25
"""Tokens on either side in which a verb may speak of a number."""

_BY = frozenset(["by", "um", "de", "en", "di", "met", "em", "con", "plus", "minus", "+", "-"])
_ARTICLES = frozenset(
    ["an", "a", "one", "eine", "einer", "ein", "einen", "une", "un", "una", "um", "uma", "een"]
)


def quantities(wording: Wording, grounds: Grounds) -> tuple[Quantity, ...]:
    """Everything stated, in the order of the instruction."""
    found: list[Quantity] = [*_rates(wording)]
    taken = {quantity.span.start for quantity in found}
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] < 0:
            continue
        number = numbers.value(token)
        if number is not None and token.start not in taken:
            found += _amount(wording, index, number)
        found += _worded(wording, index)
        found += _unit(wording, index)
    found += shapes(wording, grounds)
    return tuple(sorted(found, key=lambda quantity: quantity.span.start))


def _amount(wording: Wording, index: int, number: Decimal) -> Iterator[Quantity]:
    """A number by its surroundings: per cent, a time span, a factor, digits."""
    tokens, sentence = wording.tokens, wording.sentence(index)
    behind = tokens[index + 1 : min(sentence.last, index + 3)]
    signed = tokens[index].text[0] in "+−-"
    if behind and behind[0].means("percent"):
        yield from _percent(wording, index, number, signed=signed)
        return
    if any(token.means("digits") for token in behind):
        if number == int(number) and 0 <= number <= 20:
            last = next(token.index for token in behind if token.means("digits")) + 1
            yield Rounding(wording.span(index, last), int(number))
        return
    if behind and behind[0].means("duration", "limit_unit") and not behind[0].means("duration"):
        return
    before = tokens[max(sentence.first, index - 2) : index]
    if any(token.means("times") or token.text in _TIMES for token in before) and (
        _scales(wording, index)
        or any(token.text in _TIMES or token.folded in ("times", "mal", "fois", "maal") for token in before)
    ):
        yield Factor(wording.span(index, index + 1), number)
        return
    lasts = bool(behind) and behind[0].means("duration")
    if (
        not lasts
        and wording.precedes(index, "scale", within=_WINDOW) is not None
        and _verb(wording, index, ("multipl", "moltiplic", "vermenigv"))
    ):
        yield Factor(wording.span(index, index + 1), number)
        return
    if (
        wording.precedes(index, "scale", "split", within=_WINDOW) is not None
        and _verb(wording, index, ("divi", "teil"))
        and number
    ):
        if before and before[-1].folded in ("by", "durch", "par", "por", "per", "door", "entre"):
            yield Factor(wording.span(index, index + 1), 1 / number)
        return
    yield from _offset(wording, index, number, signed=signed)


def _verb(wording: Wording, index: int, stems: tuple[str, ...]) -> bool:
    begin = max(wording.sentence(index).first, index - _WINDOW)
    return any(token.folded.startswith(stems) for token in wording.tokens[begin:index])


def _scales(wording: Wording, index: int) -> bool:
    sentence = wording.sentence(index)
    near = range(max(sentence.first, index - _SENTENCE), min(sentence.last, index + _SENTENCE))
    return any("scale" in wording.senses(at) or "move" in wording.senses(at) for at in near)


def _direction(wording: Wording, index: int) -> int | None:
    """1 for more or later, -1 for less or earlier, None where nothing near says either."""
    clause = wording.clause(index)
    near = range(max(clause.first, index - 3), min(clause.last, index + 5))
    for at in near:
        if wording.tokens[at].means("down") or "decrease" in wording.senses(at):
            return -1
    if any(wording.tokens[at].means("up") for at in near):
        return 1
    sentence = wording.sentence(index)
    for at in range(max(sentence.first, index - _SENTENCE), min(sentence.last, index + _WINDOW)):
        senses = wording.senses(at)
        if "decrease" in senses or ("down" in senses and at < index):
            return -1
    return 1 if _scales(wording, index) else None


def _percent(wording: Wording, index: int, number: Decimal, *, signed: bool) -> Iterator[Quantity]:
    direction = _direction(wording, index)
    span = wording.span(index, index + 2)
    to = (
        index and wording.tokens[index - 1].means("to") and not wording.tokens[index - 1].means("with", "per")
    )
    if (
        to
        and _scales(wording, index)
        and number > 0
        and wording.tokens[index - 1].folded in ("to", "auf", "naar")
    ):
        yield Factor(span, number / 100)
    elif signed:
        yield Factor(span, 1 + number / 100)
    elif direction is not None:
        yield Factor(span, 1 + direction * number / 100)


def _offset(wording: Wording, index: int, number: Decimal, *, signed: bool) -> Iterator[Quantity]:
    tokens, sentence = wording.tokens, wording.sentence(index)
    unit = (
        tokens[index + 1]
        if index + 1 < sentence.last and tokens[index + 1].means("duration", "unit")
        else None
    )
    previous = tokens[index - 1] if index > sentence.first else None
    length = 2 if unit else 1
    beside = [
        *tokens[max(sentence.first, index - 1) : index],
        *tokens[index + length : min(sentence.last, index + length + 1)],
    ]
    moved = any(token.means("up", "down") for token in beside)
    by = previous is not None and (previous.folded in _BY or "scale" in wording.senses(previous.index))
    scales = _scales(wording, index)
    if not (
        (by and scales)
        or (moved and (scales or unit is not None))
        or (signed and (scales or unit is not None))
    ):
        return
    direction = _direction(wording, index) or 1
    amount = number if signed else number * direction
    yield Offset(wording.span(index, index + length), amount, unit.text if unit else "")


def _worded(wording: Wording, index: int) -> Iterator[Quantity]:
    """`double`, `halve`, `half up`, `to the cent`, `an hour later`."""
    token = wording.tokens[index]
    if token.covered:
        return
    span = wording.span(index, index + 1)
    asks = wording.precedes(index, "function", within=1) is None or token.means("scale")
    for sense, factor in (("double", "2"), ("triple", "3"), ("half", "0.5")):
        if (
            token.means(sense)
            and token.means("scale") | (sense == "half")
            and asks
            and wording.precedes(index, "negation", within=3) is None
        ):
            yield Factor(span, Decimal(factor))
            return
    if token.means("rounding"):
        words = wording.span(index, index + max(sense.length for sense in token.senses))
        yield Rounding(words, None, words.text)
    if (
        token.folded in ("cent", "penny", "centime", "centimo", "centesimo")
        and index
        and wording.tokens[index - 1].means("function")
    ) and wording.precedes(index, "to", "rounding", within=3) is not None:
        yield Rounding(span, 2)
    article = token.folded in _ARTICLES
    if article and index + 1 < wording.clause(index).last and wording.tokens[index + 1].means("duration"):
        yield from _offset(wording, index, Decimal(1), signed=False)


def _rates(wording: Wording) -> Iterator[Quantity]:
    """`GBP 1.17, CHF 1.06`: codes with numbers, two or more of them."""
    found = []
    for left, right in zip(wording.tokens, wording.tokens[1:], strict=False):
        if _CODE.fullmatch(left.text) and right.kind == "number":
            rate = numbers.value(right)
            if rate is not None and wording.sentence_of[left.index] >= 0:
                found.append(Factor(wording.span(left.index, right.index + 1), rate, left.text))
    if len(found) > 1:
        yield from found


_SMALL = frozenset(["m", "g", "l", "t", "s", "h", "w", "v", "a", "k", "j", "c", "f", "d"])


def _unit(wording: Wording, index: int) -> Iterator[Quantity]:
    """`in kelvin`, `from miles to km`, `euros instead of cents`."""
    tokens, sentence = wording.tokens, wording.sentence(index)
    token = tokens[index]
    here = _unit_at(wording, index)
    if not here:
        return
    previous = tokens[index - 1] if index > sentence.first else None
    behind = index + here
    instead = behind < sentence.last and tokens[behind].means("instead")
    if instead:
        other = behind + max(sense.length for sense in tokens[behind].senses)
        old = _unit_text(wording, other) if other < sentence.last else ""
        if old:
            yield UnitChange(wording.span(index, other + 1), _unit_text(wording, index), old)
        return
    if (
        previous is None
        or previous.kind == "number"
        or not (previous.means("to") or previous.folded in ("in", "en", "em"))
    ):
        return
    begin = wording.clause(index).first
    source = next(
        (
            at
            for at in range(index - 2, begin - 1, -1)
            if _unit_at(wording, at) and tokens[at - 1].kind != "number"
        ),
        None,
    )
    asked = any(
        wording.senses(at) & {"convert", "scale", "make", "change", "put", "set", "be", "express"}
        for at in range(max(sentence.first, index - _SENTENCE), index)
    )
    duration = token.means("duration")
    if source is not None or (asked and not duration and token.folded not in _SMALL):
        yield UnitChange(
            wording.span(index, index + here),
            _unit_text(wording, index),
            _unit_text(wording, source) if source is not None else "",
        )


def _unit_at(wording: Wording, index: int) -> int:
    """Tokens of the unit that begins here; 0 where none does."""
    tokens = wording.tokens
    if tokens[index].text == "°" and index + 1 < len(tokens) and tokens[index + 1].text in ("C", "F"):
        return 2
    if tokens[index].means("unit") and not tokens[index].means("function", "to"):
        if tokens[index].folded in _SMALL and tokens[index].text.islower() and tokens[index].senses[1:]:
            return 0
        return 1
    return 1 if tokens[index].means("duration") else 0


def _unit_text(wording: Wording, index: int) -> str:
    length = _unit_at(wording, index)
    return wording.span(index, index + length).text if length else ""
