"""What a judge may be asked about in a hand-off: what the check could not explain, then every difference that it let pass.

Where the instruction alone decides, the check weighs each difference and tells the few likeliest ones. Most damage is
among the others still, ranked well, but not so surely that a warning would be right. These places a judge is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.checks import Finding, HandOff, Place, Verdict
from holdtrue.checks.detectors import DEFAULT
from holdtrue.checks.detectors.suspicion import SuspicionDetector, Weigh, weigh_reading
from holdtrue.checks.reading import Reading
from holdtrue.checks.suspicion.kinds import WEIGHED

if TYPE_CHECKING:
    from holdtrue.checks.suspicion.suspects import Suspect


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a judge may be asked about."""

    finding: Finding
    """What is told of it, or would be where the judge takes it for damage."""

    before: Place | None
    """Where it stood."""

    after: Place | None
    """Where it stands."""

    likelihood: float
    """How likely it is damage, in [0, 1], as the check weighed it; 0 where it did not."""

    position: int | None = None
    """Position of the finding in the verdict; None where the verdict does not tell it."""

    records: tuple[Place, Place] | None = None
    """The records around it on both sides, where they are known."""

    rule: str = ""
    """The rule that nearly explains it."""

    is_doubt: bool = False
    """Whether the check could not explain it; else it let it pass."""


def open_to_judgement(finding: Finding) -> bool:
    """Whether a model may be asked about it: what is unexplained, unless the check itself failed."""
    return finding.standing == "unexplained" and finding.family != "check"


def doubts(handoff: HandOff, verdict: Verdict) -> Iterator[Candidate]:
    """What the check could not explain, the worst first."""
    declared = handoff.decided_by not in ("weights", "mode")
    for position, finding in enumerate(verdict.findings):
        if open_to_judgement(finding):
            # What changed, the lines show themselves; which clause it broke, they do not.
            rule = finding.message if declared else ""
            yield Candidate(finding, finding.before, finding.after, 0.0, position, rule=rule, is_doubt=True)


def differences(handoff: HandOff, verdict: Verdict, weigh: Weigh = weigh_reading) -> Iterator[Candidate]:
    """What the check weighed, the likeliest damage first; nothing where a contract decides, or the check failed.

    Args:
        handoff: The hand-off.
        verdict: What the check says of it.
        weigh: Weighs its differences; by the weights that are shipped unless others are to be measured.
    """
    if handoff.decided_by != "weights" or any(finding.family == "check" for finding in verdict.findings):
        return
    from holdtrue.checks.suspicion.findings import finding_of  # as the check itself, only where it is needed

    reading = Reading(handoff)
    if reading.unchanged or not reading.arrived:
        return
    delivered = [
        finding
        for detector in DEFAULT
        if "weights" in detector.serves and not isinstance(detector, SuspicionDetector)
        for finding in detector.detect(reading)
    ]
    told = {(finding.kind, finding.before, finding.after): at for at, finding in enumerate(verdict.findings)}
    for item in weigh(reading, delivered).differences:
        suspect = item.suspect
        if (suspect.before is None and suspect.after is None) or (
            suspect.kind and suspect.kind not in WEIGHED
        ):
            continue
        finding = finding_of(suspect, "forbidden")
        yield Candidate(
            finding,
            suspect.before,
            suspect.after,
            item.likelihood,
            told.get((finding.kind, finding.before, finding.after)),
            (suspect.pair.before.place, suspect.pair.after.place) if suspect.pair else None,
            _rule(suspect),
        )


def _rule(suspect: Suspect) -> str:
    """What others obey and this does not; else what happened, where the lines do not show it."""
    if suspect.law is not None:
        law = suspect.law
        return f"{law.says} in {law.obeying} of {law.obeying + len(law.breaks)} places, not here"
    if suspect.sort == "missed" and suspect.edit is not None:
        was, became = (
            " ".join(token.text for token in said) for said in (suspect.edit.before, suspect.edit.after)
        )
        return f"elsewhere {was} became {became}"
    return suspect.sort if suspect.sort in ("moved", "copied", "twin") else ""
