"""JSON as the standard has it: what Python reads beside it, `NaN`, infinities and numbers beyond a float, is none."""

from __future__ import annotations

import json
import math
from typing import NoReturn


def _refused(name: str) -> NoReturn:
    msg = f"{name} is no JSON value"
    raise ValueError(msg)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        _refused(digits[:20])
    return number


DECODER = json.JSONDecoder(parse_constant=_refused, parse_float=_finite)
"""Raises `ValueError` for what is no JSON, and `RecursionError` for what is nested too deep."""
