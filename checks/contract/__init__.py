"""The contract language: what a step may change, typed, composable, the same in Python, YAML, JSON and one line."""

from holdtrue.checks.contract.checker import Checker
from holdtrue.checks.contract.clauses import CLAUSES, Clause
from holdtrue.checks.contract.contract import Contract
from holdtrue.checks.contract.modes import DecidedBy, FactType, Freedom, Mode, Source
from holdtrue.checks.contract.schema import reference, schema

__all__ = [
    "CLAUSES",
    "Checker",
    "Clause",
    "Contract",
    "DecidedBy",
    "FactType",
    "Freedom",
    "Mode",
    "Source",
    "reference",
    "schema",
]
