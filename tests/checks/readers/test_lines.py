"""The generic reader, on formats that nobody has written down."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.readers.lines import read_lines


def cells(text, kind=None):
    return [
        {cell.field: cell.text for cell in record.cells}
        for record in read_lines(text).records
        if kind is None or record.kind == kind
    ]


GAUGES = """# gauge dump, station 4
CAL 2026-02-11T10:00Z DEV=HX-12 SN=00412
chan  offset   gain     state
ch01  0.0012   +1.0003  ok
ch02           +0.9998  ok
ch03  0.0007   +1.0001  worn
; end of dump
"""

ROUTER = """hostname core-sw1
!
interface GigabitEthernet0/1
 description uplink to roof
 ip address 10.0.0.1 255.255.255.0
!
interface GigabitEthernet0/2
 ip address 10.0.1.1 255.255.255.0
 no shutdown
"""

CARDS = """@RECIPE Pea soup
Serves: 4
Time: 40 min
- 500 g peas
- 1 l water
%%
@RECIPE Rye bread
Serves: 8
Time: 24 h
- 1 kg rye flour
"""

CATALOGUE = """TI Charts of the outer skerries and of the roads that lead to them
AU Lindroos, K.
AU Berg, S.
YR 1911
TI A pilot's log
AU Holm, E.
YR 1920
"""

STOCK = """(inventory
  (item (name "rope, 10 m") (qty 3) (price 4.20))
  (item (name "lamp") (qty 12) (price 9.50)))
"""

PEOPLE = """Nimi: Aino Salo
Syntynyt: 3.4.1961
Osoite: Rantatie 4
  00140 Helsinki

Nimi: Pekka Aho
Syntynyt: 12.11.1958
Osoite: Kuja 2
"""

CHESS = """[Event "Club night"]
[White "Aho, P."]

