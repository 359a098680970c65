"""Lengths of time: `1h 30m`, `PT90M`, `90 min`, `2 Stunden`, in seconds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Context, Decimal

from holdtrue.checks.values.decimals import normal, values
from holdtrue.checks.values.value import Value

_SECONDS = {
    Decimal(
        604800
    ): "w wk wks week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka"
    " veckor uge uger uke uker tydzień tygodnie tygodni",
    Decimal(
        86400
    ): "d day days tag tage tagen jour jours j día días dia dias giorno giorni dag dage dagen dager dagar"
    " dzień dni",
    Decimal(
        3600
    ): "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur time timer timme timmar"
    " godz godzina godziny godzin",
    Decimal(
        60
    ): "min mins minute minutes minuten minuto minutos minuti minuut minutt minutter minut minuter minuty",
    Decimal(
        1
    ): "s sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo secondi seg"
    " seconden sekund sekunder sekundy",
    Decimal("0.001"): "ms msec millisecond milliseconds millisekunden",
}
_BY_NAME = {name: seconds for seconds, names in _SECONDS.items() for name in names.split()}
_IN_COMPOUNDS = _BY_NAME | {"m": Decimal(60)}
"""Where hours or seconds stand beside it, `m` is minutes; alone it is metres."""

_PART = r"(\d+(?:[.,]\d+)?)\s?([^\W\d_]+)\.?"
_COMPOUND = re.compile(rf"(?:{_PART}(?:\s?,\s?|\s+(?:and|und|et|y|e|en|og|och|i)\s+|\s*))+")
_PARTS = re.compile(_PART)

_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?)?")
_ISO_SECONDS = tuple(map(Decimal, (604800, 86400, 3600, 60, 1)))

_CLOCK = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):([0-5]\d)(?:[.,](\d{1,9}))?")

_EXACT = Context(prec=200)
"""More digits than a cell that is tried as a duration has."""


def parse_duration(text: str) -> Value | None:
    """The length of time that a text is from end to end; None where it is none."""
    if text[0] == "P":
        match = _ISO.fullmatch(text)
        parts = match.groups() if match else ()
        if any(parts):
            return of_seconds(text, [_sum(zip(parts, _ISO_SECONDS, strict=True))])
        return None
    if not text[0].isdecimal() or not _COMPOUND.fullmatch(text):
        return None
    found = _PARTS.findall(text.lower())
    if len(found) == 1:
        ((digits, name),) = found
        seconds = _BY_NAME.get(name)
        if seconds is None or (digits[0] == "0" and digits[1:2].isdecimal()):
            return None
        amounts = values(digits, negative=False)
        return of_seconds(text, [_EXACT.multiply(amount, seconds) for amount in amounts])
    sizes = [_IN_COMPOUNDS.get(name) for _, name in found]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or sorted(set(known), reverse=True) != known:
        return None  # a part that is no time, twice the same, or small before large
    return of_seconds(text, [_sum(zip([digits for digits, _ in found], known, strict=True))])


def clock_seconds(text: str) -> Decimal | None:
    """Seconds of `h:mm:ss`, `mm:ss.fff` or `hhh:mm:ss` read as a length of time; None for another notation."""
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if hours is None and fraction is None:  # h:mm
        return Decimal(int(minutes) * 3600 + int(seconds) * 60)
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return Decimal(f"{whole}.{int(fraction):0{len(fraction)}}" if fraction else whole)


def of_seconds(text: str, amounts: list[Decimal]) -> Value:
    """A duration by what its seconds may be."""
    forms = tuple(normal(amount) for amount in amounts)
    return Value("duration", text, forms, tuple(("duration", form) for form in forms), "s")


def _sum(parts: Iterable[tuple[str | None, Decimal]]) -> Decimal:
    total = Decimal(0)
    for digits, seconds in parts:
        if digits:
            amount = values(digits, negative=False)[0]
            total = _EXACT.add(total, _EXACT.multiply(amount, seconds))
    return total
