"""Problems out of what users already have: arrays, solver models, files, networks, Pydantic classes."""

from holdtrue.checks.optimization.importers.arrays import from_linprog
from holdtrue.checks.optimization.importers.cvxpy_model import from_cvxpy
from holdtrue.checks.optimization.importers.files import from_file
from holdtrue.checks.optimization.importers.ortools_model import from_ortools
from holdtrue.checks.optimization.importers.power import from_power_case
from holdtrue.checks.optimization.importers.pydantic_model import constraint, from_pydantic, objective

__all__ = [
    "constraint",
    "from_cvxpy",
    "from_file",
    "from_linprog",
    "from_ortools",
    "from_power_case",
    "from_pydantic",
    "objective",
]
