"""Alternating-current optimal power flow: balance at every bus, limits of branches, cost of generation."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.optimization.certificate import Certificate
from holdtrue.checks.optimization.errors import ProblemError, UnsolvedError
from holdtrue.checks.optimization.evaluate import evaluate, slop
from holdtrue.checks.optimization.family import Family, equations, inequalities
from holdtrue.checks.optimization.solve import unsolved

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from holdtrue.checks.optimization.problem import Problem, Vector

    Complex = NDArray[np.complex128]

# Columns of MATPOWER's case format, version 2 (MATPOWER manual, appendix B).
BUS, BUS_TYPE, PD, QD, GS, BS, V_MAX, V_MIN = 0, 1, 2, 3, 4, 5, 11, 12
FROM, TO, R, X, B, RATE_A, TAP, SHIFT, BRANCH_STATUS = 0, 1, 2, 3, 4, 5, 8, 9, 10
GEN_BUS, Q_MAX, Q_MIN, GEN_STATUS, P_MAX, P_MIN = 0, 3, 4, 7, 8, 9
COST_MODEL, COST_TERMS, COST_FIRST = 0, 3, 4
_POLYNOMIAL = 2

_PRECISION = {"PDIPM_FEASTOL": 1e-9, "PDIPM_GRADTOL": 1e-8, "PDIPM_COMPTOL": 1e-8, "PDIPM_COSTTOL": 1e-9}
"""PYPOWER's own tolerances (5e-6) would leave more than printed numbers of six decimals do."""


