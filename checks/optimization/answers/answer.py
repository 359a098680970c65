"""What an answer says: the variables' values as printed, the claimed objective, the claimed iterations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from holdtrue.checks.optimization.answers.figure import Figure


@dataclass(frozen=True, slots=True)
class Iterate:
    """One step of a method, as the answer tells it."""

    number: int
    """As the answer counts it."""

    values: Mapping[str, Figure]
    """What it says of the variables; some may be missing."""

    objective: Figure | None = None
    """What it says of the objective."""

    start: int = 0
    """Offset of where it begins."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read out of an answer."""

    text: str
    """The answer itself."""

    values: Mapping[str, Figure]
    """By variable name, in the problem's order; the last that the answer asserts, since it may work towards it."""

    missing: tuple[str, ...] = ()
    """Variables that it says nothing of."""

    extra: tuple[str, ...] = ()
    """Names that look like variables of the problem and are none."""

    objective: Figure | None = None
    """The objective that it claims."""

    iterates: tuple[Iterate, ...] = ()
    """The steps that it claims to have taken, in its order."""

    trouble: str = ""
    """Why it is no answer to the problem at all; empty where it is one."""

    implied: frozenset[str] = field(default=frozenset())
    """Variables whose value is not printed but follows from what is, such as 0 for what was not chosen."""

    @property
    def readable(self) -> bool:
        """Whether each variable has a number."""
        return not self.trouble and not self.missing


NOTHING: Mapping[str, Figure] = MappingProxyType({})
"""No values."""
