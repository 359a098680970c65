"""Contracts that several pipelines hold their steps to."""

from __future__ import annotations

from typing import get_args

from holdtrue.checks import Contract
from holdtrue.checks.contract import FactType

ANYTHING = Contract.derive(free=get_args(FactType))
"""Of what tools, arithmetic or a model's memory give: nothing that came before could hold it."""

NAMED = Contract.compress(free=["id"])
"""Of plans, chains and decompositions: the names of results are new, every number and name is one that was there."""
