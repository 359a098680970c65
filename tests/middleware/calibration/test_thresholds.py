"""What thresholds do to verdicts, and the file that holds them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from holdtrue.checks import Finding, HandOff, InputError, Verdict, check
from holdtrue.middleware import Ledger, guard
from holdtrue.middleware.calibration import Thresholds, conformity

TEXT = "".join(f"Pay {n}.50 EUR on {n} May.\n" for n in range(1, 21))


def verdict(after: str, contract: str | None = None) -> Verdict:
    return check(HandOff.of(TEXT, after, contract=contract))


LITTLE = verdict(TEXT.replace("7.50", "8.50"))
MUCH = verdict(TEXT.replace(".50", ".60"))
BETWEEN = Thresholds((LITTLE.score + MUCH.score) / 2, 0.01, 99)


def test_what_clean_hand_offs_show_passes_and_what_they_do_not_warns() -> None:
    assert (LITTLE.outcome, MUCH.outcome) == ("warn", "warn")
    passed = BETWEEN.apply(LITTLE)
    assert passed.outcome == "pass"
    assert {finding.standing for finding in passed.findings} == {"noted"}
    assert BETWEEN.apply(MUCH) == MUCH


def test_a_failure_stays_one_whatever_the_threshold() -> None:
    failed = verdict(TEXT.replace("7.50", "8.50"), "preserve")
    assert Thresholds(0.0, 0.01, 99).apply(failed) == failed
    assert conformity(failed) == -1


def test_a_check_that_did_not_run_is_never_a_pass() -> None:
    crashed = replace(LITTLE, findings=(Finding("check.crashed", "unexplained", "major", "crashed"),))
    assert Thresholds(0.0, 0.01, 99).apply(crashed) == crashed
    assert conformity(crashed) == -1


def test_an_unusual_pass_warns_and_says_why() -> None:
    passed = BETWEEN.apply(LITTLE)
    unusual = Thresholds(1.0, 0.01, 99).apply(passed)
    assert unusual.outcome == "warn"
    assert "99.000% of clean hand-offs" in unusual.findings[0].message


def test_the_file_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    BETWEEN.write(path)
    assert Thresholds.of(path) == Thresholds.of(str(path)) == Thresholds.of(BETWEEN) == BETWEEN


@pytest.mark.parametrize(
    "change",
    [
        {"flag_below": 2},
        {"flag_below": "0.5"},
        {"false_alarms": 0},
        {"handoffs": 1.5},
        {"more": 1},
        {"flag_below": True},
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "t.json"
    BETWEEN.write(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(InputError, match="does not hold what"):
        Thresholds.of(path)


def test_thresholds_of_another_version_are_refused(tmp_path: Path) -> None:
    replace(BETWEEN, version="0.0.1").write(tmp_path / "t.json")
    with pytest.raises(InputError, match="calibrate again"):
        Thresholds.of(tmp_path / "t.json")
    (tmp_path / "broken.json").write_text("{")
    for missing in ("none.json", "broken.json"):
        with pytest.raises(InputError):
            Thresholds.of(tmp_path / missing)


def test_a_guard_warns_by_them(ledger: Ledger) -> None:
    guard(lambda text: text.replace("7.50", "8.50"), thresholds=BETWEEN, ledger=ledger).invoke(TEXT)
    guard(lambda text: text.replace(".50", ".60"), thresholds=BETWEEN, ledger=ledger).invoke(TEXT)
    assert [stored.record.verdict.outcome for stored in ledger.records()] == ["pass", "warn"]
