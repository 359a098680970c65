"""Numbers in words: `twenty-five`, `fünfundzwanzig`, `deux cents`, `half`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from holdtrue.checks.prose.vocabulary import Lexicon
from holdtrue.checks.prose.words import Word

_HALVES = frozenset(
    [
        "half",
        "halves",
        "halb",
        "halbe",
        "halben",
        "halber",
        "halbes",
        "hälfte",
        "moitié",
        "demi",
        "demie",
        "mitad",
        "metà",
        "metade",
        "helft",
        "hälften",
    ]
)

_GERMAN = re.compile(r"(?P<unit>ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(?P<ten>\w+)")


def numerals(found: Sequence[Word], lexis: Lexicon) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Each number in words: its value in digits (a half is fifty per cent too), and where it starts and ends."""
    values = lexis.language.numerals
    position = 0
    while position < len(found):
        word = found[position]
        if word.norm in _HALVES:
            yield ("0.5", "50"), word.start, word.end
        elif (value := _value(word.norm, values)) is not None:
            total, end = value, position + 1
            while end < len(found) and found[end].start - found[end - 1].end <= 1:
                following = _value(found[end].norm, values)
                if following is None:
                    break
                if following > total and following in (
                    100,
                    1000,
                    1_000_000,
                    1_000_000_000,
                ):
                    total *= following
                elif (total % 100 in (20, 30, 40, 50, 60, 70, 80, 90) and following < 20) or (
                    total >= 100 and following < total and total % 100 == 0
                ):
                    total += following
                else:
                    break
                end += 1
            yield (str(total),), word.start, found[end - 1].end
            position = end - 1
        position += 1


def _value(norm: str, values: Mapping[str, int]) -> int | None:
    if norm in values:
        return values[norm]
    compound = _GERMAN.fullmatch(norm)
    if compound and compound["ten"] in values:
        return values[compound["ten"]] + {"ein": 1, **values}.get(compound["unit"], 0)
    return None