@dataclass(frozen=True, slots=True, eq=False)
class PowerFlow:
    """A network in MATPOWER's format, with everything in service and polynomial costs.

    The variables are each bus' voltage magnitude (per unit), then each bus' voltage angle (degrees), then each
    generator's active (MW), then each generator's reactive power (MVAr).
    """

    base: float
    """MVA of one per unit."""

    bus: Vector
    branch: Vector
    gen: Vector
    gencost: Vector

    @classmethod
    def of(cls, case: Mapping[str, Any]) -> PowerFlow:
        """A case of PYPOWER or MATPOWER, without what is out of service.

        Raises:
            ProblemError: Costs are not polynomials, or a number that counts is not finite.
        """
        base = float(case["baseMVA"])
        bus, branch, gen, cost = (
            np.array(case[part], dtype=np.float64) for part in ("bus", "branch", "gen", "gencost")
        )
        on = gen[:, GEN_STATUS] > 0
        # Rows of costs beyond the number of generators are for reactive power, which none of these problems prices.
        cost = cost[: len(gen)][on]
        if not (cost[:, COST_MODEL] == _POLYNOMIAL).all():
            raise ProblemError("only polynomial costs of generation are read")
        if not all(np.isfinite(part).all() for part in (bus, branch, gen, cost)):
            raise ProblemError("the case holds numbers that are not finite")
        return cls(base, bus, branch[branch[:, BRANCH_STATUS] > 0], gen[on], cost)

    @property
    def at(self) -> dict[float, int]:
        """From the number of a bus to its row."""
        return {number: k for k, number in enumerate(self.bus[:, BUS])}

    def demand(self) -> Complex:
        """Load per bus, MVA."""
        return self.bus[:, PD] + 1j * self.bus[:, QD]

    def with_demand(self, factor: Vector | float) -> PowerFlow:
        """The same network, each bus' load multiplied."""
        bus = self.bus.copy()
        bus[:, [PD, QD]] *= np.reshape(factor, (-1, 1))
        return PowerFlow(self.base, bus, self.branch, self.gen, self.gencost)

    def ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the buses at which each branch begins and ends."""
        at = self.at
        first, last = (
            np.array([at[number] for number in self.branch[:, end]], dtype=np.int64) for end in (FROM, TO)
        )
        return first, last

    def families(self, x: Vector, half: Vector) -> Mapping[str, Family]:
        """`active balance` and `reactive balance` per bus (MW, MVAr), `branch limit` per branch that has one (MVA)."""
        flow = _Flow(self)
        magnitude, angle, active, reactive = self._parts(x)
        h_magnitude, h_angle, h_active, h_reactive = self._parts(half)
        place = self._places()
        power, terms, p_spread, q_spread = flow.injections(magnitude, angle, h_magnitude, h_angle)
        produced = place @ (active + 1j * reactive)
        out = power - produced + self.demand()
        numbers = [f"bus {number:g}" for number in self.bus[:, BUS]]
        found = {
            "active balance": equations(numbers, out.real, p_spread + place @ h_active + slop(terms)),
            "reactive balance": equations(numbers, out.imag, q_spread + place @ h_reactive + slop(terms)),
        }
        limited = np.flatnonzero(self.branch[:, RATE_A] > 0)
        if len(limited):
            over, tolerance = flow.loading(magnitude, angle, h_magnitude, h_angle)
            names = [f"branch {self.branch[k, FROM]:g}-{self.branch[k, TO]:g} ({k + 1})" for k in limited]
            limit = self.branch[limited, RATE_A]
            found["branch limit"] = inequalities(
                names, over[limited] - limit, tolerance[limited] + slop(limit)
            )
        return found

    def objective(self, x: Vector, half: Vector) -> tuple[float, float]:
        """Cost of the active power, per hour."""
        active, off = self._parts(x)[2], self._parts(half)[2]
        value = tolerance = terms = 0.0
        for row, power, spread in zip(self.gencost, active, off, strict=True):
            for degree, factor in enumerate(coefficients(row)):
                value += factor * power**degree
                terms += abs(factor * power**degree)
                tolerance += abs(factor) * ((abs(power) + spread) ** degree - abs(power) ** degree)
        return value, tolerance + float(slop(np.array(terms)))

    def certify(self, problem: Problem, seconds: float) -> Certificate:
        """By PYPOWER's interior point: a local optimum, for the problem is not convex.

        Raises:
            UnsolvedError: It does not converge.
            InputError: PYPOWER is not installed.
        """
        try:
            from pypower.api import opf, ppoption
        except ImportError as error:
            raise InputError("power flow needs an extra: pip install 'holdtrue[optimization]'") from error
        begun = time.perf_counter()
        options = ppoption(VERBOSE=0, OUT_ALL=0, OPF_ALG=560, **_PRECISION)
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its own, on deprecated calls and on matrices near the optimum
            solved = opf(self.as_case(), options)
        taken = time.perf_counter() - begun
        if taken > seconds:
            raise unsolved(problem, "time limit", seconds)
        if not solved["success"]:
            raise unsolved(problem, "failed", seconds)
        x = np.concatenate(
            [solved["bus"][:, 7], solved["bus"][:, 8], solved["gen"][:, 1], solved["gen"][:, 2]]
        )
        found = evaluate(problem, x)
        if not found.feasible:
            broken = [name for name, family in found.families.items() if not family.holds.all()]
            raise UnsolvedError(f"{problem.name}: the solver's point breaks {', '.join(broken)}", "failed")
        prices = solved["bus"][:, 13:15]
        return Certificate(
            values=problem.values(x),
            objective=found.objective,
            bound=None,
            status="local",
            method="PYPOWER, interior point",
            seconds=taken,
            duals={
                f"{kind} balance bus {number:g}": float(price)
                for column, kind in enumerate(("active", "reactive"))
                for number, price in zip(self.bus[:, BUS], prices[:, column], strict=True)
            },
        )

    def as_case(self) -> dict[str, Any]:
        """The case as PYPOWER takes it; its own copy, for it writes into it."""
        return {
            "version": "2",
            "baseMVA": self.base,
            "bus": self.bus.copy(),
            "branch": self.branch.copy(),
            "gen": self.gen.copy(),
            "gencost": self.gencost.copy(),
        }

    def _parts(self, x: Vector) -> tuple[Vector, Vector, Vector, Vector]:
        """Magnitudes, angles in radians, active and reactive power."""
        buses, gens = len(self.bus), len(self.gen)
        magnitude, angle, active, reactive = np.split(x, [buses, 2 * buses, 2 * buses + gens])
        return magnitude, np.radians(angle), active, reactive

    def _places(self) -> Vector:
        """Which generator feeds which bus."""
        at = self.at
        place = np.zeros((len(self.bus), len(self.gen)))
        place[[at[number] for number in self.gen[:, GEN_BUS]], range(len(self.gen))] = 1.0
        return place


def coefficients(row: Vector) -> list[float]:
    """A generator's cost in dollars per hour as coefficients of the powers of MW, the constant first."""
    terms = int(row[COST_TERMS])
    return [float(number) for number in row[COST_FIRST : COST_FIRST + terms][::-1]]


