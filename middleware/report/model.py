"""What a report says, before it is put into any format."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from holdtrue.checks import Finding
from holdtrue.middleware.ledger import GENESIS, StoredRecord

MEASURED = "integrity"
"""Key of `Record.extra` for what an experiment measured: the share of the right answer in what came out, in [0, 1].

The right answer is what the whole run should have made of its first document, not what this step should have made of
what it was given: so the values form a curve.
"""

STOPPED = ("blocked", "rejected")
"""Actions after which nothing is handed on."""

LABEL = "label"
"""Key of `Record.extra` under which a caller puts a short name of the run, such as `bare` or `guarded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One hand-off of a run."""

    number: int
    """Position in the run, from 1; nested and superseded hand-offs carry that of the hop they belong to."""

    stored: StoredRecord
    """The hand-off as the ledger holds it."""

    score: float | None
    """Integrity of this hand-off alone, as the check estimates it; None where there is no verdict."""

    integrity: float
    """Product of the scores so far: the estimate of what is still intact since the run began.

    A hand-off that was stopped handed nothing on, so it costs nothing.
    """

    measured: float | None
    """Share of the right answer in what came out, stopped or not, where an experiment knew it."""

    nested: tuple[Hop, ...] = ()
    """Hand-offs that happened inside this one, in the order of writing."""

    superseded: tuple[Hop, ...] = ()
    """Earlier tries at the same step, which nothing was built on."""

    @property
    def outcome(self) -> str:
        """`pass`, `warn`, `fail`, or `none` where there is no verdict."""
        verdict = self.stored.record.verdict
        return verdict.outcome if verdict is not None else "none"

    @property
    def stopped(self) -> bool:
        """Whether the policy let nothing through."""
        return self.stored.record.action in STOPPED

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the check found at this hand-off."""
        verdict = self.stored.record.verdict
        return verdict.findings if verdict is not None else ()

    def walk(self) -> Iterator[Hop]:
        """This hand-off and all that belong to it."""
        yield self
        for inner in (*self.superseded, *self.nested):
            yield from inner.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One pipeline run."""

    id: str
    """The run's identifier."""

    label: str
    """A short name to tell it from the others by."""

    started: datetime
    """When its first step began."""

    hops: tuple[Hop, ...]
    """Its hand-offs outside of any other, in order."""

    @property
    def integrity(self) -> float:
        """Estimate of what is intact at the end."""
        return self.hops[-1].integrity

    @property
    def measured(self) -> float | None:
        """Share of the right answer in what was handed on last; None where nothing was measured."""
        return self.measurements[-1][1] if self.measurements else None

    @property
    def measurements(self) -> tuple[tuple[int, float], ...]:
        """Hop by hop, its number and the share of the right answer in what was handed on.

        A hand-off that was stopped handed nothing on: the share stays what it was before.
        """
        curve: list[tuple[int, float]] = []
        share = 1.0
        for hop in self.hops:
            if hop.measured is not None:
                share = share if hop.stopped else hop.measured
                curve.append((hop.number, share))
        return tuple(curve)

    @property
    def outcomes(self) -> Mapping[str, int]:
        """Hops by outcome."""
        return Counter(hop.outcome for hop in self.hops)

    @property
    def first_trouble(self) -> Hop | None:
        """The hop since which the run cannot be relied on: the first that failed, else the first not confirmed.

        Those that were stopped do no harm and are not meant.
        """
        through = [hop for hop in self.hops if not hop.stopped]
        return next((hop for outcome in ("fail", "warn") for hop in through if hop.outcome == outcome), None)

    @property
    def stopped(self) -> tuple[Hop, ...]:
        """The hops at which the policy let nothing through."""
        return tuple(hop for hop in self.hops if hop.stopped)

    def walk(self) -> Iterator[Hop]:
        """Every hand-off of the run, each followed by those that belong to it."""
        for hop in self.hops:
            yield from hop.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is reported about one or more runs."""

    runs: tuple[Run, ...]
    """In the order in which they were asked for."""

    head: str
    """Hash of a record that pins the ledger's state: `holdtrue ledger verify --head` checks it later."""


def build(records: Iterable[StoredRecord], *, head: str | None = None) -> Report:
    """Arrange hand-offs, as the ledger returns them, into runs.

    Args:
        records: Of one run or several; runs keep the order in which they first appear.
        head: The ledger's head; the newest of the records stands in for it.
    """
    by_run: dict[str, list[StoredRecord]] = {}
    for stored in records:
        by_run.setdefault(stored.record.run, []).append(stored)
    newest = max((stored for group in by_run.values() for stored in group), key=lambda s: s.seq, default=None)
    return Report(
        runs=tuple(_run(name, group) for name, group in by_run.items()),
        head=head or (newest.hash if newest is not None else GENESIS),
    )


def _run(name: str, records: list[StoredRecord]) -> Run:
    parents = {stored.record.id: stored.record.parent for stored in records}
    inside: dict[str, list[StoredRecord]] = {}
    top: list[StoredRecord] = []
    for stored in sorted(records, key=lambda s: s.seq):
        parent = stored.record.parent
        # A hand-off whose surroundings were never written (the process died) stands for itself.
        if parent is None or parent not in parents or _runs_in_a_circle(stored.record.id, parents):
            top.append(stored)
        else:
            inside.setdefault(parent, []).append(stored)
    if all(stored.record.hop is not None for stored in top):
        top.sort(key=lambda s: (s.record.hop, s.seq))
    labels = (stored.record.extra.get(LABEL) for stored in records)
    return Run(
        id=name,
        label=next((label for label in labels if isinstance(label, str) and label), name[:8]),
        started=min(stored.record.time for stored in records),
        hops=tuple(_hops(top, inside)),
    )


def _runs_in_a_circle(start: str, parents: Mapping[str, str | None]) -> bool:
    """Whether the hand-off is, over some others, its own parent."""
    seen: set[str] = set()
    above = parents[start]
    while above is not None and above not in seen:
        if above == start:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def _hops(top: list[StoredRecord], inside: Mapping[str, list[StoredRecord]]) -> Iterator[Hop]:
    integrity = 1.0
    for place, tries in enumerate(_tries(top), start=1):
        final = tries[-1]
        number = final.record.hop or place
        score = _score(final)
        if score is not None and final.record.action not in STOPPED:
            integrity *= score
        yield Hop(
            number=number,
            stored=final,
            score=score,
            integrity=integrity,
            measured=_share(final.record.extra.get(MEASURED)),
            nested=tuple(_belonging(inside.get(final.record.id, []), number, inside)),
            superseded=tuple(_belonging(tries[:-1], number, inside)),
        )


def _tries(top: list[StoredRecord]) -> Iterator[list[StoredRecord]]:
    """Neighbouring tries at one step, together."""
    together: list[StoredRecord] = []
    for stored in top:
        again = together and (
            stored.record.step == together[-1].record.step
            and stored.record.hop == together[-1].record.hop
            and stored.record.attempt > together[-1].record.attempt
        )
        if together and not again:
            yield together
            together = []
        together = [*together, stored]
    if together:
        yield together


def _belonging(
    records: list[StoredRecord], number: int, inside: Mapping[str, list[StoredRecord]]
) -> Iterator[Hop]:
    for stored in records:
        score = _score(stored)
        yield Hop(
            number=number,
            stored=stored,
            score=score,
            integrity=1.0 if score is None else score,
            measured=_share(stored.record.extra.get(MEASURED)),
            nested=tuple(_belonging(inside.get(stored.record.id, []), number, inside)),
        )


def _score(stored: StoredRecord) -> float | None:
    verdict = stored.record.verdict
    return _share(verdict.score) if verdict is not None else None


def _share(value: object) -> float | None:
    """The value where it is a number, kept within [0, 1]."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return min(max(float(value), 0.0), 1.0)
