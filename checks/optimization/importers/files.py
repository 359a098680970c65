"""Problems out of LP and MPS files, as HiGHS reads them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.errors import InputError
from holdtrue.checks.optimization.errors import ProblemError
from holdtrue.checks.optimization.importers.arrays import ranged, row_of
from holdtrue.checks.optimization.problem import Objective, Problem, Variable

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Constraint


def from_file(path: str | Path, *, digits: int = 2) -> Problem:
    """The problem in a file.

    Args:
        path: Ends in `.lp` or `.mps`.
        digits: Decimals of the problem's text.

    Raises:
        InputError: highspy is not installed, or there is no such file.
        ProblemError: The file is not such a problem, or has parts that are not read (semi-continuous variables).
    """
    try:
        import highspy
    except ImportError as error:
        raise InputError("LP files need an extra: pip install 'holdtrue[optimization]'") from error
    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS' own signature
    if highs.readModel(str(path)) == highspy.HighsStatus.kError:
        raise ProblemError(f"{path}: HiGHS cannot read it as an LP or MPS file")
    model = highs.getModel()
    lp = model.lp_
    if not lp.num_col_:
        raise ProblemError(f"{path}: there are no variables in it")
    names = list(lp.col_names_) or [f"x{k}" for k in range(lp.num_col_)]
    whole = _whole(path, highspy, lp)
    sense = "max" if lp.sense_ == highspy.ObjSense.kMaximize else "min"
    quadratic = _quadratic(model.hessian_, names)
    return Problem(
        name=path.stem,
        kind="qp" if quadratic else "milp" if any(whole) else "lp",
        variables=tuple(
            Variable(name=n, lower=_number(low), upper=_number(high), integer=w)
            for n, low, high, w in zip(names, lp.col_lower_, lp.col_upper_, whole, strict=True)
        ),
        constraints=tuple(_rows(lp, names)),
        objective=Objective(
            sense="max" if sense == "max" else "min",
            coefficients=row_of(np.asarray(lp.col_cost_), names),
            quadratic=quadratic,
            constant=float(lp.offset_),
        ),
        digits=digits,
    )


def _whole(path: Path, highspy: Any, lp: Any) -> list[bool]:
    kinds = list(lp.integrality_) or [highspy.HighsVarType.kContinuous] * lp.num_col_
    read = {highspy.HighsVarType.kContinuous: False, highspy.HighsVarType.kInteger: True}
    if not all(kind in read for kind in kinds):
        raise ProblemError(f"{path}: semi-continuous variables are not read")
    return [read[kind] for kind in kinds]


def _rows(lp: Any, names: list[str]) -> list[Constraint]:
    from scipy import sparse

    parts = (
        np.asarray(lp.a_matrix_.value_),
        np.asarray(lp.a_matrix_.index_),
        np.asarray(lp.a_matrix_.start_),
    )
    shape = (lp.num_row_, lp.num_col_)
    by_column = "kColwise" in str(lp.a_matrix_.format_)
    table = (sparse.csc_array if by_column else sparse.csr_array)(parts, shape=shape).tocsr()
    called = list(lp.row_names_) or [f"row {k}" for k in range(lp.num_row_)]
    rows: list[Constraint] = []
    for k, name in enumerate(called):
        own = slice(table.indptr[k], table.indptr[k + 1])
        coefficients = {
            names[j]: float(value) for j, value in zip(table.indices[own], table.data[own], strict=True)
        }
        rows += ranged("rows", name, coefficients, _number(lp.row_lower_[k]), _number(lp.row_upper_[k]))
    return rows


def _quadratic(hessian: Any, names: list[str]) -> dict[tuple[str, str], float]:
    """HiGHS keeps the lower triangle of the matrix whose half is the objective's."""
    found: dict[tuple[str, str], float] = {}
    starts = list(hessian.start_)
    for column in range(hessian.dim_):
        for at in range(starts[column], starts[column + 1]):
            row, value = int(hessian.index_[at]), float(hessian.value_[at])
            found[names[row], names[column]] = value if row != column else value / 2.0
    return found


def _number(value: float) -> float:
    return math.copysign(math.inf, value) if abs(value) >= 1e30 else float(value)
