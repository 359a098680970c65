"""A hand-off against the first document of its run, so that many small passes do not add up unseen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from holdtrue.checks import Contract, HandOff
from holdtrue.checks.contract.modes import FactType, Mode

if TYPE_CHECKING:
    from holdtrue.middleware.ledger import Ledger

_WIDTH: tuple[Mode, ...] = ("preserve", "transform", "derive", "compress")
"""Modes from the narrowest to the widest."""


def since_source(ledger: Ledger, run: str, handoff: HandOff) -> HandOff | None:
    """The hand-off as if it came straight from the run's first document, under what all steps since were allowed.

    None where it does come from there, where the run has none before it, or the ledger does not hold its text.
    """
    origin = ledger.origin(run)
    if origin is None or origin.before is None or dict(origin.before) == dict(handoff.before):
        return None
    return HandOff(origin.before, handoff.after, "", joined([*origin.contracts, handoff.contract]))


def joined(contracts: Iterable[Contract]) -> Contract:
    """What steps may change together: nothing where none may; else what any one of them may, told by nobody.

    Facts that a clause changes, as by a scale, are free: by which rule they changed cannot be told over several steps.
    """
    held = list(contracts)
    if all(each.mode == "preserve" and not each.clauses for each in held):
        return Contract.preserve()
    mode = max((each.mode for each in held), key=_WIDTH.index)
    if any(each.clauses or each.checker is not None for each in held):
        free = frozenset(get_args(FactType))
    else:
        free = frozenset[FactType]().union(*(each.free for each in held))
    return Contract("transform" if mode == "preserve" else mode, free, "default")
