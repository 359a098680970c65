"""Honest traces: what a method really does on the way to an optimum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks.optimization import certify, evaluate
from holdtrue.checks.optimization.verdicts import Method, ProjectedGradient, Simplex

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Problem
    from holdtrue.experiments.optimization.generate import Instance
    from holdtrue.experiments.optimization.kind import Values

_FINEST = 2.0**-14
"""Part of the way between two objectives below which no further vertex is looked for."""

_STEPS = 400
"""After which projected gradient descent is given up."""

_STILL = 1e-8
"""Movement of a step that changes no printed digit."""


def method_of(problem: Problem) -> Method | None:
    """The method that traces to this problem's optimum are said to follow; None for kinds without one."""
    if problem.structure is not None or any(variable.integer for variable in problem.variables):
        return None
    if not problem.objective.quadratic:
        return Simplex(problem)
    size = float(np.linalg.norm(problem.matrices.quadratic.toarray(), 2))
    return ProjectedGradient(problem, rate=0.5 / size)


def trace(instance: Instance, random: Generator) -> list[tuple[Values, float]]:
    """Iterates and their objectives, the optimum last."""
    problem = instance.problem
    method = method_of(problem)
    if isinstance(method, Simplex):
        points = vertices(problem, random)
    elif isinstance(method, ProjectedGradient):
        x = problem.vector(next(iter(instance.nulls.values())))
        points = []
        for _ in range(_STEPS):
            last, x = x, method.step(x)
            points.append(problem.values(x))
            if np.abs(x - last).max() < _STILL:
                break
    else:
        points = [dict(values) for values in instance.nulls.values()]
        points.append(dict(instance.certificate.values))
    return [(point, evaluate(problem, point).objective) for point in points]


def vertices(problem: Problem, random: Generator) -> list[dict[str, float]]:
    """The vertices that the simplex method passes on its way from a random objective's optimum (parametric objective).

    As the one objective turns into the other, the optimum goes from vertex to neighbouring vertex, and the real objective
    only gets better (Gass and Saaty 1955).
    """
    goal = problem.objective
    sizes = np.abs(problem.matrices.linear)
    start = random.normal(size=len(problem.variables)) * (sizes + sizes.max(initial=1.0) / 3.0)
    end = problem.matrices.linear

    def at(part: float) -> dict[str, float]:
        costs = (1.0 - part) * start + part * end
        mixed = replace(
            goal, coefficients=dict(zip(problem.names, costs.tolist(), strict=True)), constant=0.0
        )
        return dict(certify(replace(problem, objective=mixed, text="")).values)

    found = {0.0: at(0.0), 1.0: at(1.0)}
    between = [(0.0, 1.0)]
    while between:
        low, high = between.pop()
        if high - low < _FINEST or _same(found[low], found[high]):
            continue
        middle = (low + high) / 2.0
        found[middle] = at(middle)
        between += [(low, middle), (middle, high)]
    points: list[dict[str, float]] = []
    for part in sorted(found):
        if not points or not _same(points[-1], found[part]):
            points.append(found[part])
    return points


def _same(one: Values, other: Values) -> bool:
    return all(abs(one[name] - other[name]) <= 1e-7 * max(1.0, abs(one[name])) for name in one)
