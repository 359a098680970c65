"""What holds for every text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks import HandOff, check
from holdtrue.checks.align import align
from holdtrue.checks.diff import inline
from holdtrue.checks.lines import split_lines
from holdtrue.checks.opcodes import blocks

TEXTS = st.text(st.sampled_from('ab 01.,\n\r`#-é"{[<\t')) | st.text(max_size=200)
MODES = st.sampled_from(["preserve", "transform", "derive", "compress", None])


@given(TEXTS, MODES)
def test_what_did_not_change_passes(text, mode):
    verdict = check(HandOff.of(text, text, contract=mode))
    assert {finding.kind for finding in verdict.findings} <= {"structure.unparsable"}
    if not verdict.findings:
        assert (verdict.outcome, verdict.score) == ("pass", 1.0)


@given(st.data())
def test_any_changed_digit_fails_a_preserve_hand_off(data):
    text = data.draw(TEXTS.filter(lambda t: any(c in "0123456789" for c in t)))
    position = data.draw(st.sampled_from([i for i, c in enumerate(text) if c in "0123456789"]))
    digit = data.draw(st.sampled_from([c for c in "0123456789" if c != text[position]]))
    verdict = check(HandOff.of(text, text[:position] + digit + text[position + 1 :], contract="preserve"))
    assert verdict.outcome == "fail"
    assert verdict.score < 1


@given(st.data())
def test_any_changed_digit_fails_a_transform_hand_off(data):
    text = data.draw(TEXTS.filter(lambda t: any(c in "0123456789" for c in t)))
    position = data.draw(st.sampled_from([i for i, c in enumerate(text) if c in "0123456789"]))
    digit = data.draw(st.sampled_from([c for c in "0123456789" if c != text[position]]))
    verdict = check(HandOff.of(text, text[:position] + digit + text[position + 1 :], contract="transform"))
    assert verdict.outcome != "pass"


@settings(deadline=None)
@given(TEXTS, TEXTS, MODES)
def test_evidence_stands_where_it_says(before, after, mode):
    verdict = check(HandOff.of(before, after, contract=mode))
    assert 0 <= verdict.score <= 1
    assert not [finding for finding in verdict.findings if finding.family == "check"]
    for finding in verdict.findings:
        for text, place in ((before, finding.before), (after, finding.after)):
            if place:
                assert text[place.start : place.end] == place.text
                assert text.count("\n", 0, place.start) + 1 == place.line


@given(TEXTS, TEXTS)
def test_a_marked_diff_holds_both_sides(before, after):
    script = inline(before, after)
    assert "".join(text for op, text in script if op != "insert") == before
    assert "".join(text for op, text in script if op != "delete") == after


@given(st.lists(st.integers(0, 5)), st.lists(st.integers(0, 5)))
def test_blocks_cover_both_sequences(a, b):
    i = j = 0
    for a0, a1, b0, b1, equal in blocks(a, b):
        assert (a0, b0) == (i, j)
        assert not equal or a[a0:a1] == b[b0:b1]
        i, j = a1, b1
    assert (i, j) == (len(a), len(b))


@given(TEXTS, TEXTS)
def test_aligning_keeps_every_line_in_order(before, after):
    a, b = split_lines("a", before), split_lines("b", after)
    pairs = align(a, b)
    assert tuple(pair.before for pair in pairs if pair.before) == a
    assert tuple(pair.after for pair in pairs if pair.after) == b


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\nb\n", "a\nb"), ("a\nb", "a\nb\n"), ("a\r\nb\r\n", "a\r\nb"), ("a\r\nb", "a\r\nb\r\n")],
)
def test_only_the_last_newline_may_change(before, after):
    verdict = check(HandOff.of(before, after, contract="preserve"))
    assert verdict.outcome == "pass"
    assert [finding.kind for finding in verdict.findings] == ["text.final_newline"]
