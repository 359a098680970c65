"""Newton's method for power flow: the voltages at which the network carries what is generated and consumed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization.structures.power_flow import BUS_TYPE, GEN_BUS, admittance
from holdtrue.checks.optimization.verdicts.methods import Recurrence

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Vector
    from holdtrue.checks.optimization.structures.power_flow import PowerFlow

_LOAD, _REFERENCE = 1, 3
"""Types of bus: magnitude and angle unknown; both given. At the others the magnitude is given."""


def newton_power_flow(network: PowerFlow, active: Sequence[float]) -> Recurrence:
    """One step of Newton-Raphson in polar coordinates (MATPOWER manual, section 4.1).

    An iterate is each bus' voltage magnitude (per unit), then each bus' voltage angle (degrees).

    Args:
        network: The network.
        active: What each generator produces, MW; that at the reference bus is what is left.
    """
    matrix, buses = admittance(network), len(network.bus)
    wanted = -network.demand() / network.base
    at = network.at
    for row, power in zip(network.gen, active, strict=True):
        wanted[at[row[GEN_BUS]]] += power / network.base
    kinds = network.bus[:, BUS_TYPE]
    angles = np.flatnonzero(kinds != _REFERENCE)
    magnitudes = np.flatnonzero(kinds == _LOAD)

    def step(x: Vector) -> Vector:
        size, angle = x[:buses].copy(), np.radians(x[buses:])
        voltage = size * np.exp(1j * angle)
        current = matrix @ voltage
        off = voltage * np.conj(current) - wanted
        by_angle = 1j * np.diag(voltage) @ np.conj(np.diag(current) - matrix * voltage[None, :])
        unit = voltage / np.maximum(size, 1e-9)
        by_size = np.diag(voltage) @ np.conj(matrix * unit[None, :]) + np.diag(np.conj(current) * unit)
        jacobian = np.block(
            [
                [by_angle.real[np.ix_(angles, angles)], by_size.real[np.ix_(angles, magnitudes)]],
                [by_angle.imag[np.ix_(magnitudes, angles)], by_size.imag[np.ix_(magnitudes, magnitudes)]],
            ]
        )
        move = np.linalg.solve(jacobian, -np.concatenate([off.real[angles], off.imag[magnitudes]]))
        angle[angles] += move[: len(angles)]
        size[magnitudes] += move[len(angles) :]
        return np.concatenate([size, np.degrees(angle)])

    return Recurrence("Newton's method for power flow", step)
