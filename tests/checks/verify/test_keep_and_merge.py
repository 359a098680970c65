"""What survives whatever else happens, and whose value counts in a merge."""

import pytest

from holdtrue.checks import HandOff, check
from holdtrue.checks.readers import read

LETTER = """# Offer

As Ida Brandt has told you, the kiln costs 4,250 EUR and comes on 3 May 2031, see `KILN-07`.
It is not insured.

# Notes

Call her.
"""


def outcome(contract, before, after):
    return check(HandOff.of(before, after, contract=contract)).outcome


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("4,250 EUR", "4,520 EUR"),
        ("3 May 2031", "8 May 2031"),
        ("`KILN-07`", "the kiln"),
        ("Brandt", "Brant"),
    ],
)
def test_what_is_kept_survives_where_words_are_free(right, wrong):
    contract = "only(at='section Offer') & keep([numbers, dates, ids, names, markup])"
    reworded = LETTER.replace("the kiln costs", "our kiln is yours for")
    assert outcome(contract, {"a.md": LETTER}, {"a.md": reworded}) == "pass"
    assert outcome(contract, {"a.md": LETTER}, {"a.md": reworded.replace(right, wrong)}) != "pass"


def test_a_text_that_is_kept():
    contract = "only(at='section Offer') & keep(\"not insured\")"
    assert outcome(contract, {"a.md": LETTER}, {"a.md": LETTER.replace("It is", "So far it is")}) == "pass"
    assert outcome(contract, {"a.md": LETTER}, {"a.md": LETTER.replace("not insured", "insured")}) != "pass"


def test_what_another_clause_changes_is_not_kept():
    contract = 'set(at=\'text "4,250 EUR"\', value="4,000 EUR") & keep(numbers)'
    assert outcome(contract, {"a.md": LETTER}, {"a.md": LETTER.replace("4,250", "4,000")}) == "pass"


def test_what_is_kept_of_one_place_only():
    contract = "only(at='section Offer') & keep(numbers, at='section Notes')"
    assert outcome(contract, {"a.md": LETTER}, {"a.md": LETTER.replace("4,250 ", "few ")}) == "pass"


HOME = "id,stock,seen\na,4,2031-01-02\nb,,2031-02-01\nc,9,2031-01-01\n"
AWAY = "id,stock,seen\na,7,2031-01-09\nb,5,2030-12-31\nc,2,\n"


@pytest.mark.parametrize(
    ("prefer", "rows"),
    [
        ("first", "a,4,2031-01-02\nb,5,2031-02-01\nc,9,2031-01-01\n"),
        ("last", "a,7,2031-01-09\nb,5,2030-12-31\nc,2,2031-01-01\n"),
        ("max", "a,7,2031-01-09\nb,5,2031-02-01\nc,9,2031-01-01\n"),
        ("min", "a,4,2031-01-02\nb,5,2030-12-31\nc,2,2031-01-01\n"),
    ],
)
def test_whose_value_counts(prefer, rows):
    contract = f"merge(key=id, into=home.csv, prefer={prefer})"
    before = {"home.csv": HOME, "away.csv": AWAY}
    head = "id,stock,seen\n"
    assert outcome(contract, before, {"home.csv": head + rows}) == "pass"
    assert outcome(contract, before, {"home.csv": head + rows.replace("c,", "c,1")}) == "fail"


def test_a_merge_in_another_order():
    before = {"home.csv": HOME, "away.csv": AWAY}
    ordered = "id,stock,seen\nb,5,2031-02-01\na,7,2031-01-09\nc,9,2031-01-01\n"
    assert (
        outcome("merge(key=id, into=home.csv, prefer=max, by=stock)", before, {"home.csv": ordered}) == "pass"
    )
    assert (
        outcome("merge(key=id, into=home.csv, prefer=max, by=seen)", before, {"home.csv": ordered}) == "fail"
    )


def test_unchecked_fields_state_nothing_new():
    before = {"a.txt": "The ferry KL-204 leaves on 4 June 2031 for 35 EUR.\n"}
    (kind,) = {record.kind for record in read("a.txt", before["a.txt"]).records}
    contract = (
        f"extract(fields={{what: '\"ferry\"', note: '\"\"'}}, each='kind {kind}', unchecked=note, to=out.csv)"
    )
    right = "what,note\nferry,KL-204 on 2031-06-04\n"
    assert outcome(contract, before, {"out.csv": right}) == "pass"
    assert outcome(contract, before, {"out.csv": right.replace("06-04", "06-05")}) == "warn"
    assert outcome(contract, before, {"out.csv": right.replace("204", "240")}) == "warn"


def test_a_record_goes_with_its_quotes_and_its_dash():
    items = '- id: 1\n  n: a\n- id: 2\n  n: b\n- id: 3\n  n: "c"\n'
    po = 'msgid "One"\nmsgstr "Un"\n\nmsgid "Two"\nmsgstr "Deux"\n'
    assert (
        outcome(
            'delete(where="id == 2")', {"a.yaml": items}, {"a.yaml": items.replace("- id: 2\n  n: b\n", "")}
        )
        == "pass"
    )
    assert (
        outcome('filter("id != 3")', {"a.yaml": items}, {"a.yaml": items.replace('- id: 3\n  n: "c"\n', "")})
        == "pass"
    )
    assert (
        outcome("delete(where='msgid == \"Two\"')", {"a.po": po}, {"a.po": po[: po.index('\nmsgid "Two')]})
        == "pass"
    )
    assert outcome('delete(where="id == 2")', {"a.yaml": items}, {"a.yaml": items}) == "fail"
