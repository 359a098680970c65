"""What a judge is shown of a place is what stands there, and every line begins with something of ours."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import HandOff
from holdtrue.checks.lines import split_lines
from holdtrue.middleware.judge.rows import LONG, Rows

WOVEN = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
WORDS = st.lists(
    st.sampled_from(["Lisbon", "7", "8.50", "not", "[-", "+}", "|", "…", "é", "3~", "\t"]),
    min_size=1,
    max_size=25,
)


def rows_of(before: str, after: str) -> tuple[Rows, HandOff]:
    handoff = HandOff.of(before, after)
    return Rows(handoff), handoff


@given(WORDS, WORDS)
def test_both_sides_of_a_line_can_be_read_from_what_is_shown(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    rows, _ = rows_of(before, after)
    row = rows.row(*(split_lines("text", text)[0].place for text in (before, after)))
    shown = rows.shown(row)
    assert all(re.match(r"[-+~=]1\|", line) for line in shown)
    if shown[0][0] == "~":
        sides = [WOVEN.sub(lambda match, side=side: match[side] or "", shown[0][3:]) for side in (1, 2)]
    else:
        sides = [shown[0][3:], shown[-1][3:]]
    if max(len(before), len(after)) <= LONG:
        assert sides == [before.strip(), after.strip()]


def test_a_line_that_mostly_stayed_is_shown_once() -> None:
    rows, handoff = rows_of("To Lisbon on 3 May, 40 EUR", "To Lisbon on 4 May, 40 EUR")
    row = rows.row(*(split_lines("text", text)[0].place for _, text in (*handoff.before, *handoff.after)))
    assert rows.shown(row) == ["~1|To Lisbon on [-3-]{+4+} May, 40 EUR"]


def test_the_counterpart_in_a_record_is_the_line_that_says_most_of_it() -> None:
    before, after = "name: Ida\ntags: red, blue\n", "tags: red\nname: Ida\n"
    rows, handoff = rows_of(before, after)
    lost = split_lines("text", before)[1].part(9, 15)
    whole = tuple(next(iter(side))[1] for side in (handoff.before, handoff.after))
    records = tuple(type(lost)("text", 0, len(text), 1, text) for text in whole)
    assert rows.shown(rows.row(lost, None, records)) == ["~1|tags: red[-, blue-]"]


def test_a_limit_cuts_a_long_record_and_says_so() -> None:
    text = "".join(f"field {n}: value number {n}\n" for n in range(50))
    rows, _ = rows_of(text, "")
    place = split_lines("text", text)[0].place
    record = type(place)("text", 0, len(text), 1, text)
    shown = rows.shown(rows.row(record, None), 100)
    assert sum(map(len, shown)) < 150
    assert shown[0] == "-1|field 0: value number 0"
    assert shown[-1].endswith("…")
    assert len(rows.shown(rows.row(record, None))) == 50
