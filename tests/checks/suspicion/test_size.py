"""Large and degenerate hand-offs: one odd change among thousands is weighed, and no check outlives its time."""

from __future__ import annotations

import random
import time

import pytest

from holdtrue.checks import HandOff, Verdict, check
from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from holdtrue.checks.suspicion.weigh import numbers


def table(rows: int) -> list[str]:
    source = random.Random(rows)
    return [
        f"{n:05},{source.choice(['oak', 'elm', 'ash'])},{source.randint(100, 999)}.50" for n in range(rows)
    ]


def document(records: list[str]) -> Document:
    return read("trees.csv", "\n".join(["id,kind,price", *records]) + "\n")


def test_of_thousands_of_like_changes_the_odd_one_is_among_those_weighed() -> None:
    before = table(2600)
    after = [row.replace(".50", ".75") for row in before]
    after[1900] = before[1900].replace(".50", ".75 net of VAT")

    found = numbers("Set the cents of every price to 75.", [document(before)], [document(after)], [])

    edits = [suspect for suspect, _ in found if suspect.sort == "edit"]
    assert len(edits) == 2000
    assert any("VAT" in token.text for suspect in edits for token in suspect.new)


def judged(before: str, after: str, seconds: float) -> Verdict:
    handoff = HandOff.of({"a.txt": before}, {"a.txt": after}, instruction="Rename b to c.")
    return check(handoff, deadline=time.monotonic() + seconds)


def test_a_check_that_runs_out_of_time_says_so() -> None:
    before = "\n".join(table(3000))
    verdict = judged(before, before.replace(".50", ".75"), 0.0)

    assert verdict.outcome == "warn"
    assert {finding.kind for finding in verdict.findings} == {"check.timeout"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a" * 300_000, "a" * 299_999 + "b"),
        ("7" * 300_000, "7" * 299_999 + "8"),
        ("(" * 100_000 + ")" * 100_000, "(" * 100_000 + ")" * 99_999),
        ("1.2.3." * 30_000, "1.2.3." * 29_999 + "1.2.4."),
        ("the same line\n" * 20_000, "the same line\n" * 19_999),
        ("x" + " " * 300_000 + "y", "x" + " " * 300_000 + "z"),
        ("Ã¤" * 20_000 + " a", "Ã¤" * 20_000 + " b"),
    ],
    ids=["letters", "digits", "brackets", "dots", "equal lines", "spaces", "wrong encoding"],
)
def test_what_has_no_words_takes_no_time_beyond_its_length(before: str, after: str) -> None:
    started = time.process_time()

    verdict = judged(before, after, 60.0)

    assert verdict.score < 1
    assert not any(finding.kind == "check.crashed" for finding in verdict.findings)
    assert time.process_time() - started < 20