1. e4 e5
2. Nf3 Nc6
3. Bb5 a6
"""

KNITTING = """Cast on 40 sts.
Row 1: K2, P2, rep to end.
Row 2: P2, K2, rep to end.
"""

KIN = """0 @I1@ INDI
1 NAME Anna /Holm/
1 BIRT
2 DATE 4 MAY 1881
2 PLAC Turku
0 @I2@ INDI
1 NAME Karl /Holm/
0 TRLR
"""

FORMATS = [GAUGES, ROUTER, CARDS, CATALOGUE, STOCK, PEOPLE, CHESS, KNITTING, KIN]


def test_a_table_without_a_parser_has_a_record_a_row_named_by_its_head():
    assert cells(GAUGES, "row")[1:] == [
        {"chan": "ch02", "gain": "+0.9998", "state": "ok"},
        {"chan": "ch03", "offset": "0.0007", "gain": "+1.0001", "state": "worn"},
    ]
    assert cells(GAUGES, "comment") == [{"": "gauge dump, station 4"}, {"": "end of dump"}]
    assert cells(GAUGES, "line") == [{"1": "CAL", "2": "2026-02-11T10:00Z", "DEV": "HX-12", "SN": "00412"}]


def test_deeper_lines_lie_inside_the_line_above():
    records = read_lines(ROUTER).records
    address = [record for record in records if record.get("1") == "ip address"]
    assert [record.path for record in address] == ["interface", "interface"]
    assert [records[record.parent].get("2") for record in address] == [
        "GigabitEthernet0/1",
        "GigabitEthernet0/2",
    ]
    assert address[0].get("2") == "10.0.0.1"


def test_cards_are_records_of_their_keys_and_their_items():
    assert cells(CARDS, "entry") == [
        {"@RECIPE": "Pea soup", "Serves": "4", "Time": "40 min"},
        {"@RECIPE": "Rye bread", "Serves": "8", "Time": "24 h"},
    ]
    assert cells(CARDS, "item")[0] == {"1": "500", "2": "g peas"}


def test_tags_at_line_starts_name_the_values_of_a_record_each():
    records = read_lines(CATALOGUE).records
    assert [[cell.field for cell in record.cells] for record in records] == [
        ["TI", "AU", "AU", "YR"],
        ["TI", "AU", "YR"],
    ]
    assert records[1].get("AU") == "Holm, E."


def test_nested_parentheses_name_their_values():
    assert cells(STOCK)[1] == {"item/name": "rope, 10 m", "item/qty": "3", "item/price": "4.20"}


def test_a_value_goes_on_in_deeper_lines():
    assert cells(PEOPLE) == [
        {"Nimi": "Aino Salo", "Syntynyt": "3.4.1961", "Osoite": "Rantatie 4 00140 Helsinki"},
        {"Nimi": "Pekka Aho", "Syntynyt": "12.11.1958", "Osoite": "Kuja 2"},
    ]


def test_numbers_of_lines_are_values():
    assert [row["marker"] for row in cells(CHESS, "item")] == ["1.", "2.", "3."]
    assert [row["marker"] for row in cells(KNITTING, "item")] == ["Row 1", "Row 2"]


def test_stated_depth_nests():
    records = read_lines(KIN).records
    born = next(record for record in records if record.get("DATE"))
    assert born.path == "INDI/BIRT"
    assert born.get("PLAC") == "Turku"
    assert [record.get("INDI") for record in records if record.parent is None] == ["@I1@", "@I2@", None]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "root:x:0:0:root:/root:/bin/sh",
            {"1": "root", "2": "x", "3": "0", "4": "0", "5": "root", "6": "/root", "7": "/bin/sh"},
        ),
        ("a;b;;d", {"1": "a", "2": "b", "4": "d"}),
        ("PID|1||4711|Holm", {"1": "PID", "2": "1", "4": "4711", "5": "Holm"}),
        ("depth = 12.5 ; metres", {"depth": "12.5", "comment": "metres"}),
        ('"title": "Sea, and sky",', {"title": "Sea, and sky"}),
        ("Name: Aino   Age: 33", {"Name": "Aino", "Age": "33"}),
        ("Total .......... 52.70", {"1": "Total", "2": "52.70"}),
    ],
)
def test_a_line_is_told_by_its_own_signs(line, expected):
    assert cells(line) == [expected]


def test_running_text_is_unwrapped():
    text = "The boat left the harbour in the\nmorning and was not seen again.\n\nNobody knows more about it than that."
    assert cells(text) == [
        {"": "The boat left the harbour in the morning and was not seen again."},
        {"": "Nobody knows more about it than that."},
    ]


def _named(text):
    return [
        (record.kind, record.path, [cell.field for cell in record.cells])
        for record in read_lines(text).records
    ]


@settings(deadline=None)
@given(st.sampled_from(FORMATS), st.data())
def test_another_digit_changes_no_name(text, data):
    at = data.draw(
        st.sampled_from(
            [i for i, c in enumerate(text) if c.isdigit() and not (text is KIN and text[i - 1] in "\n")][1:]
        )
    )
    digit = data.draw(st.sampled_from("0123456789"))
    assert _named(text[:at] + digit + text[at + 1 :]) == _named(text)


ROWS = st.lists(
    st.tuples(st.integers(0, 999), st.sampled_from(["rope", "oil lamp", "hook"]), st.integers(1, 9999)),
    min_size=4,
    max_size=30,
)
WRITERS = [
    lambda row: f"{row[0]:03d}  {row[1]}  {row[2] / 100:.2f}",
    lambda row: f"{row[0]}|{row[1]}|{row[2]}",
    lambda row: f"id={row[0]} what={row[1].split()[0]} price={row[2]}",
    lambda row: f"Id: {row[0]}\nWhat: {row[1]}\nPrice: {row[2]}\n",
    lambda row: f"{row[0]} {row[1]} {row[2]}",
    lambda row: f'(thing (id {row[0]}) (what "{row[1]}") (price {row[2]}))',
    lambda row: f"thing {row[0]} {{\n  what = {row[1]}\n  price = {row[2]}\n}}",
]


@settings(deadline=None)
@given(st.sampled_from(WRITERS), ROWS, st.data())
def test_a_row_less_leaves_the_others_as_they_were(write, rows, data):
    gone = data.draw(st.integers(0, len(rows) - 1))
    whole = [
        [cell[:2] for cell in _plain(record)] for record in read_lines("\n".join(map(write, rows))).records
    ]
    rest = rows[:gone] + rows[gone + 1 :]
    less = [
        [cell[:2] for cell in _plain(record)] for record in read_lines("\n".join(map(write, rest))).records
    ]
    each = len(whole) // len(rows)
    assert len(whole) == each * len(rows)
    assert less == whole[: each * gone] + whole[each * (gone + 1) :]


def _plain(record):
    return [(cell.field, cell.text) for cell in record.cells]
