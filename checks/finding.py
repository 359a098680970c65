"""One thing that is wrong, or worth a note, with the place that proves it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Standing = Literal["forbidden", "unexplained", "noted"]
"""Whether the contract lets it pass.

`forbidden`: no honest reading of the contract allows it. `unexplained`: it cannot be confirmed as allowed.
`noted`: allowed, and worth knowing.
"""

Severity = Literal["minor", "major", "critical"]
"""How much harm it does if nobody notices."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one file."""

    file: str
    """The file's name."""

    start: int
    """Offset of the first character, in code points from the start of the file."""

    end: int
    """Offset just after the last character."""

    line: int
    """Number of the line that holds `start`, counted from 1."""

    text: str
    """The stretch itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between what was handed over and what may be."""

    kind: str
    """`family.what`, for example `number.changed` or `transport.refusal`."""

    standing: Standing
    """Whether the contract lets it pass."""

    severity: Severity
    """How much harm it does if nobody notices."""

    message: str
    """One sentence for a person who did not write the chain."""

    before: Place | None = None
    """Evidence on the side that was handed over; None where nothing stood."""

    after: Place | None = None
    """Evidence on the side that came out; None where nothing stands."""

    @property
    def family(self) -> str:
        """The part of `kind` before the dot."""
        return self.kind.partition(".")[0]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)
