"""Units beside a printed number, turned into the unit that the problem asks for."""

from __future__ import annotations

import math
from dataclasses import replace

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.values.units import SCALE, UNITS

_POWERS: dict[str, tuple[str, int]] = {
    "mg": ("mass", -6), "g": ("mass", -3), "kg": ("mass", 0), "t": ("mass", 3),
    "w": ("power", 0), "kw": ("power", 3), "mw": ("power", 6), "gw": ("power", 9),
    "wh": ("energy", 0), "kwh": ("energy", 3), "mwh": ("energy", 6), "gwh": ("energy", 9),
    "var": ("reactive", 0), "kvar": ("reactive", 3), "mvar": ("reactive", 6),
    "mm": ("length", -3), "cm": ("length", -2), "m": ("length", 0), "km": ("length", 3),
    "ml": ("volume", -3), "cl": ("volume", -2), "l": ("volume", 0),
    "v": ("voltage", 0), "kv": ("voltage", 3),
    "%": ("share", -2), "": ("share", 0),
}  # fmt: skip
"""Quantity and power of ten, by unit in lower case. A capital M is mega: no optimisation problem is about milliwatts."""


def measured(figure: Figure, unit: str) -> Figure:
    """The number in the unit that is wanted, as far as the one beside it is known to be another of its kind."""
    printed = figure.unit.strip().casefold().rstrip(".")
    if printed in SCALE and (len(printed) > 1 or printed == "k"):
        return _shifted(figure, SCALE[printed])
    here = _POWERS.get(UNITS.get(printed, printed))
    wanted = _POWERS.get(UNITS.get(unit.casefold(), unit.casefold()))
    if not printed or here is None or wanted is None or here[0] != wanted[0]:
        return figure
    return _shifted(figure, here[1] - wanted[1])


def _shifted(figure: Figure, power: int) -> Figure:
    if not power or not math.isfinite(figure.value):
        return figure
    decimals = None if figure.decimals is None else figure.decimals - power
    return replace(figure, value=figure.value * 10.0**power, decimals=decimals)
