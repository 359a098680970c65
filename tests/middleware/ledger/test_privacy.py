"""Nothing that was to be hidden reaches the file."""

import re
from dataclasses import replace

import pytest

from holdtrue.checks import Artifact, Contract, Finding, Place, Verdict
from holdtrue.checks.artifact import content_hash
from holdtrue.middleware.ledger import Ledger
from holdtrue.middleware.record import Record, Usage

SECRET = "4111-2222"
DOCUMENT = f"Card: {SECRET}\nTotal: 12\n"

RECORD = Record(
    run="run",
    step="copy",
    before=Artifact.of(DOCUMENT),
    after=Artifact.of(DOCUMENT.replace("2222", "3333")),
    instruction=f"Copy {SECRET}.",
    verdict=Verdict(
        "fail",
        0.5,
        (
            Finding(
                "id.changed",
                "forbidden",
                "major",
                "2222 became 3333",
                Place("text", 11, 15, 1, "2222"),
                Place("text", 11, 15, 1, "3333"),
            ),
            Finding("number.kept", "noted", "minor", "12 stayed", Place("text", 23, 25, 2, "12"), None),
        ),
        Contract.preserve(),
        1.0,
    ),
    trouble=f"could not read {SECRET}",
    usage=Usage(model="m"),
    extra={"integrity": 0.5, "note": SECRET, "deep": [{"x": SECRET}, 3]},
)


def mask(text):
    return re.sub(r"\d{4}-\d{4}", "####", text)


def bytes_in(folder):
    return b"".join(file.read_bytes() for file in folder.iterdir())


def texts_in(ledger):
    return repr(ledger.records())


def test_redaction_reaches_every_text(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", redact=mask)
    stored = ledger.append(RECORD)
    record = stored.record
    assert stored.kept == "redacted"
    assert record.before.files["text"] == "Card: ####\nTotal: 12\n"
    assert stored.before_hashes == {"text": content_hash("Card: ####\nTotal: 12\n")}
    assert record.instruction == "Copy ####."
    assert record.trouble == "could not read ####"
    assert record.extra == {"integrity": 0.5, "note": "####", "deep": [{"x": "####"}, 3]}
    assert SECRET not in texts_in(ledger)
    assert SECRET.encode() not in bytes_in(tmp_path)
    assert ledger.verify().ok


def test_evidence_shows_no_part_of_what_the_document_hides(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", redact=mask)
    hidden, shown = ledger.append(RECORD).record.verdict.findings
    assert (hidden.message, hidden.before.text, hidden.after.text) == ("[redacted]",) * 3
    assert (hidden.kind, hidden.before.start, hidden.before.line) == ("id.changed", 11, 1)
    assert (shown.message, shown.before.text) == ("12 stayed", "12")


def boom(text):
    raise RuntimeError(f"cannot redact {text}")


@pytest.mark.parametrize("redact", [boom, lambda text: None], ids=["raises", "returns no text"])
def test_a_redaction_that_fails_stores_no_text_and_says_why(tmp_path, redact):
    ledger = Ledger(tmp_path / "ledger.db", redact=redact)
    stored = ledger.append(RECORD)
    assert stored.kept == "withheld"
    assert "redaction failed" in stored.why
    assert SECRET not in texts_in(ledger)
    assert "cannot redact" not in texts_in(ledger)


def test_without_content_only_places_kinds_and_hashes_are_stored(tmp_path):
    ledger = Ledger(tmp_path / "ledger.db", content=False)
    stored = ledger.append(RECORD)
    record = stored.record
    assert ledger.run("run") == [stored]
    assert (stored.kept, stored.why) == ("withheld", None)
    assert stored.before_hashes == RECORD.before.hashes
    assert stored.after_hashes == RECORD.after.hashes
    assert [(f.kind, f.standing, f.severity) for f in record.verdict.findings] == [
        ("id.changed", "forbidden", "major"),
        ("number.kept", "noted", "minor"),
    ]
    place = record.verdict.findings[0].before
    assert (place.file, place.start, place.end, place.line) == ("text", 11, 15, 1)
    assert record.extra == {"integrity": 0.5, "note": "[not stored]", "deep": [{"x": "[not stored]"}, 3]}
    assert record.trouble == "[not stored]"
    assert (record.usage, record.verdict.outcome, record.verdict.score) == (RECORD.usage, "fail", 0.5)
    told = texts_in(ledger)
    for text in (SECRET, "2222", "3333", "became", "Total", "Copy"):
        assert text not in told
    assert ledger.verify().ok


def test_what_was_never_there_is_not_said_to_be_withheld(tmp_path):
    bare = replace(RECORD, after=None, instruction="", trouble=None, verdict=None)
    record = Ledger(tmp_path / "ledger.db", content=False).append(bare).record
    assert (record.after, record.instruction, record.trouble, record.verdict) == (None, "", None, None)
