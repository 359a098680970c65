"""A rule that most records of a hand-off obey."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from holdtrue.checks.finding import Place

Family = Literal["value", "choice", "order", "files", "total"]
"""What it rules: the value of a field, which records were taken, their order, the file each went into, a sum."""


Rule = Literal["identity", "factor", "step", "delay", "category", "constant", "own words", "other"]
"""What a value is made of: it is that of another field, a multiple of it, a fixed step or delay away from it; it is the
same for all records of a category (or a multiple), or for all; its words stand in the record it came from."""


_FIRMLY = 6
"""Values that must obey an arithmetic law for it to be firm."""

_FIRM_SHARE = 0.8
"""Share of the values that must."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place that does not obey."""

    before: Place | None
    """What was handed over there."""

    after: Place | None
    """What stands there now; None where the record went."""

    expected: str = ""
    """What would obey, where that can be said."""


@dataclass(frozen=True, slots=True)
class Law:
    """A rule that most records of a hand-off obey."""

    family: Family
    """What it rules."""

    says: str
    """The rule, as the end of a sentence: `gross was multiplied by 0.89`."""

    obeying: int
    """How many places obey."""

    breaks: tuple[Break, ...]
    """The places that do not."""

    fields: tuple[str, ...] = ()
    """Fields that it reads or rules."""

    scope: tuple[str, str, str] | None = None
    """Kind and path of the records, and the field, whose values it rules; None where it rules whole records."""

    rule: Rule = "other"
    """What the values are made of, for laws of values."""

    amount: Decimal | None = None
    """The factor or the step."""

    asked: bool = False
    """Whether the instruction names what the rule turns on."""

    @property
    def is_firm(self) -> bool:
        """Whether so many numbers moved alike that one that did not is an error until somebody says otherwise."""
        return (
            self.rule in ("factor", "step", "delay")
            and self.obeying >= _FIRMLY
            and self.share >= _FIRM_SHARE
            and bool(self.breaks)
        )

    @property
    def share(self) -> float:
        """Share of the places it rules that obey, in [0, 1]."""
        return self.obeying / max(self.obeying + len(self.breaks), 1)
