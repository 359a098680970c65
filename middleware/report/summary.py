"""What happened, in sentences for someone who did not write the chain."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from holdtrue.checks import Place
from holdtrue.checks.artifact import UNNAMED
from holdtrue.middleware.report.model import Hop, Run
from holdtrue.middleware.report.text import clip, joined, percent, plural, visible

DONE = {
    "none": "nothing was done",
    "observed": "it was only recorded; the result went on unchanged",
    "warned": "a warning was given; the result went on unchanged",
    "blocked": "it was stopped; nothing was handed on",
    "retried": "the step did it again; a later attempt took its place",
    "repaired": "a repaired document took its place",
    "escalated": "a stronger model did it again; a later attempt took its place",
    "approved": "a person approved it as it was",
    "edited": "a person wrote what took its place",
    "dropped": "this attempt was not kept",
    "rejected": "a person rejected it; nothing was handed on",
}
"""What each action means for the result."""

VERDICTS = {"pass": "held", "warn": "not confirmed", "fail": "failed", "none": "not checked"}
"""What each outcome is called in a sentence."""

_DID = {
    "observed": "only recorded, so the result went on",
    "warned": "let through with a warning",
    "blocked": "stopped, so nothing was handed on",
    "rejected": "rejected by a person, so nothing was handed on",
}

ALLOWED = {
    "preserve": "nothing may change",
    "transform": "the form may change; every record and fact must arrive",
    "derive": "parts may be left out; nothing may be altered or invented",
    "compress": "it may be shortened and reworded; nothing may be altered or invented",
}
"""What each contract mode means for the result."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One run in a headline and a few sentences."""

    outcome: str
    """How bad it is: `fail` where something wrong went on, `warn` where something not confirmed did or something
    was stopped, `pass`, or `none` where nothing was checked."""

    headline: str
    """The whole in one line."""

    points: tuple[tuple[str, str], ...]
    """Answers to what a reader asks, each under its question: what went wrong, where, since when, what was done."""


def summarise(run: Run) -> Summary:
    """Tell a run in plain words."""
    outcome, headline = _headline(run)
    points = [
        ("Overall", _counts(run) + _inside(run)),
        ("What went wrong" if run.outcomes.get("fail") else "To look at", _first(run) + _rest(run)),
        ("Done about it", _done(run)),
        ("What is left", _left(run)),
        ("Against the first document", _drift(run)),
        ("Not checked", _unchecked(run)),
    ]
    return Summary(outcome, headline, tuple((question, answer) for question, answer in points if answer))


def meaning(action: str) -> str:
    """What an action means for the result; an action of somebody's own stands for itself."""
    return DONE.get(action, visible(action))


def _headline(run: Run) -> tuple[str, str]:
    number = len(run.hops)
    trouble, stopped = run.first_trouble, run.stopped
    if trouble is not None and trouble.outcome == "fail":
        return "fail", f"Not to be relied on since hand-off {trouble.number} of {number}"
    if len(stopped) == 1:
        return (
            "warn",
            f"Stopped at hand-off {stopped[0].number} of {number}; no other was found wrong",
        )
    if stopped:
        return (
            "warn",
            f"{len(stopped):,} of {number:,} hand-offs stopped; no other was found wrong",
        )
    if trouble is not None:
        return "warn", f"Not confirmed since hand-off {trouble.number} of {number}"
    held = run.outcomes.get("pass", 0)
    if not held:
        return "none", "No hand-off was checked"
    if held < number:
        return "warn", f"{held:,} of {plural(number, 'hand-off')} held, the rest was not checked"
    return "pass", f"All {number:,} hand-offs held" if number > 1 else "The hand-off held"


def _counts(run: Run) -> str:
    counts = [
        f"{run.outcomes[name]:,} {called}" for name, called in VERDICTS.items() if run.outcomes.get(name)
    ]
    return f"{plural(len(run.hops), 'hand-off')}: {joined(counts)}."


