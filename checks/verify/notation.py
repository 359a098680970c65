"""Writes a new value in the notation of the one that it replaces."""

from __future__ import annotations

import json
import re
from datetime import datetime
from decimal import Decimal

from holdtrue.checks.document import Cell
from holdtrue.checks.facts import number as numbers

_STAMPS = (
    "%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y%m%dT%H%M%SZ", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M", "%Y%m%d",
    "%H:%M:%S,%f", "%H:%M:%S.%f", "%H:%M:%S", "%H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y",
    "%m/%d/%Y", "%d %b %Y", "%d %B %Y", "%B %d, %Y",
)  # fmt: skip
"""Notations of points in time whose parts can be moved."""

_STAMP = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?|\d{8}(?:T\d{4}(?:\d\d)?Z?)?|\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|\d\d?[./]\d\d?[./]\d{4}(?: \d\d:\d\d)?|\d\d? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d\d?, \d{4}"
)


def amount_in(text: str) -> tuple[int, int, Decimal] | None:
    """The first number of a text: where it stands, and its amount."""
    for fact in numbers.find(text):
        digits = re.search(r"[-−+]?\d[\d.,'’\u00a0\u202f\u2009 ]*\d|[-−+]?\d", text[fact.start : fact.end])
        if digits:
            try:
                plain = Decimal(fact.readings[0])
            except ArithmeticError:
                return None
            end = fact.start + digits.end()
            # the fact's value counts a power of ten behind the digits ("k", "million"); the digits alone do not
            alone = next(iter(numbers.find(digits[0])), None)
            return fact.start + digits.start(), end, Decimal(alone.readings[0]) if alone else plain
    return None


def like(value: Decimal, model: str, *, decimals: int | None) -> str:
    """A number with the marks of another: its decimal mark and its groups of three."""
    text = format(value, "f" if decimals is None else f".{decimals}f")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = text.partition(".")
    comma, dot = model.rfind(","), model.rfind(".")
    mark = "," if comma > dot and not re.fullmatch(r"[-+]?\d{1,3}(?:,\d{3})+", model) else "."
    group = re.search(r"\d([., '’\u00a0\u202f\u2009])\d{3}(?!\d)", model)
    if group and group[1] != mark and len(whole) > 3:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group[1], whole)
    return sign + whole + (mark + fraction if fraction else "")


def decimals_of(text: str) -> int:
    """Digits behind the decimal mark of a number as it is written."""
    found = re.search(r"[.,](\d+)$", text)
    if not found or re.fullmatch(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+", text):
        return 0
    return len(found[1])


def stamp_in(text: str) -> tuple[int, int, datetime, str] | None:
    """The first point in time of a text: where it stands, when it is, and its notation."""
    for match in _STAMP.finditer(text):
        for pattern in _STAMPS:
            try:
                point = datetime.strptime(match[0], pattern)  # noqa: DTZ007  # zones stay as they are written
            except ValueError:
                continue
            return match.start(), match.end(), point, pattern
    return None


def written(point: datetime, pattern: str, model: str) -> str:
    """A point in time in the notation of another."""
    text = point.strftime(pattern)
    fraction = re.search(r"[.,](\d+)(Z?)$", model)
    if "%f" in pattern and fraction:
        whole, mark, _ = text.rpartition(model[fraction.start()])
        text = whole + mark + f"{point.microsecond:06d}"[: len(fraction[1])] + fraction[2]
    return text


def as_value(value: str, cell: Cell, document_format: str, text: str) -> str:
    """A value as the format writes it in the place of a cell."""
    if document_format in ("json", "jsonl", "geojson"):
        quoted = text[cell.start - 1 : cell.start] == '"'
        if quoted:
            return json.dumps(value, ensure_ascii=False)[1:-1]
        bare = re.fullmatch(r"-?\d+(?:\.\d+)?|true|false|null", value)
        return value if bare else json.dumps(value, ensure_ascii=False)
    if document_format in ("csv", "tsv", "psv") and re.search(r'[,;\n"]', value):
        inside = text[cell.start - 1 : cell.start] == '"'
        doubled = value.replace('"', '""')
        return doubled if inside else f'"{doubled}"'
    return value
