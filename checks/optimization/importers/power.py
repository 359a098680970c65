"""Optimal power flow out of a PYPOWER or MATPOWER case."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Variable
from holdtrue.checks.optimization.structures import power_flow as mp
from holdtrue.checks.optimization.structures.power_flow import PowerFlow

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Vector


def from_power_case(
    case: Mapping[str, Any] | PowerFlow,
    *,
    form: Literal["ac", "dc"] = "ac",
    name: str = "power flow",
    text: str = "",
    digits: int = 2,
) -> Problem:
    """The cheapest generation that meets the load.

    Args:
        case: The network; what is out of service is left out.
        form: `ac` with voltages and reactive power, or `dc`, its linear approximation (angles and active power only,
            no losses; MATPOWER manual, section 6.1.2).
        name: The problem's name.
        text: The problem in words.
        digits: Decimals of the numbers in the text.

    Raises:
        ProblemError: Costs are not polynomials (for `dc`: of degree 2 at most).
    """
    network = case if isinstance(case, PowerFlow) else PowerFlow.of(case)
    if form == "dc":
        variables, rows, objective = _direct(network)
        return Problem(
            name=name,
            kind="dc power flow",
            variables=variables,
            constraints=rows,
            objective=objective,
            digits=digits,
            text=text,
        )
    return Problem(
        name=name,
        kind="ac power flow",
        variables=(*_voltages(network), *_angles(network), *_powers(network, "P"), *_powers(network, "Q")),
        objective=Objective(sense="min", unit="$/h"),
        structure=network,
        digits=digits,
        text=text,
    )


def _voltages(network: PowerFlow) -> list[Variable]:
    return [
        Variable(
            name=f"V{row[mp.BUS]:g}",
            lower=float(row[mp.V_MIN]),
            upper=float(row[mp.V_MAX]),
            unit="p.u.",
            meaning=f"voltage magnitude at bus {row[mp.BUS]:g}",
            family="voltage",
        )
        for row in network.bus
    ]


def _angles(network: PowerFlow) -> list[Variable]:
    return [
        Variable(
            name=f"A{row[mp.BUS]:g}",
            lower=-math.inf,
            unit="degrees",
            meaning=f"voltage angle at bus {row[mp.BUS]:g}",
        )
        for row in network.bus
    ]


def _powers(network: PowerFlow, letter: Literal["P", "Q"]) -> list[Variable]:
    kind, unit, low, high = (
        ("active", "MW", mp.P_MIN, mp.P_MAX) if letter == "P" else ("reactive", "MVAr", mp.Q_MIN, mp.Q_MAX)
    )
    return [
        Variable(
            name=f"{letter}{k}",
            lower=float(row[low]),
            upper=float(row[high]),
            unit=unit,
            meaning=f"{kind} power of generator {k} at bus {row[mp.GEN_BUS]:g}",
            family=f"generator {kind}",
        )
        for k, row in enumerate(network.gen, 1)
    ]


def _direct(network: PowerFlow) -> tuple[tuple[Variable, ...], tuple[Constraint, ...], Objective]:
    angles, powers = _angles(network), _powers(network, "P")
    flows = _flows(network)
    rows, at = [], network.at
    reference = int(np.flatnonzero(network.bus[:, mp.BUS_TYPE] == 3)[0])
    for number, k in at.items():
        sums: dict[str, float] = {}
        for variable, generator in zip(powers, network.gen, strict=True):
            if generator[mp.GEN_BUS] == number:
                sums[variable.name] = 1.0
        rhs = float(network.bus[k, mp.PD] + network.bus[k, mp.GS])
        for first, last, factor, shift in flows:
            if k in (first, last):
                out = -1.0 if k == first else 1.0
                for end, sign in ((first, out), (last, -out)):
                    sums[angles[end].name] = sums.get(angles[end].name, 0.0) + sign * factor
                rhs += out * factor * shift
        rows.append(
            Constraint(
                family="balance",
                name=f"bus {number:g}",
                coefficients=sums,
                sense="==",
                rhs=rhs,
                unit="MW",
            )
        )
    zero = {angles[reference].name: 1.0}
    rows.append(Constraint(family="reference", name="reference", coefficients=zero, sense="==", rhs=0.0))
    for k, (first, last, factor, shift) in enumerate(flows):
        limit = float(network.branch[k, mp.RATE_A])
        if limit > 0.0:
            along = {angles[first].name: factor, angles[last].name: -factor}
            tag = f"branch {network.branch[k, mp.FROM]:g}-{network.branch[k, mp.TO]:g} ({k + 1})"
            for way, sense, rhs in (("out", "<=", limit), ("back", ">=", -limit)):
                rows.append(
                    Constraint(
                        family="branch limit",
                        name=f"{tag} {way}",
                        coefficients=along,
                        sense=sense,  # type: ignore[arg-type]  # a literal of the two above
                        rhs=rhs + factor * shift,
                        unit="MW",
                    )
                )
    return (*powers, *angles), tuple(rows), _cost(network, powers)


def _flows(network: PowerFlow) -> list[tuple[int, int, float, float]]:
    """Per branch: its ends, MW per degree of angle between them, and the degrees that its transformer shifts."""
    first, last = network.ends()
    branch = network.branch
    tap = np.where(branch[:, mp.TAP] == 0.0, 1.0, branch[:, mp.TAP])
    factor: Vector = np.radians(network.base / (branch[:, mp.X] * tap))
    shift = branch[:, mp.SHIFT]
    return list(zip(map(int, first), map(int, last), map(float, factor), map(float, shift), strict=True))


def _cost(network: PowerFlow, powers: list[Variable]) -> Objective:
    linear, quadratic, constant = {}, {}, 0.0
    for variable, row in zip(powers, network.gencost, strict=True):
        terms = [*mp.coefficients(row), 0.0, 0.0, 0.0]
        if any(terms[3:]):
            raise ProblemError("the direct-current form takes costs of degree 2 at most")
        constant += terms[0]
        linear[variable.name] = terms[1]
        if terms[2]:
            quadratic[variable.name, variable.name] = terms[2]
    return Objective(sense="min", coefficients=linear, quadratic=quadratic, constant=constant, unit="$/h")
