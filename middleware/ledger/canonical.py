"""Any value as canonical JSON (RFC 8785), so that equal values have equal hashes on every machine."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import rfc8785

MAX_DEPTH = 50
"""Levels of nesting kept; what lies deeper is stored as one text, so that no value can exhaust the stack."""

_SAFE_INTEGER = 2**53 - 1
"""Largest integer that every JSON reader keeps exactly (RFC 7493, section 2.2)."""


def canonical(value: Any) -> str:
    """The value's canonical JSON text; what JSON cannot hold is put as `plain` says."""
    return rfc8785.dumps(plain(value)).decode("utf-8")


def parse(text: str) -> Any:
    """Read canonical JSON back: a number is a double there, however many digits it is written with."""
    return json.loads(text, parse_int=_number)


def plain(value: Any, depth: int = 0) -> Any:
    r"""The value with nothing in it that canonical JSON refuses.

    A record must never be lost over a value that JSON has no word for, so such values become texts: NaN and the
    infinities their names, integers beyond 2^53 their digits, lone surrogates their escapes (`\ud800`), other
    objects what `str` makes of them.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, int):
        return int(value) if abs(value) <= _SAFE_INTEGER else str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else _name_of(value)
    if depth < MAX_DEPTH:
        if isinstance(value, Mapping):
            return {readable(str(key)): plain(item, depth + 1) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [plain(item, depth + 1) for item in value]
        if isinstance(value, set | frozenset):
            return sorted((plain(item, depth + 1) for item in value), key=canonical)
    return readable(str(value)) if depth < MAX_DEPTH else "[nested too deep]"


def readable(text: str) -> str:
    """The text with lone surrogates written as escapes, which UTF-8 can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _number(digits: str) -> int | float:
    value = int(digits)
    return value if abs(value) <= _SAFE_INTEGER else float(digits)


def _name_of(value: float) -> str:
    """The spelling that `float` reads back and JavaScript prints."""
    if math.isnan(value):
        return "NaN"
    return "Infinity" if value > 0 else "-Infinity"
