"""What goes in comes out: texts, findings, and values that JSON cannot hold."""

import math
import sqlite3
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import Artifact, Contract, Finding, Place, Verdict
from holdtrue.middleware.ledger import Ledger, LedgerError
from holdtrue.middleware.ledger.canonical import canonical, parse, plain
from holdtrue.middleware.record import Record, Usage

FULL = Record(
    run="run",
    step="translate",
    before=Artifact({"b.txt": "zwei\n", "a.txt": "<script>\x00\x1b"}),
    after=Artifact({"b.txt": ""}),
    instruction="Translate.",
    contract=Contract.transform(free=["name"]),
    verdict=Verdict(
        "fail",
        0.25,
        (
            Finding(
                "number.changed", "forbidden", "critical", "2 became 3", Place("b.txt", 0, 4, 1, "zwei"), None
            ),
            Finding("x.y", "noted", "minor", "none", None, Place("b.txt", 0, 0, 1, "")),
        ),
        Contract.preserve(),
        3.5,
    ),
    action="warned",
    trouble="late",
    usage=Usage(model="a, b", input_tokens=3, output_tokens=0),
    latency_ms=12.0,
    hop=3,
    attempt=2,
    parent="p",
    time=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
    extra={"integrity": 0.5, "nested": {"list": [1, None, True, "x"]}},
)


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "deep" / "folder" / "ledger.db")


@pytest.mark.parametrize("record", [FULL, Record(run="run", step="s", before=Artifact({}), after=None)])
def test_a_record_comes_back_as_it_was(ledger, record):
    stored = ledger.append(record)
    assert stored.record == record
    assert ledger.run("run") == [stored]
    assert list(stored.record.before.files) == list(record.before.files)
    assert stored.before_hashes == record.before.hashes


def test_a_text_is_stored_once_and_compressed(ledger):
    text = "the same line\n" * 5000
    for index in range(20):
        ledger.append(Record(run=f"r{index}", step="s", before=Artifact.of(text), after=Artifact.of(text)))
    ledger.close()
    with sqlite3.connect(ledger.path) as connection:
        ((deflated,),) = connection.execute("SELECT deflated FROM content").fetchall()
    connection.close()
    assert zlib.decompress(deflated).decode() == text
    assert ledger.path.stat().st_size < len(text) * 2


def test_lone_surrogates_stay_in_documents_and_are_spelled_out_elsewhere(ledger):
    lone = "a\ud800b"
    stored = ledger.append(
        Record(run=lone, step=lone, before=Artifact({lone: lone}), after=None, instruction=lone, trouble=lone)
    )
    spelled = "a\\ud800b"
    assert dict(stored.record.before.files) == {spelled: lone}
    assert (stored.record.instruction, stored.record.trouble, stored.record.step) == (lone, spelled, spelled)
    assert ledger.run(spelled) == [stored]
    assert ledger.verify().ok


def test_values_without_a_word_in_json_become_texts(ledger):
    loop = []
    loop.append(loop)
    extra = {
        "nan": math.nan,
        "inf": math.inf,
        "minus": -math.inf,
        "huge": 2**70,
        "set": {2, 1},
        "when": datetime(2026, 1, 1, tzinfo=UTC),
        1: "number as key",
    }
    kept = ledger.append(Record(run="r", step="s", before=Artifact({}), after=None, extra=extra)).record.extra
    assert kept == {
        "nan": "NaN",
        "inf": "Infinity",
        "minus": "-Infinity",
        "huge": str(2**70),
        "set": [1, 2],
        "when": "2026-01-01 00:00:00+00:00",
        "1": "number as key",
    }
    ledger.append(Record(run="r", step="s", before=Artifact({}), after=None, extra={"loop": loop}))
    assert ledger.verify().ok


def test_a_score_that_is_no_number_comes_back_as_such(ledger):
    verdict = Verdict("warn", math.nan, (), Contract.default(), 0.0)
    stored = ledger.append(Record(run="r", step="s", before=Artifact({}), after=None, verdict=verdict))
    assert math.isnan(stored.record.verdict.score)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


@given(json_values)
def test_every_value_has_a_canonical_form_that_reads_back(value):
    assert parse(canonical(value)) == plain(value)


def test_runs_are_summed_up_newest_first(ledger):
    assert ledger.runs() == []
    passed = Verdict("pass", 1.0, (), Contract.default(), 0.0)
    ledger.append(Record(run="old", step="s", before=Artifact({}), after=None, verdict=passed))
    ledger.append(FULL)
    ledger.append(Record(run="old", step="s", before=Artifact({}), after=None, trouble="boom"))
    newest, oldest = ledger.runs()
    assert (newest.id, newest.started, newest.handoffs) == ("run", FULL.time, 1)
    assert (newest.outcomes, newest.actions) == ({"fail": 1}, {"warned": 1})
    assert (oldest.id, oldest.handoffs, oldest.outcomes) == ("old", 2, {"pass": 1, "none": 1})
    assert [stored.seq for stored in ledger.records()] == [1, 2, 3]


def test_a_run_is_found_by_its_beginning_and_as_the_last(ledger):
    for run in ("abc1", "abc2", "xyz", "xyz-long"):
        ledger.append(Record(run=run, step=run, before=Artifact({}), after=None))
    assert ledger.run("last")[0].record.run == "xyz-long"
    assert ledger.run("abc2")[0].record.run == "abc2"
    assert ledger.run("xyz")[0].record.run == "xyz"
    assert ledger.run("xyz-")[0].record.run == "xyz-long"
    for wanted, said in [("abc", "2 runs begin"), ("nothing", "no run 'nothing'"), ("", "no run ''")]:
        with pytest.raises(LedgerError, match=said):
            ledger.run(wanted)
