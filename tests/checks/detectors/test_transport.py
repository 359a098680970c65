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


@pytest.mark.parametrize(
    ("before", "after", "contract"),
    [
        ("Ich kann am Dienstag nicht kommen.", "I can't come on Tuesday.", "transform"),
        ("Sorry for the delay, Mr Kern.", "Désolé pour le retard, M. Kern.", "transform"),
        (
            "She is unable to attend on 5 May because of a trip.",
            "I'm unable to attend on 5 May.",
            "compress",
        ),
    ],
)
def test_prose_that_excuses_somebody_is_no_refusal(before, after, contract):
    assert not {"transport.refusal", "transport.replaced"} & set(kinds(before, after, contract=contract))


PROSE = "The committee met in the old town hall and agreed on the plan for the new harbour bridge.\n"


@pytest.mark.parametrize(
    "after",
    [
        "Please provide the document.",
        "I don't have access to the file.",
        "Unfortunately, that is not possible.",
        "Error: rate limit exceeded",
        "null",
        "N/A",
    ],
)
@pytest.mark.parametrize("contract", ["transform", None])
def test_something_else_in_the_place_of_the_document(after, contract):
    assert "transport.replaced" in kinds(PROSE, after, contract=contract)
    assert "transport.replaced" in kinds(DOCUMENT, after, contract=contract)


def test_one_file_that_was_declined_and_one_that_was_not():
    before = {"a.txt": PROSE, "b.txt": "The second text is about a garden.\n"}
    found = kinds(before, {**before, "a.txt": "I'm sorry, I can't help."}, contract="transform")
    assert found["transport.refusal"].after.file == "a.txt"


def test_an_excuse_that_carries_the_document_leaves_it_to_the_other_checks():
    before = "We will send the 12 chairs on Monday to the hall in Ghent.\n"
    after = "I'm sorry, we will send the 13 chairs on Monday to the hall in Ghent.\n"
    found = kinds(before, after, contract="transform")
    assert "number.changed" in found
    assert "transport.refusal" not in found


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("Here is the amount you asked for: I raised it to 900 EUR.\n", ""),
        ("", "Note: I have removed the second payment of 900 EUR.\n"),
        ("Here is the letter of 3 May 2031:\n```text\n", "```\n"),
    ],
)
def test_a_remark_around_the_document_that_states_something_is_no_courtesy(head, tail):
    letter = "Dear Ann,\nyou still owe us 500 EUR for the boat.\nYours, Ben\n"
    for contract in ("preserve", "transform", "derive", "compress", None):
        verdict = check(HandOff.of(letter, head + letter + tail, contract=contract))
        (remark,) = [finding for finding in verdict.findings if finding.kind == "transport.remark"]
        assert remark.standing == ("forbidden" if contract else "unexplained")
        assert remark.after.text.strip() in head + tail
        assert verdict.score < 1


def test_courtesy_that_repeats_the_source_is_a_note():
    letter = "Dear Ann,\nyou still owe us 500 EUR for the boat.\nYours, Ben\n"
    found = kinds(letter, "Here is the letter about the 500 EUR:\n" + letter, contract="preserve")
    assert {kind: finding.standing for kind, finding in found.items()} == {"transport.wrapped": "noted"}
