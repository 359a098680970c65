"""The interface of a policy, and how a name becomes one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action, Record


class Policy(ABC):
    """Decides what happens to a hand-off once it has been judged.

    A guard asks `decide` for the action, writes the record that names it, then calls `enforce`.
    """

    withholds: ClassVar[bool] = False
    """Whether a streamed result is held back until it has been checked."""

    strict: ClassVar[bool] = False
    """Whether trouble in Holdtrue itself (a check or a ledger that fails) stops the pipeline."""

    @abstractmethod
    def decide(self, verdict: Verdict | None) -> Action:
        """Name the action for a verdict, None where the check could not be made; changes nothing."""

    def __str__(self) -> str:
        """Its name, as `resolve` reads it."""
        return type(self).__name__.lower()

    def enforce(self, record: Record) -> None:  # noqa: B027  # doing nothing is the right default
        """Carry out what the record says was decided; may warn or raise."""


def resolve(policy: Policy | str) -> Policy:
    """Return the policy, or the one of that name: `observe`, `warn` or `block`.

    Raises:
        InputError: No policy has that name.
    """
    if isinstance(policy, Policy):
        return policy
    from holdtrue.middleware.policies import Block, Observe, Warn

    named: dict[str, type[Policy]] = {"observe": Observe, "warn": Warn, "block": Block}
    if policy not in named:
        msg = f"unknown policy {policy!r}; one of {', '.join(named)}"
        raise InputError(msg)
    return named[policy]()
