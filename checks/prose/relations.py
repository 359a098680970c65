"""How a number or a date is meant: as a bound, as an approximation, or as it stands.

`Not more than 5`, `at most 5`, `5 at the latest` and `5 or less` are one relation to 5.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from holdtrue.checks.prose.vocabulary import Match
from holdtrue.checks.prose.words import Word

if TYPE_CHECKING:
    from holdtrue.checks.prose.assertions import Assertion

_NEAR = 3
"""Words that may stand between a relation and its number: `at least the next 5`."""

_NEGATED = {">": "<=", "<": ">=", "<=": ">", ">=": "<"}
"""What a bound becomes under a negation: `may not pay more than 5`."""

_BACK = 2
"""Words before a bound among which its negation stands: `may not pay more than 5`."""

_TEMPORAL = frozenset(
    [
        "by",
        "before",
        "after",
        "until",
        "till",
        "from",
        "past",
        "inside",
        "following",
        "within",
        "prior",
        "bis",
        "vor",
        "nach",
        "ab",
        "gegen",
        "avant",
        "après",
        "dès",
        "jusqu'",
        "sous",
        "vers",
        "antes",
        "desde",
        "hasta",
        "tras",
        "prima",
        "dopo",
        "entro",
        "antes",
        "até",
        "após",
        "tot",
        "na",
        "voor",
        "vanaf",
        "før",
        "efter",
        "etter",
        "före",
        "przed",
        "po",
        "od",
        "do",
        "fra",
        "från",
    ]
)
"""Prepositions that bound a date or a span of time, and say nothing of that kind with other numbers."""

TIME_UNITS = ("day", "week", "month", "year", "workday", "h", "min", "s")


def bind(
    line: str,
    quantities: Sequence[Assertion],
    matches: Sequence[Match],
    found: Sequence[Word],
) -> tuple[list[Assertion], dict[int, str]]:
    """Give each number or date the relation that stands with it.

    Returns the quantities, and by position the relation of each word that made one up: it says nothing beside.
    """
    starts = [word.start for word in found]
    bindable = [(index, item) for index, item in enumerate(quantities) if item.aspect in ("number", "date")]
    at = {bisect_left(starts, item.start): index for index, item in bindable}
    ends = {bisect_left(starts, item.end): index for index, item in bindable}
    negations = {match.first: match for match in matches if match.aspect == "negation"}
    bound = list(quantities)
    consumed: dict[int, str] = {}
    for match in matches:
        if match.aspect == "relation":
            reach = range(
                match.last,
                match.last + (_NEAR if match.last - match.first > 1 else _NEAR - 1),
            )
            index = next((at[position] for position in reach if position in at), None)
        elif match.aspect == "after-relation":
            index = next(
                (ends[position] for position in (match.first, match.first - 1) if position in ends),
                None,
            )
        else:
            continue
        if index is None or (
            bound[index].relation and match.aspect == "relation" and bound[index].relation != "~"
        ):
            continue
        if found[match.first].norm in _TEMPORAL and not _is_time(quantities[index]):
            continue
        form = match.form
        back = [
            position
            for position in range(match.first - _BACK, match.first)
            if position in negations and not _parted(line, found[position], found[match.first])
        ]
        if form in (">", "<") and back:
            form = _NEGATED[form]
            consumed |= dict.fromkeys(range(negations[back[-1]].first, negations[back[-1]].last), form)
        if form == "=":
            form = ""
        consumed |= dict.fromkeys(range(match.first, match.last), form)
        if not (form == "~" and bound[index].relation):
            bound[index] = replace(bound[index], relation=form)
    return bound, consumed


def _is_time(item: Assertion) -> bool:
    return item.aspect == "date" or item.unit in TIME_UNITS


def _parted(line: str, first: Word, second: Word) -> bool:
    """Whether punctuation stands between two words."""
    return any(mark in line[first.end : second.start] for mark in ",;:.")
