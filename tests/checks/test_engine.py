"""Outcome, score, crashes, deadlines and folding."""

from __future__ import annotations

import time

from holdtrue.checks import Finding, HandOff, check
from holdtrue.checks.detectors import DEFAULT, Detector

HANDOFF = HandOff.of("one 1\ntwo 2", "one 1\ntwo 3", contract="preserve")


def _crash(reading):
    raise RuntimeError("oops")
    yield


def test_a_crashed_detector_is_a_finding_and_the_others_run():
    verdict = check(HANDOFF, detectors=(Detector("broken", _crash), *DEFAULT))
    assert {finding.kind for finding in verdict.findings} == {"check.crashed", "text.changed"}


def test_a_crash_alone_is_never_a_pass():
    verdict = check(HandOff.of("a", "a"), detectors=[Detector("broken", _crash)])
    assert verdict.outcome == "warn"
    assert "RuntimeError: oops" in verdict.findings[0].message


def test_what_the_time_did_not_allow_is_reported():
    verdict = check(HANDOFF, deadline=time.monotonic() - 1)
    assert verdict.outcome == "warn"
    decided_by = HANDOFF.contract.decided_by
    assert len(verdict.findings) == sum(decided_by in detector.serves for detector in DEFAULT)
    assert {finding.kind for finding in verdict.findings} == {"check.timeout"}


def test_the_worst_finding_decides_and_stands_first():
    found = [Finding("a.x", standing, "minor", "") for standing in ("noted", "unexplained", "forbidden")]
    outcomes = [check(HANDOFF, detectors=[Detector("d", lambda _, n=n: found[:n])]) for n in (1, 2, 3)]
    assert [verdict.outcome for verdict in outcomes] == ["pass", "warn", "fail"]
    assert outcomes[-1].findings[0].standing == "forbidden"


def test_score_is_the_share_of_untouched_lines():
    before = "\n".join(f"line {number}" for number in range(10))
    assert check(HandOff.of(before, before.replace("7", "x"), contract="preserve")).score == 0.9
    assert check(HandOff.of(before, before.replace("7", "9"))).score == 0.95


def test_a_thousand_changes_stay_a_readable_verdict():
    before = "\n".join(f"line {number} of it" for number in range(1000))
    verdict = check(HandOff.of(before, before.replace("of", "on"), contract="preserve"))
    assert verdict.score == 0
    assert len(verdict.findings) == 200
    folded = [finding for finding in verdict.findings if finding.message.startswith("801 more")]
    assert folded[0].before.line == 200
    assert folded[0].before.text == before[folded[0].before.start : folded[0].before.end]
