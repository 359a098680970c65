"""Cells that are one date, time of day or both, in many notations and languages."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from holdtrue.checks.values.calendar import MONTHS, MONTHS_IN_DATES, WEEKDAYS, days
from holdtrue.checks.values.decimals import normal
from holdtrue.checks.values.duration import clock_seconds
from holdtrue.checks.values.value import Key, Value

_WEEKDAY = re.compile(r"([^\W\d_]{2,12})\.?,?\s+(?=\S)")

_NAME = r"(?P<month>[^\W\d_]{3,14})\.?"
_OF = r"(?:\s*[-/]\s*|,?\s+(?:of\s+|de\s+|del\s+|di\s+|d')?|(?<=\.))"
_YEAR = r"(?P<year>\d{4}|'?\d\d)"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})(?P<mark>[-/.])(?P<number>\d{1,2})(?P=mark)(?P<day>\d{1,2})\.?",
        r"(?P<day>\d{1,2})(?P<mark>[./-])(?P<number>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d{1,2})(?P<mark>\.) ?(?P<number>\d{1,2})\. ?(?P<year>\d{4})",
        rf"(?:(?:the|le|el|il|den|am|on|d\.)\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º|ª|°|\.)?{_OF}{_NAME}(?:{_OF}{_YEAR})?(?: ?r\.)?",
        rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?",
        rf"{_NAME}{_OF}(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}}){_OF}{_NAME}{_OF}(?P<day>\d{{1,2}})",
        r"(?P<year>\d{4})-(?P<number>\d\d)",
        r"(?P<number>\d{1,2})/(?P<year>\d{4})",
        r"(?P<year>\d{4})年(?P<number>\d{1,2})月(?P<day>\d{1,2})日",
    )
)
"""Notations of a date, tried in this order on text in lower case."""

_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)")

_ZONE = (
    r"(?:\s?(?P<zone>Z|(?:UTC|GMT)?[-+−]\d\d?(?::?\d\d)?|[A-Z]{2,5}|\[?[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+\]?))?"
)
_CLOCK = (
    r"(?P<hour>\d\d?)[:h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?|\s?(?:Uhr|h))?"
)
_TIMES = (
    re.compile(_CLOCK + _ZONE),
    re.compile(r"(?P<hour>\d\d?)(?:[.:](?P<minute>\d\d))?\s?(?:(?P<half>[AaPp])\.?[Mm]\.?|Uhr)"),
)
_AFTER_T = re.compile(
    rf"(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d{{1,9}}))?)?)?{_ZONE}"
)

_SPLIT = re.compile(r"(?<=\d)T(?=\d)|,?\s+(?=\d)")
"""Where a time may begin behind a date."""

_JOINT = re.compile(r"(?:,?\s+(?:at|um|à|a las|alle|alle ore|kl\.?|om|às|klo|o))?,?$")
"""What may stand between a date and a time."""

_OFFSET = re.compile(r"(?:UTC|GMT)?([-+])(\d\d?):?(\d\d)?")

_DATE_FIELD = re.compile(
    r"date|datum|fecha|\bdata\b|dtstart|dtend|dtstamp|bday|birth|created|updated|modified|\bdue\b|\bday\b|\btag\b|_(?:on|at)$",
    re.IGNORECASE,
)


def parse_moment(text: str, field: str) -> Value | None:
    """The date, the time or both that a text is from end to end; None where it is none that a calendar has."""
    if len(text) == 8 and text.isdecimal():
        return _value(text, (), _compact(text)) if _DATE_FIELD.search(field) else None
    if found := _dates(text):
        return _value(text, (), found)
    if text[0].isdecimal() or (text[0] == "T" and text[1:2].isdecimal()):
        match = _AFTER_T.fullmatch(text[1:]) if text[0] == "T" else _clock(text)
        if match and (clock := _time(match)):
            return _value(text, clock, ())
    return _both(text)


def compact_keys(text: str) -> tuple[Key, ...]:
    """The date that eight digits may be, beside the number that they are."""
    return tuple(("date", form) for form in _compact(text)) if len(text) == 8 and text.isdecimal() else ()


def _compact(text: str) -> tuple[str, ...]:
    match = _COMPACT.fullmatch(text)
    return (
        tuple(day.isoformat() for day in days(match["year"], match["number"], match["day"])) if match else ()
    )


def _clock(text: str) -> re.Match[str] | None:
    return next((match for pattern in _TIMES if (match := pattern.fullmatch(text))), None)


def _both(text: str) -> Value | None:
    """A date and a time behind it."""
    for gap in _SPLIT.finditer(text):
        rest = text[gap.end() :]
        clock = _AFTER_T.fullmatch(rest) if gap[0] == "T" else _clock(rest)
        if clock and (time := _time(clock)):
            written = _JOINT.sub("", text[: gap.start()])
            found = _dates(written) or _compact(written)
            return _value(text, time, found) if found else None
    return None


def _dates(text: str) -> tuple[str, ...]:
    """What the text may be as a date, in ISO 8601; a weekday that contradicts the date stays with it."""
    lower = text.lower()
    weekday: frozenset[int] = frozenset()
    if (match := _WEEKDAY.match(lower)) and match[1] in WEEKDAYS and match[1] not in MONTHS_IN_DATES:
        weekday = WEEKDAYS[match[1]]
        lower = lower[match.end() :]
    for pattern in _DATES:
        if match := pattern.fullmatch(lower):
            return _forms(match.groupdict(), weekday, text)
    return ()


def _forms(part: dict[str, str | None], weekday: frozenset[int], text: str) -> tuple[str, ...]:
    year, day = (part.get("year") or "").lstrip("'"), part.get("day")
    names = MONTHS_IN_DATES if year else MONTHS
    number = part.get("number") or str(names.get(part.get("month") or "", 0))
    if not 1 <= int(number) <= 31:
        return ()
    if not day:
        forms = (f"{year}-{int(number):02}",) if int(number) <= 12 else ()
        return tuple(f"{form} {text.split()[0]}" for form in forms) if weekday else forms
    if not year:
        short = tuple(f"-{found.isoformat()[4:]}" for found in days("2000", number, day))
        return tuple(f"{form} {min(weekday)}" for form in short) if weekday else short
    found = days(year, number, day)
    if part.get("mark") in ("/", "-") and text.endswith(year):
        found += tuple(other for other in days(year, day, number) if other not in found)
    return tuple(
        form.isoformat() if not weekday or form.weekday() in weekday else f"{form} {min(weekday)}"
        for form in found
    )


def _time(match: re.Match[str]) -> tuple[str, ...]:
    """Hour to fraction in ISO 8601 and the zone; empty where no clock shows it."""
    part = match.groupdict()
    hour, minute, second = int(part["hour"]), int(part.get("minute") or 0), int(part.get("second") or 0)
    if half := part.get("half"):
        if not 1 <= hour <= 12:
            return ()
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return ()
    fraction = (part.get("fraction") or "").rstrip("0")
    seconds = f":{second:02}" if second or fraction else ""
    return (f"{hour:02}:{minute:02}{seconds}" + (f".{fraction}" if fraction else ""), part.get("zone") or "")


def _value(text: str, clock: tuple[str, ...], dates: tuple[str, ...]) -> Value | None:
    if not clock:
        keys: list[Key] = [("date", form) for form in dates]
        if text.isdecimal():
            keys.append(("number", text, "", "", ""))
        return Value("date", text, dates, tuple(keys)) if dates else None
    time, zone = clock
    if not dates:
        form = f"{time} {zone}".strip()
        seconds = clock_seconds(text)
        also: tuple[Key, ...] = (("duration", normal(seconds)),) if seconds is not None else ()
        return Value("time", text, (form,), (("time", form), *also), zone=zone)
    forms = tuple(_in_utc(day, time, zone) for day in dates)
    return Value("datetime", text, forms, tuple(("datetime", form) for form in forms), zone=zone)


def _in_utc(day: str, time: str, zone: str) -> str:
    """A date-time in UTC where its zone says how far off it is; otherwise as it stands, its zone behind it."""
    stamp = f"{day}T{time}"
    offset = _OFFSET.fullmatch(zone.replace("−", "-"))
    if zone in ("Z", "UTC", "GMT"):
        return f"{stamp}Z"
    if not offset:
        return f"{stamp} {zone}".strip()
    ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0)) * (-1 if offset[1] == "-" else 1)
    clock, _, fraction = time.partition(".")
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}") - ahead
    except (ValueError, OverflowError):  # half a date, a 24th hour, the first or last day there is
        return f"{stamp} {zone}"
    shown = moment.isoformat(timespec="seconds" if moment.second or fraction else "minutes")
    return f"{shown}.{fraction}Z" if fraction else f"{shown}Z"
