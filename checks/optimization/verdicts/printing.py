"""How far each printed number may be from the one that was rounded to print it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from holdtrue.checks.optimization.answers import Answer, Figure
    from holdtrue.checks.optimization.problem import Problem, Vector


def half_units(problem: Problem, answer: Answer) -> Vector:
    """Half a unit in the last place of each variable, 0 for what is whole or exact.

    A number's own digits say so where they can. Where a program prints to a fixed number of decimals and drops zeros at
    the end (`40` for 40.00), or to a fixed number of significant digits (`5300` for 5296.7), the other numbers show it.
    """
    figures = [answer.values.get(name) for name in problem.names]
    places = _places(_printed(problem, answer))
    half = np.zeros(len(figures))
    for k, (figure, variable) in enumerate(zip(figures, problem.variables, strict=True)):
        if figure is None or figure.decimals is None or variable.integer:
            continue
        half[k] = 0.5 * 10.0 ** -max(min(places(figure), 30), -300)
    return half


def half_of_claim(problem: Problem, answer: Answer) -> float:
    """Half a unit in the last place of the claimed objective, which is printed as the variables are; 0 without one."""
    claimed = answer.objective
    if claimed is None or claimed.decimals is None:
        return 0.0
    own, shown = half_of(claimed), _places(_printed(problem, answer))
    return max(own, 0.5 * 10.0 ** -max(min(shown(claimed), 30), -300)) if shown.by_figures else own


def _printed(problem: Problem, answer: Answer) -> list[Figure]:
    """The numbers that show how an answer prints."""
    return [
        figure
        for variable in problem.variables
        if (figure := answer.values.get(variable.name)) is not None
        and figure.decimals is not None
        and figure.finite
        and not variable.integer
    ]


def half_of(figure: Figure) -> float:
    """Half a unit in the last place of a number that stands alone; 0 for one that is exact."""
    return 0.0 if figure.decimals is None else 0.5 * 10.0 ** -max(min(figure.decimals, 30), -300)


def _places(printed: Sequence[Figure]) -> _Places:
    most = max((figure.decimals or 0 for figure in printed), default=0)
    significant = max((figure.figures for figure in printed), default=1)
    cut = sum((figure.decimals or 0) < most for figure in printed if figure.value)
    short = sum(
        (figure.decimals or 0) < _by_figures(figure, significant) for figure in printed if figure.value
    )
    return _Places(most, significant, fixed=cut < short, figures=short < cut)


class _Places:
    """The place of a number's last digit, as the answer as a whole prints."""

    def __init__(self, most: int, significant: int, *, fixed: bool, figures: bool) -> None:
        self._most = most
        self._significant = significant
        self._fixed = fixed
        self.by_figures = figures
        """Whether to so many significant digits, rather than decimals."""

    def __call__(self, figure: Figure) -> int:
        own = figure.decimals or 0
        if not figure.value or not figure.finite:
            return max(own, self._most)
        if self._fixed:
            return max(own, self._most)
        return min(own, _by_figures(figure, self._significant)) if self.by_figures and own <= 0 else own


def _by_figures(figure: Figure, significant: int) -> int:
    """The place of the last of so many significant digits."""
    return significant - 1 - math.floor(math.log10(abs(figure.value)))
