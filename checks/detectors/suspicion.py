"""Differences that no contract decides, weighed by what else happened and by what was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading
from holdtrue.checks.suspicion.kinds import WEIGHED

if TYPE_CHECKING:
    from holdtrue.checks.suspicion.weigh import Weighing

Weigh: TypeAlias = "Callable[[Reading, Sequence[Finding]], Weighing]"
"""Weighs the differences of a hand-off, given what other detectors found."""


def weigh_reading(reading: Reading, found: Sequence[Finding]) -> Weighing:
    """Weigh the differences of a hand-off by the weights that are shipped."""
    from holdtrue.checks.suspicion.weigh import (
        weigh,  # with laws and prose, a third of the import of this package
    )

    return weigh(
        reading.handoff.instruction,
        [page.document for page in reading.before],
        [page.document for page in reading.after],
        found,
        reading.in_time,
    )


_SETTLED = 0.99
"""How likely damage is where something forbidden was found: parts left out, a file that cannot be read any more."""


class Suspicion:
    """Runs where nobody declared a contract, after the detectors that need none.

    Attributes:
        settled: What other detectors found that stands, whatever was asked.
        damage: The likelihood of damage, in [0, 1]; 0 where nothing was there to be weighed, near 1 where something that
            is forbidden whatever was asked settles it.
    """

    def __init__(self, found: Iterable[Finding], weigher: Weigh) -> None:
        self._found = tuple(found)
        self._weigher = weigher
        self.settled = tuple(finding for finding in self._found if finding.kind not in WEIGHED)
        self.damage = _SETTLED if any(f.standing == "forbidden" for f in self.settled) else 0.0

    def detect(self, reading: Reading) -> Iterator[Finding]:
        """Weigh every difference and tell the likeliest damage."""
        if reading.unchanged or not reading.arrived:
            return
        from holdtrue.checks.suspicion.findings import findings

        weighing = self._weigher(reading, self._found)
        yield from findings(weighing)
        self.damage = max(self.damage, weighing.damage)


@dataclass(frozen=True, slots=True)
class SuspicionDetector(Detector):
    """The detector whose findings rest on those of the others, and decide the score with them; see `suspicion`."""

    weigher: Weigh = weigh_reading
    """Weighs the differences."""


def suspicion(weigher: Weigh = weigh_reading) -> SuspicionDetector:
    """The detector for hand-offs that nobody declared a contract for, by these weights."""
    return SuspicionDetector("suspicion", partial(_alone, weigher), frozenset({"weights"}), weigher)


def _alone(weigher: Weigh, reading: Reading) -> Iterator[Finding]:
    yield from Suspicion((), weigher).detect(reading)
