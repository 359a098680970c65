"""What would make a difference right: it was said, it follows from another one, its likes saw the same.

The numbers say how far each reason holds; the weights learn what a reason is worth.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from holdtrue.checks.suspicion.looks import Field, field_of, share
from holdtrue.checks.suspicion.suspects import Suspect
from holdtrue.checks.tracing.tokens import tokens
from holdtrue.checks.tracing.trace import Trace
from holdtrue.checks.tracing.units import Unit
from holdtrue.checks.values.calendar import MONTHS

_STEM = 4
"""Letters that two words must begin with in common to be forms of one."""

_ENDING = 3
"""Letters that may follow the stem."""

_WHOLE = re.compile(r"\d+")

_DAY = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d))|(?:(\d{1,2})[./](\d{1,2})[./](\d{2,4}))")

_HELD = 2
"""Records that must hold a word for it to tell which records were meant."""

_LONGEST = 60
"""Words of a record that are looked at; the first ones tell what it is."""

_VALUE = 60
"""Characters up to which a place is one value, whose day is the one that changed."""

_FAR = 60
"""A step beyond which numbers are not renumbered any further apart."""

Said = tuple[str, ...]


class Reasons:
    """What is known about all differences of a hand-off that may explain one of them; made when first asked for."""

    def __init__(self, instruction: str, traced: Trace, found: Sequence[Suspect]) -> None:
        self._asked = tokens(instruction)
        self._traced = traced
        self._found = found

    def of(self, s: Suspect) -> dict[str, float]:
        """How far each reason holds for one difference."""
        values = self._said(s)
        if s.old and s.new:
            values |= self._follows(s)
        if s.pair is not None and s.edit is not None:
            values |= self._moved_within(s)
            values |= self._likes(s.pair.before, self._edited[field_of(s)], "edit")
        if s.sort == "lost" and s.unit is not None:
            values |= self._likes(s.unit, self._gone, "lost")
        return values

    def _said(self, s: Suspect) -> dict[str, float]:
        """Whether the instruction says the words in another form."""
        old = [t.key for t in s.old if t.is_word]
        new = [t.key for t in s.new if t.is_word]
        values = {
            "old_stem_asked": share(sum(map(self._is_form, old)), len(old)),
            "new_stem_asked": share(sum(map(self._is_form, new)), len(new)),
        }
        days = [self._is_said_day(match) for t in s.new for match in _DAY.finditer(t.text)]
        if not days and s.after is not None and len(s.after.text) < _VALUE:
            days = [self._is_said_day(match) for match in _DAY.finditer(s.after.text)]
        if days:
            values["day_asked"] = share(sum(days), len(days))
        return values

    def _is_form(self, key: str) -> bool:
        if key in self._keys:
            return True
        return len(key) >= _STEM and any(
            key.startswith(word[: max(_STEM, len(word) - _ENDING)]) and abs(len(key) - len(word)) <= _ENDING
            for word in self._by_stem[key[:_STEM]]
        )

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(t.key for t in self._asked)

    @cached_property
    def _by_stem(self) -> Mapping[str, list[str]]:
        stems: dict[str, list[str]] = defaultdict(list)
        for t in self._asked:
            if t.is_word and len(t.key) >= _STEM:
                stems[t.key[:_STEM]].append(t.key)
        return stems

    def _is_said_day(self, match: re.Match[str]) -> bool:
        """Whether the instruction names the day and the month of a date, in whatever notation."""
        first = (match[2], match[3]) if match[1] else (match[4], match[5])
        a, b = int(first[0]), int(first[1])
        return any(pair in self._days for pair in ((a, b), (b, a)))

    @cached_property
    def _days(self) -> frozenset[tuple[int, int]]:
        """Month and day of the dates that the instruction names."""
        found = set()
        for x, y in pairwise(t for t in self._asked if t.text[0].isalnum()):
            for month, day in ((x, y), (y, x)):
                number = MONTHS.get(month.key)
                digits = _WHOLE.match(day.text)
                if number and digits and len(digits[0]) <= 2:
                    found.add((number, int(digits[0])))
        for t in self._asked:
            for match in _DAY.finditer(t.text):
                a, b = (match[2], match[3]) if match[1] else (match[4], match[5])
                found |= {(int(a), int(b)), (int(b), int(a))}
        return frozenset(found)

    def _follows(self, s: Suspect) -> dict[str, float]:
        """Whether other differences say the same of the same numbers, or the opposite of the same words."""
        old, new = s.old_said, s.new_said
        values = {"swapped": math.log1p(self._exchanged[new, old])}
        steps = _steps(s)
        if steps:
            others = self._became
            agree = sum(others[x][y] - 1 for x, y in steps)
            against = sum(others[x].total() - others[x][y] for x, y in steps)
            alike = [self._step_sizes[y - x] - 1 for x, y in steps]
            values |= {
                "renumbered_alike": math.log1p(max(agree, 0)),
                "renumbered_otherwise": math.log1p(against),
                "step_alike": math.log1p(max(alike)),
                "step_share": share(max(alike), max(self._all_steps - 1, 1)),
                "step": float(min(abs(steps[0][1] - steps[0][0]), _FAR)) if len(steps) == 1 else 0.0,
                "taken_over": float(all(y in self._left_free for _, y in steps)),
            }
        return values

    @cached_property
    def _exchanged(self) -> Counter[tuple[Said, Said]]:
        return Counter((s.old_said, s.new_said) for s in self._found if s.old_said and s.new_said)

    @cached_property
    def _became(self) -> dict[int, Counter[int]]:
        """What each whole number became, wherever one did."""
        became: dict[int, Counter[int]] = defaultdict(Counter)
        for s in self._found:
            for x, y in _steps(s):
                became[x][y] += 1
        return became

    @cached_property
    def _step_sizes(self) -> Counter[int]:
        return Counter(y - x for s in self._found for x, y in _steps(s))

    @cached_property
    def _all_steps(self) -> int:
        return self._step_sizes.total()

    @cached_property
    def _left_free(self) -> frozenset[int]:
        """Whole numbers that became others, so that another may take their place."""
        return frozenset(self._became)

    def _moved_within(self, s: Suspect) -> dict[str, float]:
        """Whether the words went from one place of the record to another."""
        gone, come = self._moving[id(s.pair)]
        old = [t.key for t in s.old if t.key[0].isalnum()]
        new = [t.key for t in s.new if t.key[0].isalnum()]
        return {
            "old_stays_near": share(sum(key in come for key in old), len(old)),
            "new_from_near": share(sum(key in gone for key in new), len(new)),
        }

    @cached_property
    def _moving(self) -> Mapping[int, tuple[set[str], set[str]]]:
        moving: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for s in self._found:
            if s.pair is not None and s.edit is not None and s.sort != "missed":
                gone, come = moving[id(s.pair)]
                old, new = {t.key for t in s.old}, {t.key for t in s.new}
                gone |= old - new
                come |= new - old
        return moving

    def _likes(self, unit: Unit, chosen: set[int], what: str) -> dict[str, float]:
        """Whether a word of the record tells that it was meant: most others that hold it saw the same."""
        if len(chosen) < _HELD:
            return {}
        best = asked = 0.0
        tally = self._tally(chosen)
        for key in unit.keys[:_LONGEST]:
            holders = len(self._traced.holders.get(key, ()))
            if holders < _HELD or holders == len(self._traced.before) or not key[0].isalnum():
                continue
            rest = tally[key] - (unit.index in chosen)
            likelihood = (rest + 0.5) / holders
            best = max(best, likelihood)
            if self._is_form(key):
                asked = max(asked, likelihood)
        return {f"{what}_like": best, f"{what}_like_asked": asked}

    def _tally(self, chosen: set[int]) -> Counter[str]:
        """In how many of the chosen records each word stands; those of one field, or all that went, are one set."""
        found = self._tallies.get(id(chosen))
        if found is None:
            found = Counter(key for index in chosen for key in set(self._traced.before[index].keys))
            self._tallies[id(chosen)] = found
        return found

    @cached_property
    def _tallies(self) -> dict[int, Counter[str]]:
        return {}

    @cached_property
    def _gone(self) -> set[int]:
        return {unit.index for unit in self._traced.lost}

    @cached_property
    def _edited(self) -> Mapping[Field, set[int]]:
        edited: dict[Field, set[int]] = defaultdict(set)
        for s in self._found:
            if s.pair is not None and s.edit is not None and s.sort == "edit":
                edited[field_of(s)].add(s.pair.before.index)
        return edited


def _steps(s: Suspect) -> list[tuple[int, int]]:
    """Whole numbers that became others; empty unless as many stand there as stood there."""
    if s.sort not in ("edit", "assertion") or not s.old or not s.new:
        return []
    old = [int(m[0]) for t in s.old for m in _WHOLE.finditer(t.text) if len(m[0]) <= 4]
    new = [int(m[0]) for t in s.new for m in _WHOLE.finditer(t.text) if len(m[0]) <= 4]
    if len(old) != len(new):
        return []
    return [(x, y) for x, y in zip(old, new, strict=True) if x != y]
