"""Optimal power flow on the IEEE networks of 9 to 118 buses, each load changed by up to a fifth."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from holdtrue.checks import InputError
from holdtrue.checks.optimization.importers.power import from_power_case
from holdtrue.checks.optimization.structures import PowerFlow
from holdtrue.checks.optimization.structures import power_flow as mp
from holdtrue.experiments.optimization.wording import Sheet, Statement, number, render

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate, Problem
    from holdtrue.experiments.optimization.kind import Values

CASES = (9, 14, 30, 57, 118)
"""Numbers of buses of the networks that PYPOWER ships as `case9` and so on."""

_SPREAD = 0.2


@cache
def network(size: int) -> PowerFlow:
    """The network with so many buses, as shipped.

    Raises:
        InputError: There is none, or PYPOWER is not installed.
    """
    if size not in CASES:
        raise InputError(f"there are networks of {', '.join(map(str, CASES))} buses, none of {size}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # PYPOWER's own, on deprecated calls
            from pypower import api
    except ImportError as error:
        raise InputError("power flow needs an extra: pip install 'holdtrue[optimization]'") from error
    return PowerFlow.of(getattr(api, f"case{size}")())


class Power:
    """The kinds `dc power flow` and `ac power flow`; sizes are numbers of buses."""

    def __init__(self, form: Literal["ac", "dc"]) -> None:
        self.form = form
        self.name = f"{form} power flow"
        self.sizes = CASES

    def draw(self, size: int, random: Generator) -> PowerFlow:  # noqa: ARG002 - the base case is the one shipped
        """The network as shipped."""
        return network(size)

    def state(self, data: PowerFlow, name: str, wording: int) -> Problem:
        """Minimise cost of generation."""
        plain = from_power_case(data, form=self.form)
        text = render(_statement(data, plain.names, self.form), wording)
        return from_power_case(data, form=self.form, name=name, text=text, digits=_DIGITS[self.form])

    def change(self, data: PowerFlow, certificate: Certificate, random: Generator) -> PowerFlow:  # noqa: ARG002
        """Each load up to a fifth more or less: every balance has another right-hand side."""
        factors = random.uniform(1.0 - _SPREAD, 1.0 + _SPREAD, len(data.bus))
        moved = data.with_demand(factors)
        moved.bus[:, [mp.PD, mp.QD]] = np.round(moved.bus[:, [mp.PD, mp.QD]], 1)
        return moved

    def heuristics(self, data: PowerFlow) -> Mapping[str, Values]:
        """`flat start`: all voltages 1, all angles 0, load shared out by capacity; `mid-range`: generators half way."""
        low, high = data.gen[:, mp.P_MIN], data.gen[:, mp.P_MAX]
        share = np.clip(high / high.sum() * data.bus[:, mp.PD].sum(), low, high)
        return {
            "flat start": self._values(data, share),
            "mid-range": self._values(data, (low + high) / 2.0),
        }

    def _values(self, data: PowerFlow, active: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Values:
        buses = data.bus[:, mp.BUS]
        found = {f"P{k}": float(value) for k, value in enumerate(active, 1)}
        found |= {f"A{bus:g}": 0.0 for bus in buses}
        if self.form == "dc":
            return found
        found |= {f"V{row[mp.BUS]:g}": float(np.clip(1.0, row[mp.V_MIN], row[mp.V_MAX])) for row in data.bus}
        limits = zip(data.gen[:, mp.Q_MIN], data.gen[:, mp.Q_MAX], strict=True)
        return found | {f"Q{k}": float(np.clip(0.0, low, high)) for k, (low, high) in enumerate(limits, 1)}


_DIGITS = {"dc": 3, "ac": 4}
"""A balance of some MW hangs on thousandths of a degree; the voltages of the alternating form need more still."""


def _statement(data: PowerFlow, names: tuple[str, ...], form: Literal["ac", "dc"]) -> Statement:
    ac = form == "ac"
    buses = [
        [f"{row[mp.BUS]:g}", number(row[mp.PD], 1)]
        + ([number(row[mp.QD], 1), f"{row[mp.GS]:g}", f"{row[mp.BS]:g}"] if ac else [])
        + ([f"{row[mp.V_MIN]:g}", f"{row[mp.V_MAX]:g}"] if ac else [])
        for row in data.bus
    ]
    generators = [
        [str(k), f"{row[mp.GEN_BUS]:g}", f"{row[mp.P_MIN]:g}", f"{row[mp.P_MAX]:g}"]
        + ([f"{row[mp.Q_MIN]:g}", f"{row[mp.Q_MAX]:g}"] if ac else [])
        + [" + ".join(f"{c:g} P^{n}" for n, c in enumerate(mp.coefficients(cost)) if c) or "0"]
        for k, (row, cost) in enumerate(zip(data.gen, data.gencost, strict=True), 1)
    ]
    branches = [
        [f"{row[mp.FROM]:g}", f"{row[mp.TO]:g}", *([f"{row[mp.R]:g}"] if ac else []), f"{row[mp.X]:g}"]
        + ([f"{row[mp.B]:g}"] if ac else [])
        + [f"{row[mp.TAP] or 1.0:g}", f"{row[mp.RATE_A]:g}" if row[mp.RATE_A] else "none"]
        for row in data.branch
    ]
    reactive = ["reactive load MVAr", "shunt MW", "shunt MVAr", "least voltage p.u.", "greatest voltage p.u."]
    rules = [
        "At every bus the power generated less the load is the power that flows out into the branches"
        + (", active and reactive." if ac else " (direct-current approximation, no losses)."),
        f"No branch carries more than its limit in {'MVA, at either end' if ac else 'MW, either way'}.",
        "Every generator stays in its range" + (", every voltage in its limits." if ac else "."),
        "A1 and so on are the voltage angles of the buses in degrees, P1 and so on the generators' active power in MW"
        + (", Q1 the reactive power in MVAr, V1 the voltage magnitudes per unit." if ac else "."),
    ]
    reference = data.bus[data.bus[:, mp.BUS_TYPE] == 3][0][mp.BUS]
    rules.append(f"The angle of bus {reference:g} is 0. One per unit is {data.base:g} MVA.")
    return Statement(
        setting=(
            "A grid operator dispatches the generators of a network.",
            "Solve the optimal power flow of this network.",
            "Optimal power flow; powers in MW and MVAr, impedances per unit.",
        ),
        sheets=[
            Sheet(heading="Buses", columns=["bus", "load MW", *(reactive if ac else [])], rows=buses),
            Sheet(
                heading="Generators",
                columns=["generator", "bus", "least MW", "greatest MW"]
                + (["least MVAr", "greatest MVAr"] if ac else [])
                + ["cost $/h"],
                rows=generators,
            ),
            Sheet(
                heading="Branches",
                columns=["from", "to", *(["resistance"] if ac else []), "reactance"]
                + (["charging"] if ac else [])
                + ["tap", "limit"],
                rows=branches,
            ),
        ],
        rules=rules,
        goal=(
            "Which dispatch costs least?",
            "Minimise the cost of generation.",
            "Find the cheapest feasible operating point.",
        ),
        unknowns=names,
        values=f"the number with {_DIGITS[form]} decimals",
        total="the cost in $/h",
    )
