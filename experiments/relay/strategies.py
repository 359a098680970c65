"""The strategies by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from holdtrue.checks import InputError
from holdtrue.experiments.relay.decomposed import decomposed
from holdtrue.experiments.relay.monolithic import monolithic

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay.task import Task

Strategy = Callable[["Model", "Task"], "Runnable[str, str]"]
"""Makes the chain for one hop: from a document to the document edited by the model."""

STRATEGIES: dict[str, Strategy] = {"monolithic": monolithic, "decomposed": decomposed}
"""The ways of doing the same edit."""


def strategy_named(name: str) -> Strategy:
    """The strategy of that name.

    Raises:
        InputError: There is none.
    """
    if name not in STRATEGIES:
        msg = f"unknown strategy {name!r}; one of {', '.join(STRATEGIES)}"
        raise InputError(msg)
    return STRATEGIES[name]
