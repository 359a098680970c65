"""Which hand-offs and findings a page lists when there are too many to read, and how many it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from holdtrue.checks import Finding
from holdtrue.middleware.report.evidence import Excerpt, excerpts
from holdtrue.middleware.report.model import Hop, Run

MOST_HOPS = 400
"""Hand-offs of a run that a page lists; those that did not hold come first."""

MOST_FINDINGS = 200
"""Findings of a run that a page lists; the worst come first."""

_STANDINGS = ("forbidden", "unexplained", "noted")
_SEVERITIES = ("critical", "major", "minor")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with its evidence."""

    finding: Finding
    before: Excerpt | None
    after: Excerpt | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A hand-off with the findings of it that are shown."""

    hop: Hop
    shown: tuple[Shown, ...]


def listed_hops(run: Run) -> tuple[list[Hop], int]:
    """The hand-offs to list, in order, and how many are left out."""
    if len(run.hops) <= MOST_HOPS:
        return list(run.hops), 0
    ranked = sorted(range(len(run.hops)), key=lambda place: (run.hops[place].outcome == "pass", place))
    kept = sorted(ranked[:MOST_HOPS])
    return [run.hops[place] for place in kept], len(run.hops) - len(kept)


def listed_findings(run: Run) -> tuple[list[Trouble], int]:
    """The findings to list, grouped by hand-off and in order, and how many are left out."""
    found = [
        (_rank(finding), place, hop, finding)
        for place, hop in enumerate(run.walk())
        for finding in hop.findings
    ]
    kept = sorted(found, key=lambda entry: entry[:2])[:MOST_FINDINGS]
    troubles: dict[int, Trouble] = {}
    for _, place, hop, finding in sorted(kept, key=lambda entry: (entry[1], entry[0])):
        so_far = troubles[place].shown if place in troubles else ()
        shown = Shown(finding, *excerpts(hop.stored, finding))
        troubles[place] = Trouble(hop, (*so_far, shown))
    return list(troubles.values()), len(found) - len(kept)


def _rank(finding: Finding) -> tuple[int, int]:
    return _STANDINGS.index(finding.standing), _SEVERITIES.index(finding.severity)
