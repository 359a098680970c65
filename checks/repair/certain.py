"""What can be undone with certainty where no contract says what must come out."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.repair.mojibake import unscrambled
from holdtrue.checks.repair.reverting import revert
from holdtrue.checks.verdict import Verdict


def certain(handoff: HandOff, verdict: Verdict) -> Iterator[Artifact]:
    """What had to stay put back, then misread letters put right."""
    reverted = revert(handoff, verdict)
    if reverted is not None:
        yield reverted
    source = "\n".join(handoff.before.files.values())
    after = reverted or handoff.after
    yield Artifact({name: unscrambled(text, source, handoff.instruction) for name, text in after})
