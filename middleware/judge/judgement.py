"""What a judge's answers do to a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from holdtrue.checks import Artifact, Finding, HandOff, Place, Verdict
from holdtrue.middleware.asking import Prices, Spending
from holdtrue.middleware.judge.candidates import open_to_judgement
from holdtrue.middleware.judge.questions import Asked, whole_question
from holdtrue.middleware.judge.rubric import RULINGS

_REASON = 300
"""Characters of a judge's reason that are kept."""

_QUOTES = 50
"""Damaged places of a whole-document judge that are kept."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict that a judge has seen."""

    verdict: Verdict
    """The verdict as it now stands."""

    spent: Spending = field(default_factory=Spending)
    """What it took."""

    trouble: str = ""
    """Why the judge gave nothing that could be used, or not all; the verdict is then no better than it was."""

    asked: int = 0
    """How many places were put to the judge."""

    def account(self, handoff: HandOff, prices: Prices | None = None) -> dict[str, Any]:
        """What the judging took, as JSON values, beside the tokens of a question with both documents whole."""
        form = {
            **self.spent.to_dict(prices),
            "asked": self.asked,
            "whole_tokens": whole_question(handoff).tokens,
        }
        return {**form, "trouble": self.trouble} if self.trouble else form


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a judge says about one place."""

    ruling: Literal["allowed", "not_allowed", "cannot_tell"]
    """Whether what happened there was allowed."""

    reason: str
    """Why, in the judge's words."""


def read_rulings(value: Mapping[str, Any], count: int) -> dict[int, Ruling]:
    """The rulings of an answer by item, from 1.

    What is malformed, out of range, or said twice and differently is left out.
    """
    found: dict[int, Ruling] = {}
    contradicted: set[int] = set()
    rulings = value.get("rulings")
    for entry in rulings if isinstance(rulings, list) else ():
        if not isinstance(entry, Mapping):
            continue
        item, ruling, reason = entry.get("item"), entry.get("ruling"), entry.get("reason", "")
        if (
            not isinstance(item, int)
            or isinstance(item, bool)
            or not 1 <= item <= count
            or ruling not in RULINGS
        ):
            continue
        if item in found and found[item].ruling != ruling:
            contradicted.add(item)
        found[item] = Ruling(ruling, _clean(reason))
    return {item: ruling for item, ruling in found.items() if item not in contradicted}


def rule(verdict: Verdict, asked: Asked, rulings: Mapping[int, Ruling], judge: str) -> Verdict:
    """The verdict after the rulings.

    An allowed doubt becomes a note, and what is not allowed is forbidden, whether the check doubted it or let it pass.
    `cannot_tell` changes nothing: a doubt stays one, and what passed still passes.
    """
    findings = list(verdict.findings)
    for number, item in enumerate(asked.items, start=1):
        ruling = rulings.get(number)
        if ruling is None or ruling.ruling == "cannot_tell":
            continue
        for position in item.positions:
            findings[position] = _ruled(findings[position], ruling, judge)
        if not item.positions and ruling.ruling == "not_allowed":
            findings.append(_ruled(item.finding, ruling, judge))
    return settle(verdict, findings)


def unanswered(verdict: Verdict, trouble: str) -> Verdict:
    """The verdict where a judge was asked and gave no answer: never better than `warn`.

    Whoever names a judge takes a hand-off that passed for one that it has seen.
    """
    if verdict.outcome != "pass":
        return verdict
    message = f"the judge was asked and gave no answer: {trouble}"
    return settle(verdict, [Finding("judge.unanswered", "unexplained", "minor", message), *verdict.findings])


def settle(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """The verdict with these findings in place of its own.

    The score rises towards 1 by the share of doubts that are gone, and is halved where something is forbidden now that
    was not before: so what a judge condemned ranks below what it left open, and that below what it cleared.
    """
    doubts = sum(finding.standing == "unexplained" for finding in verdict.findings)
    left = sum(finding.standing == "unexplained" for finding in findings)
    score = verdict.score
    if doubts:
        score += (1 - score) * (doubts - left) / doubts
    if any(f.standing == "forbidden" for f in findings) and verdict.outcome != "fail":
        score = verdict.score / 2
    standings = {finding.standing for finding in findings}
    outcome: Literal["pass", "warn", "fail"] = (
        "fail" if "forbidden" in standings else "warn" if "unexplained" in standings else "pass"
    )
    order = {"forbidden": 0, "unexplained": 1, "noted": 2}
    worst_first = sorted(findings, key=lambda finding: order[finding.standing])
    return replace(verdict, outcome=outcome, score=score, findings=tuple(worst_first))


def rule_whole(verdict: Verdict, handoff: HandOff, value: Mapping[str, Any], judge: str) -> Verdict | None:
    """The verdict after a whole-document judge; None where its answer cannot be used.

    `intact` makes every doubt a note; `damaged` adds what it quotes, and fails even where it quotes nothing that is
    there.
    """
    judgement, damage = value.get("judgement"), value.get("damage", [])
    if judgement not in ("intact", "damaged", "cannot_tell") or not isinstance(damage, list):
        return None
    if judgement == "cannot_tell":
        return verdict
    if judgement == "intact":
        if damage:
            return None  # it contradicts itself
        allowed = Ruling("allowed", "the documents as wholes")
        return settle(
            verdict, [_ruled(f, allowed, judge) if open_to_judgement(f) else f for f in verdict.findings]
        )
    told = [_damage(entry, handoff, judge) for entry in damage[:_QUOTES] if isinstance(entry, Mapping)]
    told = told or [Finding("judge.damaged", "forbidden", "major", f"{judge} takes the hand-off for damaged")]
    return settle(verdict, [*told, *verdict.findings])


def _damage(entry: Mapping[str, Any], handoff: HandOff, judge: str) -> Finding:
    return Finding(
        "judge.damaged",
        "forbidden",
        "major",
        f"{judge}: {_clean(entry.get('reason'))}",
        _find(handoff.before, entry.get("before")),
        _find(handoff.after, entry.get("after")),
    )


def _find(side: Artifact, quote: Any) -> Place | None:
    if not isinstance(quote, str) or not quote.strip():
        return None
    for name, text in side:
        at = text.find(quote)
        if at >= 0:
            return Place(name, at, at + len(quote), text.count("\n", 0, at) + 1, quote)
    return None


def _ruled(finding: Finding, ruling: Ruling, judge: str) -> Finding:
    if ruling.ruling == "allowed":
        said = f"; {judge} takes it for allowed: {ruling.reason}"
        return replace(finding, standing="noted", message=finding.message + said)
    said = f"; {judge} takes it for damage: {ruling.reason}"
    return replace(finding, standing="forbidden", message=finding.message + said)


def _clean(reason: Any) -> str:
    """A reason in one line, cut where it is long."""
    return " ".join(str(reason or "no reason given").split())[:_REASON]
