"""What a free text states, so that another can be held against it: facts with every form in which they may be told again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby

from holdtrue.checks.facts.extract import extract
from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.prose.vocabulary import LANGUAGES, lexicon
from holdtrue.checks.values.units import SIZES

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_SECONDS = re.compile(r"(\d\d:\d\d):\d\d(?:\.\d+)?")

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)")
"""A time of day; several languages write it with a full stop."""

_SPOKEN = re.compile(
    r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])\s?(?:h(?:eures?)?|uhr|horas?|uur)(?:\s?(?P<minute>[0-5]\d)(?![\w%°]|[.,:]\d))?(?!\w)",
    re.IGNORECASE,
)
"""A time of day by its hour, as French (`14 h 30`), German (`14 Uhr 30`), Spanish and Dutch write it."""


_OPENING = re.compile(
    r"(?<![\w.,:/-])(?P<day>[12]?\d|3[01])(?:st|nd|rd|th|\.)?\s?(?:[–—-]|to|and|until|bis|und|au|et|al|y|e|a|à|t/m|en)[\s~]?$",
    re.IGNORECASE,
)
"""The first of two days of a month that stands behind the second."""


_TIE = re.compile(r"(?<=\w)~(?=\w)")
"""A blank at which TeX breaks no line."""


def facts(text: str) -> list[Fact]:
    """Typed facts of a text, line by line, with offsets in the whole."""
    found: list[Fact] = []
    position = 0
    for line in text.splitlines(keepends=True):
        plain = _TIE.sub(" ", line)
        found += [replace(f, start=f.start + position, end=f.end + position) for f in _of_line(plain)]
        position += len(line)
    return found


def _of_line(line: str) -> list[Fact]:
    found = list(extract(line))
    for match in _SPOKEN.finditer(line):
        hour, minute = int(match["hour"]), match["minute"]
        inside = [fact for fact in found if fact.start < match.end() and fact.end > match.start()]
        if minute:
            fact = Fact("date", *match.span(), match[0], (f"{hour:02}:{minute}", f"{hour}:{minute}"))
        else:
            unit = next((one.unit for one in inside if one.type == "number"), "")
            fact = Fact("number", *match.span(), match[0], (str(hour), f"{hour:02}:00"), unit)
        found = [one for one in found if one not in inside] + [fact]
    return sorted(_ranges(line, found), key=lambda fact: fact.start)


def _ranges(line: str, found: Sequence[Fact]) -> list[Fact]:
    """The facts with the first day of `4 to 26 May` as the date that it is."""
    made = list(found)
    for fact in found:
        opening = _OPENING.search(line, max(0, fact.start - 12), fact.start) if fact.type == "date" else None
        if opening is None or not fact.text[0].isdigit():
            continue
        day = int(opening["day"])
        readings = [
            f"{form[:-2]}{day:02}"
            for form in fact.readings
            if re.fullmatch(r"[-\d]{2,5}-\d\d-\d\d", form) or form.startswith("--")
        ]
        if readings and day:
            span = opening.span("day")
            made = [one for one in made if one.start >= span[1] or one.end <= span[0]]
            made.append(Fact("date", *span, opening["day"], (*readings, str(day))))
    return made


class Mentions:
    """The facts of a source."""

    def __init__(self, found: Iterable[Fact]) -> None:
        self.facts = list(found)
        self._stated: set[str] = set()
        self._told: set[str] = set()
        for fact in self.facts:
            forms = set(_forms(fact))
            self._stated |= forms
            self._told |= {shorter for form in forms for shorter in _shorter(form)}
        self._yearless = {_without_year(form) for form in self._stated} - {""}
        self._totals: set[tuple[str, str]] | None = None

    def __contains__(self, fact: Fact) -> bool:
        """Whether a fact is told again: in another notation, with less detail, or a day with the year it was given without."""
        return any(
            form in self._stated or form in self._told or _without_year(form) in self._stated
            for form in _forms(fact)
        )

    def restates(self, fact: Fact) -> bool:
        """Whether a fact of another text is stated here: a day with or without its year, a time without its seconds."""
        forms = list(_forms(fact))
        near = [
            *forms,
            *map(_without_year, forms),
            *(match[1] for f in forms if (match := _SECONDS.fullmatch(f))),
        ]
        return not self._stated.isdisjoint(near) or not self._yearless.isdisjoint(forms)

    def says(self, readings: Iterable[str]) -> bool:
        """Whether one of some readings is stated."""
        return not self._stated.isdisjoint(readings)

    def adds_up(self, fact: Fact) -> bool:
        """Whether a number is the sum of figures in one unit that the source gives one after another."""
        if fact.type != "number" or not fact.unit or len(fact.readings[0].strip("-0.")) < _TELLING:
            return False
        if self._totals is None:
            self._totals = set(_sums(self.facts))
        return any((fact.unit, reading) in self._totals for reading in fact.readings)

    def units(self) -> dict[str, set[str]]:
        """The units in which each number stands."""
        found: dict[str, set[str]] = {}
        for fact in self.facts:
            if fact.type == "number":
                for reading in fact.readings:
                    found.setdefault(reading, set()).add(fact.unit)
        return found


def _forms(fact: Fact) -> Iterator[str]:
    """Each reading of a fact, quantities also in the base unit of their sort."""
    yield from fact.readings
    if clock := _CLOCK.fullmatch(fact.text):
        yield f"{int(clock[1]):02}:{clock[2]}"
    if fact.type == "number" and fact.unit in SIZES:
        base, size = SIZES[fact.unit]
        for reading in fact.readings:
            if re.fullmatch(r"-?\d+(?:\.\d+)?", reading):
                yield f"{(Decimal(reading) * size).normalize():f} {base}"


def _shorter(form: str) -> Iterator[str]:
    """A date without its year, its month, its year; a time without seconds."""
    if day := _DAY.fullmatch(form):
        yield f"--{day[2]}-{day[3]}"
        yield f"{day[1]}-{day[2]}"
        yield day[1]
    elif month := re.fullmatch(r"(\d{4})-\d\d", form):
        yield month[1]
    elif seconds := _SECONDS.fullmatch(form):
        yield seconds[1]


def _without_year(form: str) -> str:
    return f"-{form[4:]}" if _DAY.fullmatch(form) else ""


@dataclass(frozen=True)
class Known:
    """What a free text may speak of beside its source."""

    text: str
    """Text whose facts it may use."""

    sections: frozenset[str] = frozenset()
    """Numbers of headings and clauses that it may refer to."""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the text."""
        return tuple(facts(self.text))

    def with_text(self, text: str) -> Known:
        """The same with more text."""
        return replace(self, text=f"{self.text}\n{text}")


