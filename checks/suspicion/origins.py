"""Where the words of a difference may come from: another notation, another record that belongs to it, a sum, a count."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, combinations, pairwise

from holdtrue.checks.suspicion.looks import share
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.tracing.tokens import Token, numbers, tokens
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit
from holdtrue.checks.values.calendar import MONTHS
from holdtrue.checks.values.plain import decoded, folded

_INT = re.compile(r"\d+")

_LOOKED_AT = 12
"""New words, or numbers of a record, that are looked at."""

_RARE = 4
"""Records that may hold a word by which two of them are told to belong together."""

_SUMMED = 4
"""Numbers that are added up at most where any few of a record's relatives may have been merged."""

_RELATIVES = 8
"""Numbers that such a sum is looked for among."""

_GROUPED = 400
"""Records of a group that are added up."""


class _Column:
    """The single numbers of a field."""

    __slots__ = ("count", "own", "total")

    def __init__(self) -> None:
        self.own: dict[int, float] = {}
        self.total = 0.0
        self.count = 0


class Origins:
    """Both sides of a hand-off, to be asked where a word comes from; what it needs is made when first asked for."""

    def __init__(self, traced: Trace, asked: Mapping[str, int]) -> None:
        self._traced = traced
        self._asked = asked

    def of(self, s: Suspect) -> dict[str, float]:
        """How far the words of a difference are accounted for."""
        values: dict[str, float] = {}
        new = [t for t in s.new[:_LOOKED_AT] if t.key[0].isalnum()]
        strange = [t for t in new if t.key not in self._traced.holders and t.key not in self._asked]
        numbers = [t for t in strange if t.is_number]
        if numbers:
            values["known_moment"] = share(sum(map(self._is_known_moment, numbers)), len(numbers))
            unit = s.pair.after if s.pair else s.unit
            if unit is not None and s.sort != "lost":
                values["computed"] = share(sum(self._is_computed(t, unit) for t in numbers), len(numbers))
        if s.pair is not None and new:
            values["joined"] = float(self._is_joined(s.pair.before, [t.key for t in new]))
        if s.before is not None and s.after is not None and len(s.before.text) + len(s.after.text) < 1000:
            values["same_decoded"] = float(_meaning(s.before.text) == _meaning(s.after.text))
        return values

    def _is_known_moment(self, token: Token) -> bool:
        """Whether a day or a time of day was handed over in another notation."""
        moment = _moment(token.text)
        return moment is not None and moment in self._moments

    @cached_property
    def _moments(self) -> frozenset[tuple[int, ...]]:
        found: set[tuple[int, ...]] = set()
        contents = {unit.content for unit in self._traced.before}
        texts = set(chain.from_iterable([content.texts for content in contents]))
        for written in set(numbers("\n".join(texts))):
            moment = None if written.isdecimal() else _moment(written)
            if moment:
                found |= {moment, moment[::-1]} if len(moment) == 2 else {moment, moment[:2]}
        named = [content for content in contents if not MONTHS.keys().isdisjoint(content.keys)]
        for text in filter(_INT.search, {text for content in named for text in content.texts}):
            for x, y in pairwise(t for t in tokens(text) if t.text[0].isalnum()):
                for month, day in ((x, y), (y, x)):
                    number = MONTHS.get(month.key)
                    digits = _INT.match(day.text) if number else None
                    if number and digits and len(digits[0]) <= 2:
                        found |= {(number, int(digits[0])), (int(digits[0]), number)}
        return frozenset(found)

    def _is_joined(self, unit: Unit, new: Iterable[str]) -> bool:
        """Whether another record, which shares a rare word with this one, holds all of the new words."""
        relatives = self._relatives(unit)
        return bool(relatives) and all(_hold_one(self._traced.holders.get(key, ()), relatives) for key in new)

    def _relatives(self, unit: Unit) -> frozenset[int]:
        """Other records that were handed over and share a rare word with one."""
        found = self._related.get(id(unit))
        if found is None:
            near: set[int] = set()
            for key in unit.bag:
                holders: Sequence[int] = self._traced.holders.get(key, ())
                if 1 <= len(holders) <= _RARE:
                    near.update(holders)
            if unit in self._of_before:
                near.discard(unit.index)
            found = self._related[id(unit)] = frozenset(near)
        return found

    @cached_property
    def _related(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def _of_before(self) -> frozenset[Unit]:
        return frozenset(self._traced.before)

    def _is_computed(self, token: Token, unit: Unit) -> bool:
        """Whether a number is what a row, a column, a group or a few relatives add up to, or how many there are."""
        value, slack = _amount(token.key)
        if value is None:
            return False
        return any(abs(value - total) <= slack for total in self._totals(unit, token.key))

    def _totals(self, unit: Unit, but: str) -> Iterator[float]:
        row = [
            amount
            for t in _numbers(unit)
            if t.key != but
            for amount in [_amount(t.key)[0]]
            if amount is not None
        ]
        row = row[:_LOOKED_AT]
        for first in range(len(row)):
            for end in range(first + 2, len(row) + 1):
                yield sum(row[first:end])
        for cell, words in unit.cells:
            if any(t.key == but for t in words):
                column = self._column(unit, cell.field)
                yield column.total - column.own.get(unit.index, 0.0)
                yield float(column.count - 1)
        near = [
            amount
            for index in sorted(self._relatives(unit))[:_RELATIVES]
            for t in _numbers(self._traced.before[index])[:_SUMMED]
            for amount in [_amount(t.key)[0]]
            if amount is not None
        ][:_RELATIVES]
        for size in range(2, _SUMMED + 1):
            for chosen in combinations(near, size):
                yield sum(chosen)
        for key in [key for key in unit.bag if key[0].isalpha()][:_LOOKED_AT]:
            yield from self._group(key)

    def _column(self, like: Unit, field: str) -> _Column:
        """The single numbers of a field in all records of the side that came out that one is like."""
        table = (like.document.file, like.record.kind, like.record.path)
        column = self._columns.get((*table, field))
        if column is None:
            column = self._columns[*table, field] = _Column()
            for unit, fields in self._tables.get(table, ()):
                for position in fields.get(field, ()):
                    amount = _single(unit.content.said[position])
                    if amount is not None:
                        column.own.setdefault(unit.index, amount)
                        column.total += amount
                        column.count += 1
        return column

    @cached_property
    def _columns(self) -> dict[tuple[str, str, str, str], _Column]:
        return {}

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str, str], list[tuple[Unit, dict[str, list[int]]]]]:
        """The records that came out and are alike, each with the positions of its fields."""
        tables: dict[tuple[str, str, str], list[tuple[Unit, dict[str, list[int]]]]] = defaultdict(list)
        known: dict[tuple[str, ...], dict[str, list[int]]] = {}
        for unit in self._traced.after:
            names = unit.record.fields
            fields = known.get(names)
            if fields is None:
                fields = known[names] = defaultdict(list)
                for position, name in enumerate(names):
                    fields[name].append(position)
            tables[unit.document.file, unit.record.kind, unit.record.path].append((unit, fields))
        return tables

    def _singles(self, unit: Unit) -> list[tuple[str, float]]:
        """The single numbers of a record, by field."""
        found = self._known_singles.get(id(unit.content))
        if found is None:
            found = self._known_singles[id(unit.content)] = [
                (position, amount)
                for position, said in enumerate(unit.content.said)
                for amount in [_single(said)]
                if amount is not None
            ]
        fields = unit.record.fields
        return [(fields[position], amount) for position, amount in found]

    @cached_property
    def _known_singles(self) -> dict[int, list[tuple[int, float]]]:
        return {}

    def _group(self, key: str) -> tuple[float, ...]:
        """How many records that were handed over hold a word, and what each field of theirs adds up to."""
        found = self._groups.get(key)
        if found is None:
            sums: dict[str, float] = defaultdict(float)
            members = self._traced.holders.get(key, ())[:_GROUPED]
            for index in members:
                for field, amount in self._singles(self._traced.before[index]):
                    sums[field] += amount
            found = self._groups[key] = (float(len(members)), *sums.values()) if len(members) > 1 else ()
        return found

    @cached_property
    def _groups(self) -> dict[str, tuple[float, ...]]:
        return {}


