"""Variables that take one of several labels each: shared by matchings, packings and tours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization.errors import ProblemError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from holdtrue.checks.optimization.problem import Vector


def table(what: str, numbers: Sequence[Sequence[float]], *, square: bool = False) -> Vector:
    """The numbers as an array.

    Raises:
        ProblemError: They are no such table, or one is not finite.
    """
    try:
        found: Vector = np.asarray(numbers, dtype=np.float64)
    except ValueError as error:
        raise ProblemError(f"{what}: the rows have different lengths") from error
    if found.ndim != 2 or not found.size or (square and found.shape[0] != found.shape[1]):
        raise ProblemError(f"{what}: an array of shape {found.shape} does not fit")
    if not np.isfinite(found).all():
        raise ProblemError(f"{what}: there is a number that is not finite")
    return found


def chosen(x: Vector, count: int) -> NDArray[np.int64]:
    """Which label each variable takes; one that takes none (its bounds or integrality are broken) gives the nearest."""
    nearest: NDArray[np.int64] = np.clip(np.round(x), 0, count - 1).astype(np.int64)
    return nearest


def one_label_each(variables: int, labels: int) -> Any:
    """Rows over the 0/1 table of variable and label, variable after variable: each variable's sum."""
    from scipy import sparse

    return sparse.kron(sparse.identity(variables), np.ones((1, labels)), format="csr")