class _Flow:
    """What flows at given voltages, and how far rounded voltages may put it off.

    With magnitudes off by h relative parts r and angles off by d, each product of two voltages is off by its first
    derivative and at most |V_i V_j| ((1+r_i)(1+r_j) - 1 - r_i - r_j + (r_i + r_j + r_i r_j) d + d²/2) more, by
    |sin(a + d) - sin a - d cos a| <= d²/2 and |cos(a + d) - cos a| <= d.
    """

    def __init__(self, network: PowerFlow) -> None:
        branch, self.base = network.branch, network.base
        self.first, self.last = network.ends()
        series = 1.0 / (branch[:, R] + 1j * branch[:, X])
        tap = np.where(branch[:, TAP] == 0.0, 1.0, branch[:, TAP]) * np.exp(1j * np.radians(branch[:, SHIFT]))
        # The branch model of the MATPOWER manual, section 3.2.
        self.ff = (series + 0.5j * branch[:, B]) / np.abs(tap) ** 2
        self.ft, self.tf = -series / np.conj(tap), -series / tap
        self.tt = series + 0.5j * branch[:, B]
        self.admittance = np.zeros((len(network.bus), len(network.bus)), dtype=np.complex128)
        for rows, columns, values in (
            (self.first, self.first, self.ff),
            (self.first, self.last, self.ft),
            (self.last, self.first, self.tf),
            (self.last, self.last, self.tt),
        ):
            np.add.at(self.admittance, (rows, columns), values)
        buses = np.arange(len(network.bus))
        self.admittance[buses, buses] += (network.bus[:, GS] + 1j * network.bus[:, BS]) / self.base

    def injections(
        self, magnitude: Vector, angle: Vector, h_magnitude: Vector, h_angle: Vector
    ) -> tuple[Complex, Vector, Vector, Vector]:
        """Power that leaves each bus (MVA), the sum of its terms' sizes, and the tolerances of its two parts."""
        voltage = magnitude * np.exp(1j * angle)
        terms = voltage[:, None] * np.conj(self.admittance * voltage[None, :])
        power = terms.sum(axis=1)
        relative = _relative(h_magnitude, magnitude)
        own = np.diag(terms)
        # d/d log V_j of term ij is the term; d/d angle_j is -i times it; the bus' own appear in every term of its row.
        by_magnitude = terms.copy()
        np.fill_diagonal(by_magnitude, power + own)
        by_angle = -1j * terms
        np.fill_diagonal(by_angle, 1j * (power - own))
        rest = (np.abs(terms) * _remainder(relative, h_angle)).sum(axis=1)
        active, reactive = (
            np.abs(part(by_magnitude)) @ relative + np.abs(part(by_angle)) @ h_angle + rest
            for part in (np.real, np.imag)
        )
        size = np.abs(terms).sum(axis=1)
        return power * self.base, size * self.base, active * self.base, reactive * self.base

    def loading(
        self, magnitude: Vector, angle: Vector, h_magnitude: Vector, h_angle: Vector
    ) -> tuple[Vector, Vector]:
        """Apparent power of each branch at its busier end (MVA), and the tolerance there."""
        voltage = magnitude * np.exp(1j * angle)
        relative = _relative(h_magnitude, magnitude)
        ends = []
        for near, far, own, other in (
            (self.first, self.last, self.ff, self.ft),
            (self.last, self.first, self.tt, self.tf),
        ):
            self_term = voltage[near] * np.conj(own * voltage[near])
            cross = voltage[near] * np.conj(other * voltage[far])
            power = self_term + cross
            size = np.abs(power)
            toward = np.conj(power) / np.where(size > 0.0, size, 1.0)
            r_near, r_far, d = relative[near], relative[far], h_angle[near] + h_angle[far]
            first = (
                np.abs(np.real(toward * (2.0 * self_term + cross))) * r_near
                + np.abs(np.real(toward * cross)) * r_far
                + np.abs(np.real(toward * 1j * cross)) * d
            )
            rest = np.abs(self_term) * r_near**2 + np.abs(cross) * _rest(r_near, r_far, d)
            moved = np.abs(2.0 * self_term + cross) * r_near + np.abs(cross) * (r_far + d) + rest
            # |S + D| - |S| <= Re(D S*)/|S| + |D|²/(2|S|), and never more than |D|.
            curved = moved**2 / np.where(size > 0.0, 2.0 * size, np.inf)
            ends.append((size, np.where(size > 0.0, np.minimum(moved, first + rest + curved), moved)))
        (one, one_off), (two, two_off) = ends
        # A right answer keeps the limit at both ends, whichever of them the rounded one loads more.
        busier = np.maximum(one, two)
        return busier * self.base, (busier - np.maximum(one - one_off, two - two_off)) * self.base


def admittance(network: PowerFlow) -> Complex:
    """The bus admittance matrix, per unit (MATPOWER manual, section 3.4)."""
    return _Flow(network).admittance


def _relative(h_magnitude: Vector, magnitude: Vector) -> Vector:
    return h_magnitude / np.maximum(np.abs(magnitude), 1e-9)


def _rest(one: Vector, other: Vector, angle: Vector) -> Vector:
    return one * other + (one + other + one * other) * angle + angle**2 / 2.0


def _remainder(relative: Vector, h_angle: Vector) -> Vector:
    """What the first derivative leaves, per pair of buses and part of the product's size."""
    angle = h_angle[:, None] + h_angle[None, :]
    np.fill_diagonal(angle, 0.0)
    return _rest(relative[:, None], relative[None, :], angle)
