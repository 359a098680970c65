"""Wrong answers of known kinds, as models give them; each claims the objective that its own values have.

So none is given away by its arithmetic, except where a false claim is the kind itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.optimization import Certificate, certify, evaluate
from holdtrue.checks.optimization.structures.matching import Matching
from holdtrue.checks.optimization.structures.packing import Packing
from holdtrue.checks.optimization.structures.power_flow import PD, QD, PowerFlow
from holdtrue.checks.optimization.structures.schedule import Schedule
from holdtrue.checks.optimization.structures.tour import Tour
from holdtrue.experiments.optimization.generate import Instance, guess
from holdtrue.experiments.optimization.telling import Draft

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Problem
    from holdtrue.experiments.optimization.kind import Values

_STEPS = 6
"""Steps of a made-up trace."""

_LIGHT = 1e-3
"""What is left of the weight of an item that is overlooked: one without any needs no bin."""

_RATE = 0.45
"""By which each of its steps comes nearer to the end."""


def copied(instance: Instance, _: Generator) -> Draft | None:
    """The optimum of the base case."""
    return _honest(instance.problem, instance.nulls["copied base case"])


def guessed(instance: Instance, random: Generator) -> Draft | None:
    """Numbers within the printed limits."""
    return _honest(instance.problem, guess(instance.problem, random))


def greedy(instance: Instance, random: Generator) -> Draft | None:
    """What one of the kind's cheap rules gives, none of which is optimal."""
    rules = [values for rule, values in instance.nulls.items() if rule != "copied base case"]
    return _honest(instance.problem, rules[int(random.integers(len(rules)))])


def ignored(instance: Instance, random: Generator) -> Draft | None:
    """The optimum of the problem with one of its numbers overlooked."""
    return _solved(instance.problem, _altered(instance.problem, random, 0.0))


def slipped(instance: Instance, random: Generator) -> Draft | None:
    """The optimum of the problem with one number's sign turned round; a schedule has a step's length counted backwards."""
    structure = instance.problem.structure
    if isinstance(structure, Schedule):
        lengths = [length for job in structure.jobs for _, length in job]
        k = int(random.integers(len(lengths)))
        values = dict(instance.certificate.values)
        name = instance.problem.names[k]
        values[name] = max(0.0, values[name] - lengths[k])
        return _honest(instance.problem, values)
    return _solved(instance.problem, _altered(instance.problem, random, -1.0))


def swapped(instance: Instance, random: Generator) -> Draft | None:
    """The optimum with the values of two variables exchanged."""
    values = dict(instance.certificate.values)
    names = list(values)
    for _ in range(40):
        one, two = (names[int(k)] for k in random.choice(len(names), 2, replace=False))
        if abs(values[one] - values[two]) >= max(10.0**-instance.problem.digits, 1e-6) * 0.999:
            values[one], values[two] = values[two], values[one]
            return _honest(instance.problem, values)
    return None


def fabricated(instance: Instance, _: Generator) -> Draft | None:
    """The right answer, at the end of steps that converge smoothly and that nobody computed."""
    problem, best = instance.problem, instance.certificate
    start = dict(instance.base_certificate.values)
    begun, steps = _value(problem, start), []
    for k in range(_STEPS + 1):
        left = 0.0 if k == _STEPS else _RATE**k
        point = {name: end + left * (start[name] - end) for name, end in best.values.items()}
        whole = {variable.name for variable in problem.variables if variable.integer}
        point = {name: float(round(value)) if name in whole else value for name, value in point.items()}
        steps.append((point, best.objective + left * (begun - best.objective)))
    return Draft(values=best.values, objective=best.objective, steps=steps)


WRONG: dict[str, Callable[[Instance, Generator], Draft | None]] = {
    "base-case copy": copied,
    "in-bounds guess": guessed,
    "greedy": greedy,
    "coefficient ignored": ignored,
    "sign slip": slipped,
    "swapped variables": swapped,
    "fabricated trace": fabricated,
}
"""By kind; `stale after perturbation` is a pair of answers, and made where it is checked. None where an instance has
none of the kind."""


def _value(problem: Problem, values: Values) -> float:
    return evaluate(problem, dict(values)).objective


def _honest(problem: Problem, values: Values) -> Draft:
    return Draft(values=values, objective=_value(problem, values))


def _solved(problem: Problem, other: Problem | None) -> Draft | None:
    """The optimum of another problem, as an answer to this one."""
    if other is None:
        return None
    try:
        best: Certificate = certify(other, seconds=10.0)
    except InputError:  # infeasible, unbounded, or not to be stated so
        return None
    return _honest(problem, best.values)


def _altered(problem: Problem, random: Generator, factor: float) -> Problem | None:
    """The problem with one of its numbers multiplied; None where that makes no problem."""
    try:
        if problem.structure is None:
            return _linear(problem, random, factor)
        structure = _structure(problem.structure, random, factor)
        return None if structure is None else replace(problem, structure=structure)
    except InputError:
        return None


def _linear(problem: Problem, random: Generator, factor: float) -> Problem:
    places = [(k, name) for k, row in enumerate(problem.constraints) for name in row.coefficients]
    goal = problem.objective
    places += [(-1, name) for name in goal.coefficients]
    k, name = places[int(random.integers(len(places)))]
    if k < 0:
        return replace(problem, objective=replace(goal, coefficients=_times(goal.coefficients, name, factor)))
    row = problem.constraints[k]
    changed = replace(row, coefficients=_times(row.coefficients, name, factor))
    return replace(problem, constraints=(*problem.constraints[:k], changed, *problem.constraints[k + 1 :]))


def _times(coefficients: Mapping[str, float], name: str, factor: float) -> dict[str, float]:
    return {each: number * factor if each == name else number for each, number in coefficients.items()}


def _structure(structure: Any, random: Generator, factor: float) -> Any:
    if isinstance(structure, Tour):
        a, b = (int(k) for k in random.choice(len(structure.distances), 2, replace=False))
        table = np.array(structure.distances, dtype=np.float64)
        table[a, b] = table[b, a] = table[a, b] * factor
        return replace(structure, distances=table.tolist())
    if isinstance(structure, Matching):
        table = np.array(structure.costs, dtype=np.float64)
        a, b = int(random.integers(table.shape[0])), int(random.integers(table.shape[1]))
        table[a, b] *= factor
        return replace(structure, costs=table.tolist())
    if isinstance(structure, Packing):
        weights = list(structure.weights)
        weights[int(random.integers(len(weights)))] *= factor or _LIGHT
        return replace(structure, weights=weights)
    if isinstance(structure, Schedule):
        return _shop(structure, random, factor)
    if isinstance(structure, PowerFlow):
        bus = structure.bus.copy()
        loaded = [k for k in range(len(bus)) if bus[k, PD] or bus[k, QD]]
        bus[loaded[int(random.integers(len(loaded)))], [PD, QD]] *= factor
        return replace(structure, bus=bus)
    return None


def _shop(structure: Schedule, random: Generator, factor: float) -> Schedule:
    jobs = [list(job) for job in structure.jobs]
    j = int(random.integers(len(jobs)))
    k = int(random.integers(len(jobs[j])))
    machine, length = jobs[j][k]
    jobs[j][k] = (machine, int(length * factor))
    return replace(structure, jobs=jobs)
