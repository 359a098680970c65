"""Faults of the delivery."""

from __future__ import annotations

import pytest

from holdtrue.checks import HandOff, check

DOCUMENT = "\n".join(f"On day {number} the pump ran without a break." for number in range(1, 21)) + "\n"


def kinds(before, after, **options):
    return {finding.kind: finding for finding in check(HandOff.of(before, after, **options)).findings}


@pytest.mark.parametrize("after", ["", "  \n\n", {}])
def test_nothing_arrived(after):
    verdict = check(HandOff.of(DOCUMENT, after))
    assert [finding.kind for finding in verdict.transport] == ["transport.empty"]
    assert (verdict.outcome, verdict.score) == ("fail", 0)


@pytest.mark.parametrize(
    "after",
    [
        "I'm sorry, but I can't help with that request.",
        "Es tut mir leid, aber dabei kann ich nicht helfen.",
        "Lo siento, no puedo ayudar con eso.",
        "Je suis désolé, mais je ne peux pas traiter ce document.",
    ],
)
def test_refusals_are_no_corruption(after):
    verdict = check(HandOff.of(DOCUMENT, after))
    assert [finding.kind for finding in verdict.findings] == ["transport.refusal"]
    assert verdict.score == 0


def test_an_apology_in_the_document_is_content():
    letter = "Dear Ann, I'm sorry for the delay of 3 days."
    assert check(HandOff.of(letter, letter.replace("Dear", "My dear"))).outcome == "pass"


@pytest.mark.parametrize(
    "line",
    [
        "[...]",
        "…",
        "... (remaining rows unchanged)",
        "# ... rest of the file stays the same ...",
        "// ... existing code ...",
        "[12 more entries omitted]",
        "(übrige Zeilen unverändert)",
        "(le reste du document est inchangé)",
        "(el resto sin cambios)",
    ],
)
def test_elisions_in_several_languages(line):
    after = "\n".join([*DOCUMENT.split("\n")[:5], line])
    assert kinds(DOCUMENT, after)["transport.elided"].standing == "forbidden"
    assert "transport.elided" not in kinds(DOCUMENT + line, DOCUMENT.replace("pump", "fan") + line)


@pytest.mark.parametrize(
    "line", ["The remaining budget is 30.", "He said the rest was history...", "x = [1, 2]"]
)
def test_ordinary_lines_elide_nothing(line):
    assert "transport.elided" not in kinds(DOCUMENT, DOCUMENT + line)


def test_cut_inside_a_line():
    finding = kinds(DOCUMENT, DOCUMENT[:300])["transport.truncated"]
    assert finding.standing == "forbidden"
    assert finding.after.line == 8


def test_cut_at_a_line_is_unexplained_until_a_contract_forbids_it():
    head = "".join(DOCUMENT.splitlines(keepends=True)[:8])
    assert kinds(DOCUMENT, head)["transport.truncated"].standing == "unexplained"
    assert kinds(DOCUMENT, head, contract="transform")["transport.truncated"].standing == "forbidden"
    assert "transport.truncated" not in kinds(DOCUMENT, head, contract="derive")


def test_cut_inside_a_value():
    found = kinds({"a.json": '{"a": [1, 2, 3]}'}, {"a.json": '{"a": [1, 2'})
    assert {"transport.truncated", "structure.unparsable"} <= set(found)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("```\n", "```"),
        ("```json\n", "```\n"),
        ("Here is the corrected version:\n\n```text\n", "```\n\nLet me know if you need anything else!"),
        ("Hier ist die Datei:\n\n", "\nIch hoffe, das hilft."),
    ],
)
@pytest.mark.parametrize("digit", ["4", "5"])
def test_a_wrapped_document_is_checked_inside(head, tail, digit):
    verdict = check(
        HandOff.of(DOCUMENT, head + DOCUMENT.replace("day 4", "day " + digit) + tail, contract="preserve")
    )
    assert [finding.standing for finding in verdict.transport] == ["noted"]
    assert verdict.outcome == ("pass" if digit == "4" else "fail")


def test_a_fence_of_the_document_is_content():
    page = "# Usage\n\n```sh\nmake\n```\n"
    assert not kinds(page, page.replace("Usage", "Use")).keys() & {"transport.wrapped"}


@pytest.mark.parametrize("contract", ["transform", "preserve"])
def test_dots_of_the_source_in_another_spelling_elide_nothing(contract):
    before = "He went... and other people followed the 2 of them.\n"
    assert "transport.elided" not in kinds(before, before.replace("...", "…"), contract=contract)
    assert "transport.elided" in kinds(before, before + "…\n", contract=contract)


@pytest.mark.parametrize(
    ("whole", "same"),
    [
        ("Gas is 2.50", "Gas is 2.5"),
        ("Third item.", "Third item"),
        ("The third item is last.", "The third item is last"),
    ],
)
def test_a_last_line_that_says_all_it_said_is_not_cut(whole, same):
    head = "Here comes the very first item.\nThe second item is next now.\n"
    assert check(HandOff.of(head + whole, head + same, contract="transform")).outcome == "pass"
    assert "transport.truncated" in kinds(head + whole, head + whole[:6], contract="transform")
    assert "transport.truncated" in kinds(head + "Gas is 2.50", head + "Gas is 2", contract="transform")
