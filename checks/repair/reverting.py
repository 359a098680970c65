"""The most certain repair: what had to stay, and did not, is put back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.contract import Contract
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.repair.patch import Patch, patched
from holdtrue.checks.verdict import Verdict


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
    if not forbidden or any(finding.kind.endswith((".moved", ".order")) for finding in forbidden):
        return None
    patches: dict[str, list[Patch]] = defaultdict(list)
    files = dict(handoff.after.files)
    for finding in forbidden:
        before, after = finding.before, finding.after
        if before is None or after is None or files[after.file][after.start : after.end] != after.text:
            return None
        patches[after.file].append(Patch(after.start, after.end, before.text))
    for file, changes in patches.items():
        if any(second.start < first.end for first, second in pairwise(sorted(set(changes)))):
            return None
        files[file] = patched(files[file], changes)
    return Artifact(files)


def _as_before(handoff: HandOff) -> Artifact | None:
    """What was handed over, under the names that the result has."""
    before, after = handoff.before.files, handoff.after.files
    if len(before) == len(after) == 1:
        return Artifact(dict(zip(after, before.values(), strict=True)))
    return handoff.before if before.keys() == after.keys() else None
