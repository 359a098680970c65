"""The interface of a policy, and how a name becomes one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from holdtrue.checks import InputError
from holdtrue.middleware.policies.remedy import Remedy

if TYPE_CHECKING:
    from holdtrue.checks import Verdict
    from holdtrue.middleware.record import Action, Record


class Policy(ABC):
    """Decides what happens to a hand-off once it has been judged.

    A guard first has the remedies tried on a hand-off that does not hold. Then it asks `decide` for the action on what
    is left, writes the record that names it, and calls `enforce`.
    """

    withholds: ClassVar[bool] = False
    """Whether a streamed result is held back until it has been checked."""

    strict: ClassVar[bool] = False
    """Whether trouble in Holdtrue itself (a check or a ledger that fails) stops the pipeline."""

    remedies: tuple[Remedy, ...] = ()
    """What is tried to put a hand-off right, in this order."""

    durable: bool = False
    """Whether a step's result must outlast a pause of the graph that it runs in."""

    @abstractmethod
    def decide(self, verdict: Verdict | None) -> Action:
        """Name the action for a verdict, None where the check could not be made; changes nothing."""

    def __str__(self) -> str:
        """Its name, as `resolve` reads it."""
        return type(self).__name__.lower()

    def enforce(self, record: Record) -> None:  # noqa: B027  # doing nothing is the right default
        """Carry out what the record says was decided; may warn or raise."""


PolicyLike = Policy | Remedy | str | Sequence[Policy | Remedy | str]
"""What `resolve` makes a policy of."""


def resolve(policy: PolicyLike) -> Policy:
    """Return the policy, or the one of that name, or remedies in order with what is done when none of them helps.

    Names: `observe`, `warn`, `block`; `retry`, `repair`, `human` for remedies. Remedies that no policy follows end in
    `warn`.

    Raises:
        InputError: No policy has that name, or a policy stands before another.
    """
    from holdtrue.middleware.policies import InOrder, Warn

    if isinstance(policy, Policy):
        return policy
    items = [policy] if isinstance(policy, str | Remedy) or not isinstance(policy, Sequence) else policy
    found = [_named(item) for item in items]
    remedies = tuple(item for item in found if isinstance(item, Remedy))
    policies = [item for item in found if isinstance(item, Policy)]
    if len(policies) == 1 and not remedies:
        return policies[0]
    if not remedies or len(policies) > 1 or (policies and found[-1] is not policies[0]):
        msg = "remedies come first, and one policy may follow them, as in ['repair', 'retry', 'block']"
        raise InputError(msg)
    return InOrder(remedies, policies[0] if policies else Warn())


def _named(policy: Policy | Remedy | str) -> Policy | Remedy:
    from holdtrue.middleware.policies import Block, Human, Observe, Repair, Retry, Warn

    if isinstance(policy, Policy | Remedy):
        return policy
    named: dict[str, type[Policy | Remedy]] = {
        "observe": Observe,
        "warn": Warn,
        "block": Block,
        "retry": Retry,
        "repair": Repair,
        "human": Human,
    }
    if not isinstance(policy, str) or policy not in named:
        hint = "; escalation names where to: Escalate(chain)" if policy == "escalate" else ""
        msg = f"unknown policy {policy!r}; one of {', '.join(named)}{hint}"
        raise InputError(msg)
    return named[policy]()
