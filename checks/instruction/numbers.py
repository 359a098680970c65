"""Numbers of an instruction: figures and words, cardinal and ordinal."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from holdtrue.checks.instruction.tokens import Token
from holdtrue.checks.instruction.vocabulary.measures import CARDINALS, ORDINALS

_CARDINAL = {word: number for number, words in CARDINALS.items() for word in words.split()}
_ORDINAL = {word: number for number, words in ORDINALS.items() for word in words.split()}
_SPACES = str.maketrans("", "", " \u00a0\u202f’'")
_DIGITS = frozenset("0123456789")


def value(token: Token) -> Decimal | None:
    """The number that a token says; None where it says none."""
    if token.kind != "number":
        number = _CARDINAL.get(token.folded)
        return None if number is None or token.kind != "word" else Decimal(number)
    digits = token.text.translate(_SPACES).replace("−", "-")
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        digits = digits.replace("," if dot > comma else ".", "").replace(",", ".")
    elif comma >= 0:
        thousands = digits.count(",") > 1 or (
            len(digits) - comma == 4 and not digits.lstrip("+-").startswith("0")
        )
        digits = digits.replace(",", "" if thousands else ".")
    elif digits.count(".") > 1:
        return None
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def ordinal(token: Token) -> int | None:
    """The place that a token counts to, from the end where negative; None where it counts to none."""
    if token.kind == "ordinal":
        return int("".join(character for character in token.text if character in _DIGITS))
    return _ORDINAL.get(token.folded) if token.kind == "word" else None
