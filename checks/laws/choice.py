"""The law of a choice: what the records that were taken, or changed, have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from holdtrue.checks.document import Cell
from holdtrue.checks.laws.relations import numbers
from holdtrue.checks.tracing.fields import in_reach
from holdtrue.checks.tracing.tokens import tokens
from holdtrue.checks.tracing.units import Said, Unit
from holdtrue.checks.values import parse

_FEWEST = 3
"""Records that must have been taken, and left, for a choice to have a law."""

_TOLERATED = 0.2
"""Exceptions, as a share of the smaller of what was taken and what was left."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A predicate that tells the records that were chosen from the others, nearly."""

    says: str
    field: str
    wrongly_chosen: tuple[Unit, ...]
    wrongly_left: tuple[Unit, ...]
    obeying: int
    asked: bool


def choice(chosen: Sequence[Unit], left: Sequence[Unit], asked: Iterable[str]) -> Choice | None:
    """The plainest predicate on one field that tells the chosen records from the others.

    Equality with a value, a word in it, emptiness, or a limit. What the instruction names wins over what fits better
    by one record. None where no predicate fits, or any would.
    """
    if len(chosen) < _FEWEST or len(left) < _FEWEST:
        return None
    named = set(asked)
    inside = {unit.index for unit in chosen}
    best: tuple[float, Choice] | None = None
    limit = max(1.0, _TOLERATED * min(len(chosen), len(left)))

    def fits(size: int) -> bool:
        """Whether a predicate that holds for so many records may tell the chosen from the others, or the others."""
        return (
            1 < size < len(chosen) + len(left)
            and min(abs(size - len(chosen)), abs(size - len(left))) <= limit
        )

    for field, says, word, members in _predicates([*chosen, *left], fits):
        hits = len(members & inside)
        for negated in (False, True):
            fp = len(members) - hits
            fn = len(chosen) - hits
            if negated:
                fp, fn = len(left) - fp, hits
            if fp + fn > limit:
                continue
            is_asked = word in named
            cost = fp + fn - 1.5 * is_asked + 0.01 * len(says)
            if best is None or cost < best[0]:
                wrongly_chosen = tuple([unit for unit in left if (unit.index in members) != negated])
                wrongly_left = tuple([unit for unit in chosen if (unit.index in members) == negated])
                total = len(chosen) + len(left) - fp - fn
                text = f"not ({says})" if negated else says
                best = (cost, Choice(text, field, wrongly_chosen, wrongly_left, total, is_asked))
    return best[1] if best else None


Predicate = tuple[str, str, str, frozenset[int]]
"""Field, wording, the word it turns on, and the positions of the records it holds for."""

_LIMITS = 400
"""Different amounts of a field beyond which no limit is looked for: near each of so many lies one by chance."""


def _predicates(units: Sequence[Unit], fits: Callable[[int], bool]) -> Iterator[Predicate]:
    """What can be said of so many of the records."""
    equal: dict[tuple[str, str], set[int]] = defaultdict(set)
    contains: dict[tuple[str, str], set[int]] = defaultdict(set)
    amounts: dict[tuple[str, str], list[tuple[Any, int]]] = defaultdict(list)
    present: dict[str, set[int]] = defaultdict(set)
    for unit in units:
        for field, cell, said in _values(unit):
            present[field].add(unit.index)
            value = parse(cell.text, field=cell.field)
            equal[field, value.forms[0]].add(unit.index)
            for key in {key for key in said if key[0].isalnum()}:
                contains[field, key].add(unit.index)
            amount = numbers(value)
            if amount is not None:
                amounts[field, "number"].append((amount, unit.index))
            elif value.kind in ("date", "datetime"):
                amounts[field, value.kind].append((value.forms[0], unit.index))
    total = len(units)
    sets = chain(
        ((field, "is", form, members) for (field, form), members in equal.items()),
        ((field, "holds", key, members) for (field, key), members in contains.items()),
        ((field, "is not empty", "", members) for field, members in present.items()),
    )
    yield from (_predicate(*found) for found in sets if fits(len(found[-1])))
    for (field, _), keyed in amounts.items():
        if len(keyed) >= total / 2 and len({amount for amount, _ in keyed}) <= _LIMITS:
            yield from _limits(field, keyed, fits)


def _predicate(field: str, verb: str, what: str, members: set[int]) -> Predicate:
    """Put into words that a field is, or holds, something, or is not empty."""
    if not verb.endswith("empty"):
        word = what if verb == "holds" else next((t.key for t in tokens(what)), what)
        return field, f"{field} {verb} {what!r}", word, frozenset(members)
    return field, f"{field} {verb}", field.casefold(), frozenset(members)


def _values(unit: Unit) -> Iterator[tuple[str, Cell, Said]]:
    for field, cells in in_reach(unit).items():
        for around, cell, position in cells:
            if cell.text.strip():
                yield field, cell, around.content.said[position]


def _limits(field: str, keyed: list[tuple[Any, int]], fits: Callable[[int], bool]) -> Iterator[Predicate]:
    below: set[int] = set()
    ordered = sorted(keyed, key=lambda item: item[0])
    for position, (amount, index) in enumerate(ordered):
        below.add(index)
        last = position + 1 == len(ordered)
        if not last and ordered[position + 1][0] != amount and fits(len(below)):
            yield field, f"{field} is at most {amount}", str(amount), frozenset(below)
