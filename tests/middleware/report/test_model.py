"""A report arranges hand-offs as the run had them."""

import pytest

from holdtrue.middleware.ledger import GENESIS
from holdtrue.middleware.report import build
from holdtrue.middleware.report.curve import chart
from holdtrue.middleware.report.selection import listed_findings, listed_hops
from holdtrue.middleware.report.summary import summarise


def only_run(ledger):
    (run,) = build(ledger.run("last")).runs
    return run


def told(run):
    summary = summarise(run)
    return summary.headline + " " + " ".join(answer for _, answer in summary.points)


def test_integrity_is_the_product_of_the_scores_so_far(ledger, hand_off):
    for number, score in enumerate([1.0, 0.8, 1.0, 0.5], start=1):
        hand_off("pass" if score == 1 else "fail", score, hop=number, action="observed")
    run = only_run(ledger)
    assert [hop.integrity for hop in run.hops] == pytest.approx([1.0, 0.8, 0.8, 0.4])
    assert run.first_trouble.number == 2
    assert run.integrity == pytest.approx(0.4)


def test_what_was_stopped_costs_nothing(ledger, hand_off):
    hand_off(hop=1)
    hand_off("fail", 0.5, hop=2, action="blocked")
    run = only_run(ledger)
    assert run.integrity == 1.0
    assert run.first_trouble is None
    assert "Stopped at hand-off 2 of 2" in told(run)


def test_hops_stand_in_the_callers_order_and_else_in_that_of_writing(ledger, hand_off):
    for number in (3, 1, 2):
        hand_off(hop=number)
    assert [hop.stored.record.step for hop in only_run(ledger).hops] == ["step-1", "step-2", "step-3"]
    for step in ("x", "a"):
        hand_off(hop=None, step=step, run="run-2")
    run = only_run(ledger)
    assert [(hop.number, hop.stored.record.step) for hop in run.hops] == [(1, "x"), (2, "a")]


def test_nested_hand_offs_belong_to_the_one_around_them(ledger, hand_off):
    hand_off("fail", 0.2, id="inner-most", parent="inner")
    hand_off("fail", 0.5, id="inner", parent="outer")
    hand_off(id="outer")
    hand_off(id="stray", parent="never written", hop=2)
    run = only_run(ledger)
    assert [hop.stored.record.id for hop in run.hops] == ["outer", "stray"]
    assert run.integrity == 1.0
    assert [hop.stored.record.id for hop in run.walk()] == ["outer", "inner", "inner-most", "stray"]


def test_hand_offs_that_are_each_others_parents_are_not_lost(ledger, hand_off):
    hand_off(id="a", parent="b")
    hand_off(id="b", parent="a")
    hand_off(id="c", parent="c")
    assert {hop.stored.record.id for hop in only_run(ledger).walk()} == {"a", "b", "c"}


def test_only_the_last_try_counts(ledger, hand_off):
    hand_off("fail", 0.5, hop=1, step="edit", attempt=1)
    hand_off("pass", 1.0, hop=1, step="edit", attempt=2)
    run = only_run(ledger)
    assert (len(run.hops), run.integrity, run.first_trouble) == (1, 1.0, None)
    assert [hop.outcome for hop in run.hops[0].superseded] == ["fail"]


def test_runs_keep_the_order_in_which_they_were_asked_for(ledger, hand_off):
    hand_off(run="old", extra={"label": "bare"})
    hand_off(run="new")
    report = build([*ledger.run("new"), *ledger.run("old")])
    assert [run.label for run in report.runs] == ["new", "bare"]
    assert report.head == ledger.head
    assert build([]).head == GENESIS


def test_the_summary_says_what_where_since_when_and_what_was_done(ledger, hand_off):
    hand_off(hop=1)
    hand_off("fail", 0.75, hop=2, action="warned", extra={"integrity": 0.7})
    hand_off(None, hop=3, trouble="the check crashed", extra={"integrity": 0.7})
    said = told(only_run(ledger))
    for expected in (
        "Not to be relied on since hand-off 2 of 3",
        "1 held, 1 failed and 1 not checked",
        "step “step-2” in parts.txt, line 3: 3400 became 3040.",
        "Every later hand-off came after it.",
        "1 let through with a warning",
        "75 % of the content is intact at the end",
        "known right answer it is 70 %",
        "hand-off 3: the check crashed",
    ):
        assert expected in said


@pytest.mark.parametrize(
    ("outcomes", "headline"),
    [
        (["pass"], "The hand-off held"),
        (["pass", "pass"], "All 2 hand-offs held"),
        (["pass", "warn", "pass"], "Not confirmed since hand-off 2 of 3"),
        (["warn", "fail"], "Not to be relied on since hand-off 2 of 2"),
        (["pass", None], "1 of 2 hand-offs held, the rest was not checked"),
        ([None], "No hand-off was checked"),
    ],
)
def test_the_headline_fits_the_run(ledger, hand_off, outcomes, headline):
    for number, outcome in enumerate(outcomes, start=1):
        hand_off(outcome, hop=number, action="observed")
    assert summarise(only_run(ledger)).headline == headline


def test_the_curve_falls_where_integrity_does(ledger, hand_off):
    for number, score in enumerate([1.0, 0.4, 1.0], start=1):
        hand_off("pass" if score == 1 else "fail", score, hop=number, extra={"integrity": score})
    estimated, measured = chart([only_run(ledger)]).lines
    heights = [float(point.split(",")[1]) for point in estimated.points.split()]
    assert heights[0] == heights[1] < heights[2] == heights[3]
    assert [dot.outcome for dot in estimated.dots] == ["pass", "fail", "pass"]
    assert len(measured.points.split()) == 4


@pytest.mark.parametrize("value", ["0.5", True, float("nan"), None])
def test_a_measured_integrity_that_is_no_number_is_left_out(ledger, hand_off, value):
    hand_off(extra={"integrity": value})
    assert only_run(ledger).measured is None


def test_what_was_stopped_does_not_count_as_measured_loss(ledger, hand_off):
    hand_off("fail", 0.5, hop=1, action="blocked", extra={"integrity": 0.2})
    hand_off(hop=2, extra={"integrity": 0.9})
    hand_off("fail", 0.5, hop=3, action="blocked", extra={"integrity": 0.1})
    run = only_run(ledger)
    assert run.measurements == ((1, 1.0), (2, 0.9), (3, 0.9))
    assert run.measured == 0.9
    assert run.hops[2].measured == 0.1


def test_several_measured_runs_are_compared_by_what_was_measured(ledger, hand_off):
    for name, share in (("one", 0.25), ("two", 1.0)):
        hand_off("fail", 0.9, run=name, extra={"label": name, "integrity": share})
    drawing = chart(build(ledger.records()).runs)
    assert [line.label for line in drawing.lines] == ["one", "two"]
    assert drawing.caption == "one ends at 25 %; two ends at 100 %"


def test_long_runs_are_cut_to_what_matters_and_say_so(ledger, hand_off, monkeypatch):
    monkeypatch.setattr("holdtrue.middleware.report.selection.MOST_HOPS", 3)
    monkeypatch.setattr("holdtrue.middleware.report.selection.MOST_FINDINGS", 1)
    for number, outcome in enumerate(["pass", "pass", "warn", "pass", "fail"], start=1):
        hand_off(outcome, hop=number)
    run = only_run(ledger)
    hops, left = listed_hops(run)
    assert ([hop.number for hop in hops], left) == ([1, 3, 5], 2)
    troubles, left = listed_findings(run)
    assert ([trouble.hop.number for trouble in troubles], left) == ([5], 1)
