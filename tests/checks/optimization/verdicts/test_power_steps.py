import math

import numpy as np
import pytest

from holdtrue.checks.optimization import Objective, Problem, Variable
from holdtrue.checks.optimization.structures.power_flow import PowerFlow
from holdtrue.checks.optimization.verdicts import assess, newton_power_flow

from .test_traces import told

pypower = pytest.importorskip("pypower.api")


@pytest.fixture(scope="module")
def flow():
    case = pypower.case9()
    network = PowerFlow.of(case)
    method = newton_power_flow(network, case["gen"][:, 1])
    buses = len(network.bus)
    names = [f"V{k + 1}" for k in range(buses)] + [f"A{k + 1}" for k in range(buses)]
    problem = Problem(
        name="voltages",
        kind="power flow",
        variables=tuple(Variable(name=name, lower=-math.inf) for name in names),
        objective=Objective(sense="min"),
    )
    points = [np.concatenate([np.ones(buses), np.zeros(buses)])]
    for _ in range(4):
        points.append(method.step(points[-1]))
    return problem, method, points


def test_it_converges_to_what_pypower_finds(flow):
    _, _, points = flow
    case = pypower.case9()
    solved, _ = pypower.runpf(case, pypower.ppoption(VERBOSE=0, OUT_ALL=0))
    assert np.allclose(points[-1][9:], solved["bus"][:, 8], atol=1e-3)


@pytest.mark.parametrize("decimals", [2, 3, 6])
def test_honest_steps_follow_and_smooth_ones_do_not(flow, decimals):
    problem, method, points = flow
    honest = assess(problem, told(points, decimals, problem), method=method)
    assert honest.conclusion != "trace_inconsistent", honest.findings
    smooth = [points[-1] + (points[0] - points[-1]) * 0.4**k for k in range(6)]
    assert assess(problem, told(smooth, decimals, problem), method=method).conclusion == "trace_inconsistent"
