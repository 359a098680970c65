"""Runs the detectors over a hand-off and weighs what they found."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from holdtrue.checks.detectors import DEFAULT, Detector
from holdtrue.checks.detectors.suspicion import Suspicion, SuspicionDetector
from holdtrue.checks.embed import Embed
from holdtrue.checks.errors import ContractError, OutOfTime
from holdtrue.checks.finding import Finding, Place, Severity, Standing
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.reading import Reading
from holdtrue.checks.scoring import integrity
from holdtrue.checks.verdict import Outcome, Verdict

_STANDINGS: tuple[Standing, ...] = ("forbidden", "unexplained", "noted")
_SEVERITIES: tuple[Severity, ...] = ("critical", "major", "minor")

_LISTED = 200
"""Findings of one kind in one file that a verdict lists one by one; the last of them stands for all further ones."""


def check(
    handoff: HandOff,
    *,
    detectors: Sequence[Detector] = DEFAULT,
    embed: Embed | None = None,
    deadline: float | None = None,
) -> Verdict:
    """Decide whether a hand-off changed something that its contract does not allow.

    Args:
        handoff: What was handed over, what was asked, what came out.
        detectors: What to look for.
        embed: A sentence-embedding model; without one, meaning is not compared.
        deadline: When to stop, on the clock of `time.monotonic`. The detector at work stops where it next asks for the
            time; those that have not begun are left out. Both are findings.

    A detector that crashes is a finding too, and the others still run.

    Raises:
        ContractError: The user's contract names what was not handed over.
    """
    started = time.perf_counter()
    reading = Reading(handoff, embed, deadline)
    decided_by = handoff.decided_by
    serving = [detector for detector in detectors if decided_by in detector.serves]
    last = next((detector for detector in serving if isinstance(detector, SuspicionDetector)), None)
    others = (detector for detector in serving if detector is not last)
    found = [finding for detector in others for finding in _run(detector, reading, deadline)]
    if last is not None:
        suspicion = Suspicion(found, last.weigher)
        weighed = _run(Detector(last.name, suspicion.detect), reading, deadline)
        found = [*suspicion.settled, *weighed]
        score = min(integrity(handoff, suspicion.settled), 1 - suspicion.damage)
    else:
        score = integrity(handoff, found)
    return Verdict(
        _outcome(found),
        score,
        tuple(sorted(_fold(found, handoff), key=_rank)),
        handoff.contract,
        (time.perf_counter() - started) * 1000,
    )


def _run(detector: Detector, reading: Reading, deadline: float | None) -> list[Finding]:
    if deadline is not None and time.monotonic() >= deadline:
        message = f"the time was up before the {detector.name} check began"
        return [Finding("check.timeout", "unexplained", "major", message)]
    found: list[Finding] = []
    try:
        for finding in detector.detect(reading):
            if not isinstance(finding, Finding):
                raise TypeError(f"it found a {type(finding).__name__}, which is no finding")  # noqa: TRY301
            found.append(finding)
            if deadline is not None and time.monotonic() >= deadline:
                message = f"the time was up before the {detector.name} check ended"
                return [*found, Finding("check.timeout", "unexplained", "major", message)]
    except ContractError:
        raise
    except OutOfTime:
        message = f"the time was up before the {detector.name} check was through"
        found.append(Finding("check.timeout", "unexplained", "major", message))
    except Exception as error:  # noqa: BLE001  # one broken detector must neither stop a pipeline nor pass in silence
        message = f"the {detector.name} check crashed: {type(error).__name__}: {error}"
        found.append(Finding("check.crashed", "unexplained", "major", message))
    return found


def _outcome(findings: Sequence[Finding]) -> Outcome:
    standings = {finding.standing for finding in findings}
    if "forbidden" in standings:
        return "fail"
    return "warn" if "unexplained" in standings else "pass"


def _rank(finding: Finding) -> tuple[int, int, int]:
    """Worst first, then from the top of the document down."""
    place = finding.before or finding.after
    return (
        _STANDINGS.index(finding.standing),
        _SEVERITIES.index(finding.severity),
        place.start if place else -1,
    )


def _fold(findings: Sequence[Finding], handoff: HandOff) -> Iterator[Finding]:
    """Keep a verdict readable and small where a whole document changed."""
    alike: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        before = finding.before.file if finding.before else ""
        after = finding.after.file if finding.after else ""
        alike[finding.kind, finding.standing, before, after].append(finding)
    for group in alike.values():
        yield from group[: _LISTED - 1]
        if len(group) == _LISTED:
            yield group[-1]
        elif len(group) > _LISTED:
            yield _together(group[_LISTED - 1 :], handoff)


def _together(findings: Sequence[Finding], handoff: HandOff) -> Finding:
    """One finding for many of a kind, over the stretch from the first to the last."""
    first = findings[0]
    return Finding(
        first.kind,
        first.standing,
        min((finding.severity for finding in findings), key=_SEVERITIES.index),
        f"{len(findings)} more of this kind, the first of them: {first.message}",
        _span([finding.before for finding in findings if finding.before], handoff.before.files),
        _span([finding.after for finding in findings if finding.after], handoff.after.files),
    )


def _span(places: Sequence[Place], files: Mapping[str, str]) -> Place | None:
    if not places:
        return None
    first = min(places, key=lambda place: place.start)
    end = max(place.end for place in places)
    return Place(first.file, first.start, end, first.line, files[first.file][first.start : end])