_SECTION = re.compile(
    r"[ \t>]*(?:[#=*]+[ \t]*)?(?:(?:§|[^\W\d_]{3,12})[ \t]?)?(\d{1,3}(?:\.\d{1,3})*)[.):]?(?=\s)"
)


def sections(texts: Iterable[str]) -> frozenset[str]:
    """Numbers that lines begin with: those of headings, clauses and items."""
    return frozenset(
        match[1] for text in texts for line in text.split("\n") if (match := _SECTION.match(line))
    )


@lru_cache(maxsize=1)
def _reference_words() -> frozenset[str]:
    return frozenset(word for language in LANGUAGES for word in lexicon(language).references) | {"§", "§§"}


_WORD_AHEAD = re.compile(r"(§+|[^\W\d_]+)\.?[\s~]{0,2}$")


def refers(fact: Fact, text: str, known: Known) -> bool:
    """Whether a number of a text names a section that there is: `see Section 4`."""
    ahead = _WORD_AHEAD.search(text, max(0, fact.start - 24), fact.start)
    return (
        ahead is not None
        and ahead[1].casefold() in _reference_words()
        and fact.text.strip() in known.sections
    )


_TELLING = 3
"""Digits of a number from which it is no sum by chance."""

_ADDED = 12
"""Figures that are added up at most."""


def _sums(found: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    numbers = [fact for fact in found if fact.type == "number" and fact.unit]
    for unit, group in groupby(sorted(numbers, key=lambda fact: fact.unit), key=lambda fact: fact.unit):
        amounts = [
            Decimal(fact.readings[0]) for fact in group if re.fullmatch(r"-?\d+(?:\.\d+)?", fact.readings[0])
        ]
        for first in range(len(amounts)):
            total = amounts[first]
            for amount in amounts[first + 1 : first + _ADDED]:
                total += amount
                yield unit, f"{total.normalize():f}"
