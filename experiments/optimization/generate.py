"""Instances from seeds: certified, unlike their base case, and such that cheap heuristics do not find the optimum."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from holdtrue.checks import InputError
from holdtrue.checks.optimization import UnsolvedError, certify, evaluate
from holdtrue.experiments.optimization.kinds import KINDS

if TYPE_CHECKING:
    from numpy.random import Generator

    from holdtrue.checks.optimization import Certificate, Problem
    from holdtrue.experiments.optimization.kind import Values

MATERIAL = 2e-3
"""Share of the optimum by which an objective must be worse, beyond rounding, to count as not optimal: twice the 0.1%
within which published benchmarks count an answer as optimal (ConstraintBench, arXiv 2602.22465)."""

_DRAWS = 400
"""Draws before a kind and size count as impossible; most take fewer than ten."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Instance:
    """A problem to be asked, with everything needed to judge an answer."""

    problem: Problem
    certificate: Certificate
    base: Problem
    """The base case that it was made from by changing what its optimum hangs on. In another wording only if it was
    asked for so."""

    base_certificate: Certificate
    """Its optimum, which is not one of `problem`: certified."""

    nulls: Mapping[str, Values]
    """Answers without a solve, none of them optimal: `copied base case` and the kind's heuristics."""

    size: int
    seed: int
    wording: int


def generate(kind: str, size: int, seed: int, *, wording: int = 0) -> Instance:
    """An instance; the same arguments give the same one.

    Args:
        kind: One of `KINDS`.
        size: The size dial; `KINDS[kind].sizes` are the usual ones.
        seed: Which instance.
        wording: How it is put in words, 0 to 2; the numbers do not depend on it.

    Raises:
        InputError: No such kind, or no such instance of that size was found.
    """
    if kind not in KINDS:
        raise InputError(f"no kind {kind!r} of problem; there are {', '.join(KINDS)}")
    if size < 2:
        raise InputError(f"a problem of size {size} has nothing to choose from")
    maker = KINDS[kind]
    random = np.random.default_rng([zlib.crc32(kind.encode()), size, seed])
    name = f"{kind.replace(' ', '-')}-{size}-{seed}"
    for _ in range(_DRAWS):
        data = maker.draw(size, random)
        base = maker.state(data, f"{name}-base", wording)
        try:
            base_certificate = _certified(kind, size, base)
            changed = maker.change(data, base_certificate, random)
            problem = maker.state(changed, name, wording)
            certificate = certify(problem)
            nulls = {"copied base case": base_certificate.values, **maker.heuristics(changed)}
        except UnsolvedError as error:
            if error.reason in {"infeasible", "unbounded", "failed"}:
                continue
            raise
        if moved(base_certificate, certificate) and all(
            worse(problem, certificate, values) for values in nulls.values()
        ):
            return Instance(
                problem=problem,
                certificate=certificate,
                base=base,
                base_certificate=base_certificate,
                nulls=nulls,
                size=size,
                seed=seed,
                wording=wording,
            )
    raise InputError(f"no {kind} of size {size} was found whose optimum cheap heuristics miss")


def _certified(kind: str, size: int, base: Problem) -> Certificate:
    """The optimum; a power network's base case is the same for every seed, and takes long."""
    return _of_network(kind, size) if kind.endswith("power flow") else certify(base)


@cache
def _of_network(kind: str, size: int) -> Certificate:
    maker = KINDS[kind]
    return certify(maker.state(maker.draw(size, np.random.default_rng(0)), kind, 0))


def moved(before: Certificate, after: Certificate) -> bool:
    """Whether both the optimum and its objective moved materially."""
    scale = max(1e-9, abs(before.objective))
    return abs(after.objective - before.objective) > MATERIAL * scale and dict(before.values) != dict(
        after.values
    )


def worse(problem: Problem, certificate: Certificate, values: Values) -> bool:
    """Whether an answer, printed in the problem's own decimals, is provably not optimal: infeasible, or beaten."""
    x, half = np.round(problem.vector(values), problem.digits), problem.half_units(problem.digits)
    held = evaluate(problem, x, half)
    if not held.feasible:
        return True
    short = held.objective - certificate.objective
    if problem.objective.sense == "max":
        short = -short
    return short > held.objective_tolerance + MATERIAL * max(1e-9, abs(certificate.objective))


def guess(problem: Problem, random: Generator) -> dict[str, float]:
    """An answer that stays within the printed limits and solves nothing.

    A variable without limits on both sides (only angles, in degrees) is drawn from the 10 units around 0 that they allow.
    """
    found = {}
    for variable in problem.variables:
        if np.isfinite([variable.lower, variable.upper]).all():
            drawn = random.uniform(variable.lower, variable.upper + (1.0 if variable.integer else 0.0))
            drawn = min(np.floor(drawn), variable.upper) if variable.integer else drawn
        else:
            drawn = random.uniform(max(variable.lower, -10.0), min(variable.upper, 10.0))
        found[variable.name] = round(float(drawn), problem.digits)
    return found
