"""The most certain repair: what had to stay, and did not, is put back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from holdtrue.checks import Artifact, Contract, Finding, HandOff, Place, Verdict


def revert(handoff: HandOff, verdict: Verdict) -> Artifact | None:
    """The result with every forbidden change taken back; None where that is not certain.

    Only under a contract of mode `preserve`, whatever places it excepts, and only if each forbidden finding quotes both
    sides. Where nothing at all may change, what was handed over is the repair.
    """
    contract = handoff.contract
    if contract.mode != "preserve":
        return None
    if contract == replace(Contract.preserve(), source=contract.source):
        return _as_before(handoff)
    forbidden = [finding for finding in verdict.findings if finding.standing == "forbidden"]
    if not forbidden or not all(_quotes_both(finding) for finding in forbidden):
        return None
    patches: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    for finding in forbidden:
        if finding.before is not None and finding.after is not None:
            patches[finding.after.file].append((finding.after, finding.before.text))
    files = dict(handoff.after.files)
    for file, changes in patches.items():
        text = _patched(files[file], changes)
        if text is None:
            return None
        files[file] = text
    return Artifact(files)


def _as_before(handoff: HandOff) -> Artifact | None:
    """What was handed over, under the names that the result has."""
    before, after = handoff.before.files, handoff.after.files
    if len(before) == len(after) == 1:
        return Artifact(dict(zip(after, before.values(), strict=True)))
    return handoff.before if before.keys() == after.keys() else None


def _quotes_both(finding: Finding) -> bool:
    """Whether it says what stood there and what stands there now, and is not about things in another order."""
    return finding.before is not None and finding.after is not None and not finding.kind.endswith(".moved")


def _patched(text: str, changes: list[tuple[Place, str]]) -> str | None:
    """The text with each place replaced; None where places overlap without being one."""
    pieces: list[str] = []
    end = 0
    for place, put in sorted(set(changes), key=lambda change: (change[0].start, change[0].end)):
        if place.start < end or text[place.start : place.end] != place.text:
            return None
        pieces += [text[end : place.start], put]
        end = place.end
    return "".join([*pieces, text[end:]])
