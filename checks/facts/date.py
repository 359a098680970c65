"""Dates and times of day, whatever their notation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact
from holdtrue.checks.values.calendar import MONTHS, days

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"

_DATE = re.compile(
    rf"""
    (?<![\w./-])(?P<iso>\d{{4}}-\d\d-\d\d)(?=T?\b|T\d)  # no number holds this, whatever stands before its comma
  | (?<![\w.,/-])(?:
        (?P<compact>\d{{8}})(?=T\d{{4}})
      | (?P<slashed>\d{{1,2}}(?P<sep>[./-])\d{{1,2}}(?P=sep)(?:\d{{4}}|\d\d))(?![\w/-]|[.,]\d)
      | (?P<year_first>\d{{4}}[./]\d{{1,2}}[./]\d{{1,2}})(?![\w/-]|[.,]\d)
      | (?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?(?P<month>{_MONTH})
        (?:,?\s+(?:de\s+|del\s+)?(?P<year>\d{{4}}))?(?!\w)
      | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,]\d)(?:,?\s+(?P<year2>\d{{4}}))?(?!\w)
      | (?P<month3>{_MONTH})\s+(?:de\s+|del\s+)?(?P<year3>\d{{4}})(?!\w)
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_TIME = re.compile(
    r"""
    (?<![\w:.])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:(?P<fraction>\.\d+|,\d{3}(?!\d)))?)?(?![:\d])
      (?:\s?(?P<half>[ap])\.?m\b\.?)?
  | (?<![\w:.,])(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap])\.?m\b\.?
  | (?<=T)(?P<hour3>[01]\d|2[0-4]):?(?P<minute3>[0-5]\d):?(?P<second3>[0-5]\d)?(?:(?<=:\d\d)(?P<fraction3>\.\d+))?
    """,
    re.IGNORECASE | re.VERBOSE,
)

_DIGIT = re.compile(r"\d")


def find(text: str) -> Iterator[Fact]:
    """Calendar dates, whole or without day or year, then times of day; a date-time is one of each."""
    if not _DIGIT.search(text):
        return
    for match in _DATE.finditer(text):
        # A day that no calendar has states itself, so that a date which became impossible still shows.
        readings = _date_readings(match) or (match[0],)
        yield Fact("date", match.start(), match.end(), match[0], readings)
    for match in _TIME.finditer(text):
        yield Fact("date", match.start(), match.end(), match[0], (_time(match),))


def _date_readings(match: re.Match[str]) -> tuple[str, ...]:
    part = match.groupdict()
    if found := part["iso"]:
        return _valid(found[:4], found[5:7], found[8:])
    if found := part["compact"]:
        return _valid(found[:4], found[4:6], found[6:])
    if found := part["year_first"]:
        return _valid(*re.split(r"[./]", found))
    if found := part["slashed"]:
        first, second, year = re.split(r"[./-]", found)
        readings = _valid(year, second, first)
        return readings if part["sep"] == "." else (*readings, *_valid(year, first, second))
    name = part["month"] or part["month2"] or part["month3"]
    month = MONTHS[name.lower().rstrip(".")]
    day, year = part["day"] or part["day2"], part["year"] or part["year2"] or part["year3"]
    if not day:
        return (f"{year}-{month:02}",)
    return _valid(year or "", str(month), day)


def _valid(year: str, month: str, day: str) -> tuple[str, ...]:
    """The date in ISO 8601, without the year where none stands; none where the calendar has no such day."""
    if year:
        return tuple(found.isoformat() for found in days(year, month, day))
    return tuple(f"-{found.isoformat()[4:]}" for found in days("2000", month, day))


def _time(match: re.Match[str]) -> str:
    part = match.groupdict()
    hour = int(part["hour"] or part["hour2"] or part["hour3"])
    minute = part["minute"] or part["minute3"] or "00"
    second = part["second"] or part["second3"] or "00"
    if half := part["half"] or part["half2"]:
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    fraction = (part["fraction"] or part["fraction3"] or "")[1:].rstrip("0")
    seconds = f":{second}" if second != "00" or fraction else ""
    return f"{hour:02}:{minute}{seconds}" + (f".{fraction}" if fraction else "")