def _first(run: Run) -> str:
    hop = run.first_trouble or next(iter(run.stopped), None)
    if hop is None or not hop.findings:
        return ""
    worst = hop.findings[0]
    said = clip(visible(worst.message), 300).rstrip(".")
    where = _where(worst.before or worst.after, said)
    text = f"At hand-off {hop.number}, step “{_step(hop)}”{where}: {said}."
    if len(hop.findings) > 1:
        text += f" {plural(len(hop.findings) - 1, 'more finding')} at the same hand-off."
    if hop is not run.hops[-1] and not hop.stopped:
        text += " Every later hand-off came after it."
    return text


def _where(place: Place | None, said: str) -> str:
    """The file and the line, as far as they tell something that the message does not."""
    if place is None:
        return ""
    where = "" if place.file == UNNAMED else f" in {visible(place.file)}"
    return where if f"line {place.line}" in said else f"{where}, line {place.line:,}"


def _rest(run: Run) -> str:
    first = run.first_trouble or next(iter(run.stopped), None)
    others = [hop.number for hop in run.hops if hop is not first and hop.outcome == "fail"]
    if not others:
        return ""
    named = [str(number) for number in others[:8]]
    if len(others) > 8:
        named.append(f"{len(others) - 8:,} more")
    return f" Also failed: {'hand-off' if len(others) == 1 else 'hand-offs'} {joined(named)}."


def _done(run: Run) -> str:
    actions = Counter(hop.stored.record.action for hop in run.hops if hop.outcome in ("warn", "fail"))
    if not actions:
        return ""
    did = [
        f"{number:,} {_DID.get(name, visible(name))}" for name, number in actions.items() if name != "none"
    ]
    if actions["none"]:
        did.append(f"{actions['none']:,} left alone")
    text = f"Of {plural(actions.total(), 'hand-off')} that did not hold: {joined(did)}."
    retried = sum(len(hop.superseded) for hop in run.hops)
    return f"{text} {plural(retried, 'earlier try', 'earlier tries')} replaced." if retried else text


def _left(run: Run) -> str:
    scored = [hop for hop in run.hops if hop.score is not None]
    if not scored:
        return ""
    text = f"By the checks' estimate, {percent(run.integrity)} of the content is intact at the end"
    lossy = min(
        (hop for hop in scored if not hop.stopped),
        default=scored[0],
        key=lambda hop: hop.score if hop.score is not None else 1.0,
    )
    if len(scored) > 1 and not lossy.stopped and lossy.score is not None and lossy.score < 1:
        text += f"; the largest single loss was at hand-off {lossy.number} ({percent(lossy.score)} held)"
    text += "."
    if run.measured is not None:
        text += f" Measured against the known right answer it is {percent(run.measured)}."
    return text


def _drift(run: Run) -> str:
    """Since which hop the result no longer holds against what the run began with."""
    for hop in run.hops:
        drift = hop.stored.record.drift
        if drift is not None and drift.outcome != "pass":
            said = clip(visible(drift.findings[0].message), 300).rstrip(".") if drift.findings else ""
            return f"It has not held since hand-off {hop.number} ({VERDICTS[drift.outcome]}): {said}."
    return ""


def _unchecked(run: Run) -> str:
    unread = [hop for hop in run.hops if hop.outcome == "none"]
    if not unread:
        return ""
    why = unread[0].stored.record.trouble
    reason = f" (hand-off {unread[0].number}: {clip(visible(why), 200)})" if why else ""
    return f"{plural(len(unread), 'hand-off')} could not be checked{reason}."


def _inside(run: Run) -> str:
    inner = sum(1 for hop in run.walk() for _ in hop.nested)
    if not inner:
        return ""
    wrong = sum(1 for hop in run.walk() for part in hop.nested if part.outcome in ("warn", "fail"))
    counted = plural(inner, "further hand-off")
    held = f"{wrong:,} of them did not hold" if wrong else "all of them held"
    return f" {counted} happened inside these; {held}."


def _step(hop: Hop) -> str:
    return clip(visible(hop.stored.record.step), 80)
