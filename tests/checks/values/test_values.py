"""Cells by what they stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from holdtrue.checks.values import key, parse

CELLS = (
    st.from_regex(r"[0-9 .,:/'TZ+−±<()EUR$%a-f-]{1,24}", fullmatch=True)
    | st.from_regex(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}([T ][0-9]{2}:?[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:00)?)?", fullmatch=True)
    | st.from_regex(r"[0-9]{1,2}\.? (March|März|sept|out|mai) ('?[0-9]{2}|[0-9]{4})( [0-9]{1,2}:[0-9]{2})?", fullmatch=True)
    | st.from_regex(r"([0-9]{1,3} ?h )?[0-9]{1,3} ?min( [0-9]{1,2} ?s)?", fullmatch=True)
    | st.from_regex(r"[€$]?[0-9]{1,3}([.,' ][0-9]{3}){0,2}([.,][0-9]{1,3})?( kg|k| Mio| %| kr)?", fullmatch=True)
    | st.text(max_size=40)
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("1,204.50", "1.204,50"),
        ("1 204,50", "1'204.5"),
        ("12,34,567", "1234567"),
        ("1,204", "1204"),
        ("1,204", "1.204"),  # one of the two locales reads a fraction
        ("(12.50)", "-12.50"),
        ("12.50-", "−12.5"),
        ("≤ 0.05", "<=0.05"),
        ("1.2e5", "1.2 × 10⁵"),
        ("12.5±0.30 mg", "12,5 ± 0,3 mg"),
        ("EUR 4,318.72", "€4.318,72"),
        ("-$5", "$-5"),
        ("€5m", "5 Mio. EUR"),
        ("5 kr", "NOK 5"),
        ("3 percent", "3%"),
        ("5 kilograms", "5kg"),
        ("20260304", "4 March 2026"),
        ("04.03.2026", "2026-03-04"),
        ("3/4/26", "2026-04-03"),
        ("3/4/26", "2026-03-04"),
        ("4. März 2026", "le 4 mars 2026"),
        ("4 de marzo de 2026", "4 marzo 2026"),
        ("4 maart 2026", "4 de março de 2026"),
        ("4. marts 2026", "4 marca 2026 r."),
        ("Wed, 4 Mar 2026", "March 4th, 2026"),
        ("04-MAR-26", "2026/03/04"),
        ("2026年3月4日", "4.3.2026"),
        ("March 2026", "03/2026"),
        ("20260304T183000", "4 March 2026 at 6:30 pm"),
        ("2026-03-04T18:30:00+01:00", "20260304T173000Z"),
        ("14.30 Uhr", "2:30 PM"),
        ("00:01:02,500", "01:02.500"),
        ("1h 30m", "PT90M"),
        ("90 min", "1,5 Stunden"),
        ("2 Tage", "48 h"),
        ("yes", "ja"),
        ("1", "true"),
        ("NULL", ""),
        ("Šimková, Friederike", "Friederike Šimková"),
        ("“Saal 2” – green room", '"saal 2"  - Green Room'),
        ("+41 79 555 01 17", "+41795550117"),
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_another_notation_is_the_same_value(written, otherwise):
    assert parse(written).same_as(parse(otherwise))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("007", "7"),
        ("5 MW", "5 mW"),
        ("5 kg", "5 g"),
        ("5 EUR", "5"),
        ("< 5", "> 5"),
        ("INV-7", "inv-7"),
        ("Tue, 4 Mar 2026", "Wed, 4 Mar 2026"),
        ("2026-03-04T18:30+01:00", "2026-03-04T18:30"),
        ("2026-03-04", "2026-03-04T00:00"),
        ("12:00 am", "12:00 pm"),
        ("n/a", ""),
        ("5 ± 1", "5"),
        ("0e5", "0e6"),
        ("9.126e5", "9.126e2"),
        ("resume", "résumé"),
        ("not before 9", "before 9"),
    ],
)
def test_another_value_is_not_the_same(one, other):
    assert not parse(one).same_as(parse(other))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,204", "number"), ("€5", "money"), ("5 kg", "quantity"), ("4.3.2026", "date"), ("18:30", "time"),
        ("20260304T183000", "datetime"), ("PT5M", "duration"), ("00417", "id"), ("30.02.2026", "id"), ("1.2.3", "id"),
        ("Katrin Müller", "name"), ("#E1", "reference"), ("@I1@", "reference"), ("https://a.example", "reference"),
        ("nein", "boolean"), (" ", "empty"), ("green room", "text"), ("12 out", "quantity"),
    ],
)  # fmt: skip
def test_kinds(text, kind):
    assert parse(text).kind == kind


def test_a_field_decides_where_the_notation_does_not():
    assert parse("20260304", field="event_date").kind == "date"
    assert parse("79100", field="zip").kind == "id"
    assert parse("20260304", field="event_date").same_as(parse("20260304"))


def test_a_number_tells_how_it_is_written():
    value = parse("< 1.250 mg")
    assert (value.number, value.unit, value.bound, value.decimals, value.figures) == (
        Decimal("1.25"),
        "mg",
        "<",
        3,
        4,
    )
    assert parse("1,204").numbers == (1204, Decimal("1.204"))


@given(CELLS)
@example("9" * 79)
@example("1e999999")
@example("P" + "9" * 70 + "W")
@example("9" * 70 + " h")
def test_every_text_is_itself(text):
    value = parse(text)
    assert value.same_as(value)
    assert key(value)
    assert value.same_as(parse(f" {text} "))


@given(CELLS, CELLS)
def test_being_the_same_is_mutual(one, other):
    assert parse(one).same_as(parse(other)) == parse(other).same_as(parse(one))


@given(st.data())
def test_a_changed_digit_is_another_value(data):
    text = data.draw(CELLS.filter(lambda t: any(c in "0123456789" for c in t)))
    position = data.draw(st.sampled_from([i for i, c in enumerate(text) if c in "0123456789"]))
    digit = data.draw(st.sampled_from([c for c in "0123456789" if c != text[position]]))
    assert not parse(text).same_as(parse(text[:position] + digit + text[position + 1 :]))
