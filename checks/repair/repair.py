"""Makes of a hand-off that does not hold one that does, wherever it is certain how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.engine import check
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.repair.certain import certain
from holdtrue.checks.repair.declared import candidates
from holdtrue.checks.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Repaired:
    """A result put right, as far as that is certain."""

    artifact: Artifact
    """What takes the place of the step's result."""

    verdict: Verdict
    """What a check of it says; where it does not pass, what is left is what no rule could restore."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left that is wrong."""
        return self.verdict.outcome == "pass"


def repair(handoff: HandOff, verdict: Verdict | None = None) -> Artifact | None:
    """The step's result with its legitimate changes kept and everything forbidden undone.

    Args:
        handoff: A hand-off.
        verdict: What a check of it said; it is checked where none is given.

    Returns:
        None where there is nothing to repair, or nothing of it that is certain. What is returned was checked with the
        same contract: it passes, or less of it is wrong and nothing that was not before. With a contract of clauses,
        what is merely unexplained is left alone.

    Raises:
        ContractError: The user's contract names what was not handed over.
    """
    repaired = repairing(handoff, verdict)
    return repaired.artifact if repaired else None


def repairing(
    handoff: HandOff,
    verdict: Verdict | None = None,
    *,
    judge: Callable[[HandOff], Verdict] = check,
) -> Repaired | None:
    """As `repair`, with the verdict on what is returned.

    Args:
        handoff: A hand-off.
        verdict: What a check of it said.
        judge: The check that a repair must stand.

    Raises:
        ContractError: The user's contract names what was not handed over.
    """
    verdict = verdict or judge(handoff)
    clauses = bool(handoff.contract.clauses)
    if verdict.outcome == "pass" or (clauses and verdict.outcome == "warn"):
        return None
    best: Repaired | None = None
    for artifact in _distinct(handoff, verdict):
        judged = judge(replace(handoff, after=artifact))
        if judged.outcome == "pass":
            return Repaired(artifact, judged)
        if _better(judged, best.verdict if best else verdict, verdict):
            best = Repaired(artifact, judged)
    return best


def _distinct(handoff: HandOff, verdict: Verdict) -> Iterator[Artifact]:
    """Each different attempt once."""
    checker = handoff.contract.checker
    seen = [dict(handoff.after)]
    if checker is not None:
        made = checker.put_right(handoff)
        found = iter([made] if made is not None else [])
    else:
        found = candidates(handoff) if handoff.contract.clauses else certain(handoff, verdict)
    for artifact in found:
        if dict(artifact) not in seen and not artifact.is_empty:
            seen.append(dict(artifact))
            yield artifact


def _better(judged: Verdict, best: Verdict, first: Verdict) -> bool:
    """Whether less is forbidden, or the same and less unexplained, and nothing that was not so at first.

    What came in stays as long as something else is wrong: it may be what is missed elsewhere.
    """
    left, known = _wrong(judged), _wrong(first)
    taken = any(kind.endswith((".added", ".kept")) for _, kind, _ in known - left)
    return _weight(judged) < _weight(best) and not left - known and not taken


def _wrong(verdict: Verdict) -> Counter[tuple[str, str, str]]:
    return Counter((f.standing, f.kind, f.message) for f in verdict.findings if f.standing != "noted")


def _weight(verdict: Verdict) -> tuple[int, int]:
    standings = Counter(f.standing for f in verdict.findings)
    return standings["forbidden"], standings["unexplained"]
