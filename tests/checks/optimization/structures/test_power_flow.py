"""Optimal power flow on the IEEE networks: known costs, tolerances that rounding cannot pass."""

import warnings
from typing import Any

import numpy as np
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pypower import api

from holdtrue.checks.optimization import Problem, UnsolvedError, certify, evaluate
from holdtrue.checks.optimization.importers.power import from_power_case
from holdtrue.checks.optimization.structures import PowerFlow

COSTS = {"case9": 5296.69, "case14": 8081.53, "case30": 576.89, "case57": 41737.79, "case118": 129660.69}
"""As MATPOWER reports them."""


def case(name: str) -> Any:
    return getattr(api, name)()


@pytest.mark.parametrize("name", COSTS)
def test_cost_and_rounding(name: str) -> None:
    problem = from_power_case(case(name))
    found = certify(problem)

    assert found.objective == pytest.approx(COSTS[name], abs=0.01)
    assert (found.status, found.bound) == ("local", None)
    for decimals in (2, 3, 6):
        x = np.round(problem.vector(found.values), decimals)
        held = evaluate(problem, x, problem.half_units(decimals))
        assert held.feasible
        assert abs(held.objective - found.objective) <= held.objective_tolerance


@pytest.mark.parametrize(("name", "cost"), [("case9", 5216.03), ("case14", 7642.59), ("case30", 565.21)])
def test_direct_current_is_a_quadratic_problem_with_proof(name: str, cost: float) -> None:
    found = certify(from_power_case(case(name), form="dc"))

    assert found.objective == pytest.approx(cost, abs=0.01)  # as MATPOWER's rundcopf
    assert found.gap is not None
    assert found.gap < 1e-6


def test_nodal_price_is_the_change_of_cost() -> None:
    network = PowerFlow.of(case("case9"))
    bus = network.bus.copy()
    bus[4, 2] += 0.1
    more = PowerFlow(network.base, bus, network.branch, network.gen, network.gencost)
    base, other = certify(from_power_case(network)), certify(from_power_case(more))

    assert (other.objective - base.objective) / 0.1 == pytest.approx(
        base.duals["active balance bus 5"], rel=1e-2
    )


@pytest.mark.parametrize("name", ["case9", "case30"])
def test_tolerance_covers_every_rounding(name: str) -> None:
    """No point within half a unit of the printed one keeps a limit that the printed one seems to break."""
    problem = from_power_case(case(name))
    x = problem.vector(certify(problem).values)
    half = problem.half_units(2)
    random = np.random.default_rng(0)
    held = evaluate(problem, x, half)
    for _ in range(200):
        other = evaluate(problem, x + half * random.choice([-1.0, 1.0], size=len(x)))
        for family, before in held.families.items():
            moved = before.residuals - other.families[family].residuals
            moved[before.equation] = np.abs(moved[before.equation])
            assert (moved <= before.tolerances).all()
        assert abs(other.objective - held.objective) <= held.objective_tolerance


def test_tolerance_is_no_looser_than_it_must_be() -> None:
    """The worst corner comes within a tenth of the tolerance of a balance: a bound, but a tight one."""
    problem = from_power_case(case("case9"))
    x = problem.vector(certify(problem).values)
    half = problem.half_units(3)
    held = evaluate(problem, x, half).families["active balance"]
    slopes = np.array(
        [
            evaluate(problem, x + step).families["active balance"].residuals - held.residuals
            for step in np.diag(half)
        ]
    )

    assert (np.abs(slopes).sum(axis=0) > 0.9 * held.tolerances).all()


def test_flows_are_those_that_the_solver_reports() -> None:
    found = api.runpf(case("case118"), api.ppoption(VERBOSE=0, OUT_ALL=0))[0]
    problem: Problem = from_power_case(case("case118"))
    x = np.concatenate([found["bus"][:, 7], found["bus"][:, 8], found["gen"][:, 1], found["gen"][:, 2]])

    held = evaluate(problem, x)

    assert np.abs(held.families["active balance"].residuals).max() < 1e-4
    sent = np.hypot(found["branch"][:, 13], found["branch"][:, 14])
    got = np.hypot(found["branch"][:, 15], found["branch"][:, 16])
    loading = held.families["branch limit"].residuals + found["branch"][:, 5]
    assert loading == pytest.approx(np.maximum(sent, got), abs=1e-6)


def test_more_load_than_generation() -> None:
    network = PowerFlow.of(case("case9")).with_demand(5.0)

    with pytest.raises(UnsolvedError) as none:
        certify(from_power_case(network, form="dc"))
    assert none.value.reason == "infeasible"
    with pytest.raises(UnsolvedError):
        certify(from_power_case(network))
