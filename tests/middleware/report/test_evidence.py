"""What changed is marked the way a reader sees it."""

import pytest

from holdtrue.checks import Artifact, Finding, Place
from holdtrue.middleware import Record
from holdtrue.middleware.report.evidence import AROUND, LONGEST, excerpts


def marked(ledger, before, after, old=None, new=None):
    """Both sides of a finding about the whole texts, or about stretches of them; marks stand in brackets."""

    def place(text, what):
        start = text.index(what)
        return Place("f.txt", start, start + len(what), 1, what)

    finding = Finding(
        "text.changed", "forbidden", "major", "", place(before, old or before), place(after, new or after)
    )
    record = Record(run="r", step="s", before=Artifact({"f.txt": before}), after=Artifact({"f.txt": after}))
    return excerpts(ledger.append(record), finding)


def brackets(excerpt):
    inner = "".join(text if op == "equal" else f"[{text}]" for op, text in excerpt.marked)
    return f"{excerpt.lead}|{inner}|{excerpt.tail}"


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("paid 3400 now", "paid 3040 now", "|paid [3400] now|", "|paid [3040] now|"),
        ("paid 120 now", "paid 1200 now", "|paid [120] now|", "|paid [1200] now|"),
        ("paid 1,204.50", "paid 1,209.50", "|paid [1,204.50]|", "|paid [1,209.50]|"),
        ("8 mm,3400,0.02", "8 mm,3040,0.02", "|8 mm,[3400],0.02|", "|8 mm,[3040],0.02|"),
        ("must not go", "must go", "|must [not ]go|", "|must go|"),
        ("12 rod", "12 nut", "|12 [rod]|", "|12 [nut]|"),
    ],
)
def test_a_number_is_marked_whole_and_nothing_beside_it(ledger, before, after, old, new):
    assert tuple(map(brackets, marked(ledger, before, after))) == (old, new)


def test_a_place_stands_in_its_line(ledger):
    before, after = "a\nprice: 12 EUR\nb", "a\nprice: 13 EUR\nb"
    assert tuple(map(brackets, marked(ledger, before, after, "12", "13"))) == (
        "price: |[12]| EUR",
        "price: |[13]| EUR",
    )


def test_long_lines_and_places_are_cut_and_say_so(ledger):
    before = "x" * 5000 + "OLD" + "y" * 5000
    old, _ = marked(ledger, before, "NEW", "OLD")
    assert (len(old.lead), len(old.tail)) == (AROUND + 1, AROUND + 1)
    assert old.lead.startswith("…")
    old, _ = marked(ledger, before, "NEW")
    assert len(old.text) < LONGEST + 100
    assert "more characters" in old.text
