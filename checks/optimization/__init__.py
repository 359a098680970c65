"""Optimisation problems whose answers can be checked: statements, residuals by family, certified optima."""

from holdtrue.checks.optimization.certificate import Certificate
from holdtrue.checks.optimization.errors import AnswerError, ProblemError, UnsolvedError
from holdtrue.checks.optimization.evaluate import Evaluation, evaluate
from holdtrue.checks.optimization.family import Family
from holdtrue.checks.optimization.optimum import Optimum
from holdtrue.checks.optimization.problem import Constraint, Objective, Problem, Structure, Variable
from holdtrue.checks.optimization.solve import certify

__all__ = [
    "AnswerError",
    "Certificate",
    "Constraint",
    "Evaluation",
    "Family",
    "Objective",
    "Optimum",
    "Problem",
    "ProblemError",
    "Structure",
    "UnsolvedError",
    "Variable",
    "certify",
    "evaluate",
]