def _hold_one(holders: Sequence[int], of: Iterable[int]) -> bool:
    """Whether one of some records is among those that hold a word, which are in order."""
    for index in of:
        at = bisect_left(holders, index)
        if at < len(holders) and holders[at] == index:
            return True
    return False


def _single(said: Iterable[str]) -> float | None:
    """The one number of a value; None where there is none, or several."""
    amounts = [key for key in said if key[0].isdigit()]
    return _amount(amounts[0])[0] if len(amounts) == 1 else None


def _numbers(unit: Unit) -> list[Token]:
    return [t for _, words in unit.cells for t in words if t.is_number]


def _amount(key: str) -> tuple[float | None, float]:
    """A number, and half a unit of its last place."""
    whole, _, fraction = key.partition(".")
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()) or len(key) > _LOOKED_AT:
        return None, 0.0
    return float(key), 0.5 * 10.0 ** -len(fraction) if fraction else 1e-9


def _moment(text: str) -> tuple[int, ...] | None:
    """Month and day of a date, or hours, minutes and seconds, as numbers; None for anything else."""
    parts = [int(part) for part in _INT.findall(text) if len(part) <= 4]
    if len(parts) == 3 and parts[0] > 99:
        return (parts[1], parts[2])
    if len(parts) in (2, 3) and all(part < 61 for part in parts[:2]):
        return tuple(parts[:3])
    return None


def _meaning(text: str) -> str:
    return "".join(c for c in folded(decoded(text)) if c.isalnum())
