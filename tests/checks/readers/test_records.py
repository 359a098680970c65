"""Calendars, cards, subtitles, catalogues, accounts, family trees and SQL as records of named cells."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:ferry-07@quay.example
DTSTART;TZID=Europe/Oslo:20260504T071500
RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6
SUMMARY:Ferry to Utvær\\, calling at Solund
DESCRIPTION:Bring oilskins\\; the crossing is ro
 ugh.\\nTickets on board
CATEGORIES:CROSSING,SUMMER
ATTENDEE;CN="Berg, Åse";ROLE=CHAIR:mailto:aase@quay.example
BEGIN:VALARM
TRIGGER:-PT45M
END:VALARM
END:VEVENT
END:VCALENDAR
"""
CARD = """BEGIN:VCARD
VERSION:4.0
FN:Tomás Ó Sé
N:Ó Sé;Tomás;;;
ADR;TYPE=work:;;2 Cé na Mara;Dingle;Kerry;V92 X0A1;Ireland
item1.TEL;CELL:+353 66 915 0000
END:VCARD
"""
SUBTITLES = """1
00:00:04,120 --> 00:00:07,300
- Where does the lock open?
- At high water, 05:40.

2
00:00:08,000 --> 00:00:09,950
Not before.
"""
CAPTIONS = """WEBVTT - Lock keeping

NOTE checked against the tide table

intro
00:04.120 --> 00:07.300 line:0
<v Ana>Where does the lock open?
"""
CATALOGUE = """# Danish. Kirsten Holm, 2024.
msgid ""
msgstr ""
"Language: da\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#. Shown on the pump
#: src/pump.c:12 src/pump.c:40
#, c-format, fuzzy
#| msgid "%d litre"
msgctxt "tank"
msgid "%d litre left"
msgid_plural ""
"%d litres "
"left"
msgstr[0] "%d liter tilbage"
msgstr[1] "%d liter \\"tilbage\\""

#~ msgid "Old"
#~ msgstr "Gammel"
"""
ACCOUNTS = """; boat club, 2026
account Assets:Bank

2026-05-04 * (0042) Rope & Sail Ltd  ; spring
    ; paid late
    Expenses:Rigging          EUR 1,204.50 = EUR 1,300.00
    ! Assets:Bank             EUR -1,204.50  ; giro
"""
BEANS = """option "title" "Boat club"
2026-05-01 open Assets:Bank EUR
2026-05-04 ! "Rope & Sail" "Halyards" #spring ^inv-7
  receipt: "r-0042.pdf"
  Expenses:Rigging  3 ROPE {40.15 EUR} @ 41.00 EUR
  Assets:Bank -120.45 EUR
"""
TREE = """0 HEAD
1 CHAR UTF-8
0 @I7@ INDI
1 NAME Sunniva /Hauge/
1 BIRT
2 DATE 4 MAY 1871
1 DEAT
1 NOTE Kept the light
2 CONC house.
2 CONT Never left.
1 FAMS @F2@
0 TRLR
"""
SQL = """-- moorings
CREATE TABLE berth (
    berth_id TEXT PRIMARY KEY, -- with its zero
    metres NUMERIC NOT NULL DEFAULT 6.5 /* deep */
);
INSERT INTO berth VALUES ('007', 12.5), ('008', -3); -- two
INSERT INTO "visit" (berth_id, boat, note, fee) VALUES ('007', 'Skipper''s Joy', NULL, round(4.5, 1))
  ON CONFLICT DO NOTHING;
UPDATE berth SET metres = 9 WHERE berth_id = '008';
"""
FILES = {
    "a.ics": CALENDAR,
    "a.vcf": CARD,
    "a.srt": SUBTITLES,
    "a.vtt": CAPTIONS,
    "a.po": CATALOGUE,
    "a.ledger": ACCOUNTS,
    "a.beancount": BEANS,
    "a.ged": TREE,
    "a.sql": SQL,
}
GRAMMAR = {
    "a.ics": ["BEGIN", "END"],
    "a.vcf": ["BEGIN", "END"],
    "a.vtt": ["NOTE"],
    "a.po": ["n", "msgid", "msgstr"],
    "a.ged": ["0", "1", "2", "BIRT", "CONC", "CONT"],
    "a.sql": ["CREATE", "TABLE", "INSERT", "INTO", "VALUES"],
}


def cells(document: Document, kind: str) -> list[list[tuple[str, str]]]:
    return [
        [(cell.field, cell.text) for cell in record.cells]
        for record in document.records
        if record.kind == kind
    ]


def written(document: Document, kind: str, field: str) -> list[str]:
    return [
        document.text[cell.start : cell.end]
        for record in document.records
        if record.kind == kind
        for cell in record.cells
        if cell.field == field
    ]


@pytest.mark.parametrize("name", FILES)
def test_nothing_falls_between(name):
    document = read(name, FILES[name])
    assert document.format not in ("lines", "text")
    assert document.trouble is None
    assert residue(document, GRAMMAR.get(name, ())) == []
    assert misplaced(document) == []


@pytest.mark.parametrize("name", FILES)
def test_the_mark_that_opens_a_file_is_not_read(name):
    marked, plain = read(name, "\ufeff" + FILES[name]), read(name, FILES[name])
    assert [record.cells[:1] and record.cells[0].text for record in marked.records] == [
        record.cells[:1] and record.cells[0].text for record in plain.records
    ]


def test_an_event_is_a_record_and_its_alarm_one_inside():
    document = read("a.ics", CALENDAR)
    assert [(record.kind, record.path, record.parent) for record in document.records] == [
        ("VCALENDAR", "VCALENDAR", None),
        ("VEVENT", "VCALENDAR/VEVENT", 0),
        ("VALARM", "VCALENDAR/VEVENT/VALARM", 1),
    ]
    assert cells(document, "VEVENT") == [
        [
            ("UID", "ferry-07@quay.example"),
            ("DTSTART", "20260504T071500"),
            ("DTSTART;TZID", "Europe/Oslo"),
            ("RRULE/FREQ", "WEEKLY"),
            ("RRULE/BYDAY", "MO,TH"),
            ("RRULE/COUNT", "6"),
            ("SUMMARY", "Ferry to Utvær, calling at Solund"),
            ("DESCRIPTION", "Bring oilskins; the crossing is rough.\nTickets on board"),
            ("CATEGORIES", "CROSSING"),
            ("CATEGORIES", "SUMMER"),
            ("ATTENDEE", "mailto:aase@quay.example"),
            ("ATTENDEE;CN", "Berg, Åse"),
            ("ATTENDEE;ROLE", "CHAIR"),
        ]
    ]
    assert written(document, "VEVENT", "DESCRIPTION") == [
        "Bring oilskins\\; the crossing is ro\n ugh.\\nTickets on board"
    ]
    assert written(document, "VEVENT", "ATTENDEE;CN") == ["Berg, Åse"]
    assert written(document, "VEVENT", "RRULE/COUNT") == ["6"]


def test_a_card_has_the_parts_of_names_and_addresses():
    assert cells(read("a.vcf", CARD), "VCARD") == [
        [
            ("VERSION", "4.0"),
            ("FN", "Tomás Ó Sé"),
            ("N/family", "Ó Sé"),
            ("N/given", "Tomás"),
            ("ADR/street", "2 Cé na Mara"),
            ("ADR/city", "Dingle"),
            ("ADR/region", "Kerry"),
            ("ADR/code", "V92 X0A1"),
            ("ADR/country", "Ireland"),
            ("ADR;TYPE", "work"),
            ("TEL", "+353 66 915 0000"),
            ("TEL;group", "item1"),
            ("TEL;TYPE", "CELL"),
        ]
    ]


def test_an_unclosed_component_is_trouble_and_kept():
    document = read("a.ics", CALENDAR.replace("END:VEVENT\n", "").replace("VERSION:2.0", "twaddle"))
    assert document.trouble is not None
    assert cells(document, "text") == [[("", "twaddle")]]
    assert len(cells(document, "VEVENT")) == 1


def test_cues_have_number_times_and_text():
    assert cells(read("a.srt", SUBTITLES), "cue") == [
        [
            ("number", "1"),
            ("start", "00:00:04,120"),
            ("end", "00:00:07,300"),
            ("text", "- Where does the lock open?\n- At high water, 05:40."),
        ],
        [("number", "2"), ("start", "00:00:08,000"), ("end", "00:00:09,950"), ("text", "Not before.")],
    ]
    captions = read("a.vtt", CAPTIONS)
    assert [record.kind for record in captions.records] == ["header", "comment", "cue"]
    assert cells(captions, "cue")[0][0] == ("id", "intro")
    assert ("settings", "line:0") in cells(captions, "cue")[0]


def test_a_forgotten_blank_line_does_not_join_cues():
    assert len(cells(read("a.srt", SUBTITLES.replace("\n\n", "\n")), "cue")) == 2


def test_a_catalogue_entry_keeps_all_its_parts():
    document = read("a.po", CATALOGUE)
    assert [record.kind for record in document.records] == ["header", "entry", "obsolete"]
    assert cells(document, "entry") == [
        [
            ("extracted", "Shown on the pump"),
            ("reference", "src/pump.c:12"),
            ("reference", "src/pump.c:40"),
            ("flag", "c-format"),
            ("flag", "fuzzy"),
            ("previous/msgid", "%d litre"),
            ("msgctxt", "tank"),
            ("msgid", "%d litre left"),
            ("msgid_plural", "%d litres left"),
            ("msgstr[0]", "%d liter tilbage"),
            ("msgstr[1]", '%d liter "tilbage"'),
        ]
    ]
    assert ("Language", "da") in cells(document, "header")[0]
    assert cells(document, "obsolete") == [[("msgid", "Old"), ("msgstr", "Gammel")]]


def test_postings_stand_in_their_transaction():
    document = read("a.ledger", ACCOUNTS)
    assert [(record.kind, record.parent) for record in document.records] == [
        ("comment", None),
        ("account", None),
        ("transaction", None),
        ("comment", 2),
        ("posting", 2),
        ("posting", 2),
    ]
    assert cells(document, "transaction") == [
        [
            ("date", "2026-05-04"),
            ("status", "*"),
            ("code", "0042"),
            ("payee", "Rope & Sail Ltd"),
            ("comment", "spring"),
        ]
    ]
    assert cells(document, "posting") == [
        [("account", "Expenses:Rigging"), ("amount", "EUR 1,204.50"), ("balance", "EUR 1,300.00")],
        [("status", "!"), ("account", "Assets:Bank"), ("amount", "EUR -1,204.50"), ("comment", "giro")],
    ]


def test_beancount_has_narrations_and_named_values():
    document = read("a.beancount", BEANS)
    assert cells(document, "transaction") == [
        [
            ("date", "2026-05-04"),
            ("status", "!"),
            ("payee", "Rope & Sail"),
            ("narration", "Halyards"),
            ("link", "#spring"),
            ("link", "^inv-7"),
            ("receipt", "r-0042.pdf"),
        ]
    ]
    assert cells(document, "posting") == [
        [
            ("account", "Expenses:Rigging"),
            ("amount", "3 ROPE"),
            ("cost", "{40.15 EUR}"),
            ("price", "41.00 EUR"),
        ],
        [("account", "Assets:Bank"), ("amount", "-120.45 EUR")],
    ]


def test_nested_tags_are_paths_and_values_go_on_in_the_next_line():
    assert cells(read("a.ged", TREE), "INDI") == [
        [
            ("@", "@I7@"),
            ("NAME", "Sunniva /Hauge/"),
            ("BIRT/DATE", "4 MAY 1871"),
            ("DEAT", ""),
            ("NOTE", "Kept the lighthouse.\nNever left."),
            ("FAMS", "@F2@"),
        ]
    ]


def test_rows_have_the_columns_of_their_table():
    document = read("a.sql", SQL)
    assert cells(document, "row") == [
        [("berth_id", "007"), ("metres", "12.5")],
        [("berth_id", "008"), ("metres", "-3")],
        [("berth_id", "007"), ("boat", "Skipper's Joy"), ("note", "NULL"), ("fee", "round(4.5, 1)")],
    ]
    assert [record.path for record in document.records if record.kind == "row"] == ["berth", "berth", "visit"]
    assert cells(document, "comment") == [
        [("", "moorings")],
        [("", "with its zero")],
        [("", "deep")],
        [("", "two")],
    ]
    assert cells(document, "statement") == [
        [
            ("code", "UPDATE berth SET metres ="),
            ("number", "9"),
            ("code", "WHERE berth_id ="),
            ("string", "008"),
        ]
    ]
    types = {cell.text: cell.type for record in document.records for cell in record.cells}
    assert (types["12.5"], types["NULL"], types["007"]) == ("number", "null", "text")


def test_what_an_insert_says_beside_its_rows_is_kept():
    document = read("a.sql", "INSERT OR IGNORE INTO a.b (x, y, z) VALUES (1, 2);")
    assert cells(document, "insert") == [[("code", "OR IGNORE"), ("column", "z")]]
    assert document.records[1].path == "a.b"
    assert cells(read("a.sql", "CREATE TABLE IF NOT EXISTS t (x INT)"), "table")[0][0] == (
        "code",
        "IF NOT EXISTS",
    )


@pytest.mark.parametrize("line", ["\x0c", " \x0b", "\ufeff", "\ufeff\x1f", "\x85"])
@pytest.mark.parametrize("name", FILES)
def test_lines_of_rare_white_space_are_blank(name, line):
    assert read(name, f"{line}\n\n").records == ()


PIECES = [
    *"\n\r\t \ufeff:;,\"'\\#@()[]{}=-*!|.<>07aZé",
    "BEGIN:", "END:", "VEVENT", "N:", " -->", "00:01:02,500", "msgid ", "msgstr ", "#~ ", "2026-05-04 ", "  A:B  ",
    "0 @I1@ INDI", "\n1 NOTE ", "\n2 CONT ", "INSERT INTO t VALUES (", "CREATE TABLE t (", "/*", "*/", "--", "```",
    "def f(", "class A {", "#E1 = ", "Step 1: ", "<<EOT",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=200)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([*FILES]))
def test_any_text_is_read_and_lies_where_it_says(text, name):
    document = read(name, text)
    assert misplaced(document) == []


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_text_cut_off_is_read(name, cut):
    text = FILES[name]
    document = read(name, text[: int(len(text) * cut)])
    assert misplaced(document) == []
    assert residue(document, [*GRAMMAR.get(name, ()), "msgstr", "msgid_plural"]) == []


HOSTILE = {
    "a.ics": ["BEGIN:A\n" * 40_000, "N:" + "a;" * 150_000, 'X;A="' * 60_000, "X:a\n" + " b\n" * 100_000],
    "a.srt": [" " * 300_000, "00:00:01,000 --> 00:00:02,000 a" + " " * 300_000 + "b", "1\n" * 150_000],
    "a.po": ['msgid "' + '\\"' * 150_000, "#~ " * 100_000, 'msgid ""\n' * 40_000],
    "a.ledger": ["    a" + " " * 300_000 + "b", "    " + "a:" * 150_000, "2026-01-01 (" * 30_000],
    "a.ged": ["".join(f"{level} A\n" for level in range(999)) * 40, "0 A" + " " * 300_000 + "b"],
    "a.sql": [
        "(" * 300_000,
        "INSERT INTO t VALUES " + "((" * 100_000,
        "'" * 300_001,
        "/*" * 150_000,
        '"' * 300_001,
    ],
}


@pytest.mark.parametrize(
    ("name", "text"), [(name, text) for name, texts in HOSTILE.items() for text in texts]
)
def test_no_text_takes_long(name, text):
    began = time.perf_counter()
    read(name, text)
    assert time.perf_counter() - began < 5  # quadratic time would be minutes


@pytest.mark.parametrize("name", FILES)
def test_a_long_text_takes_less_than_seconds(name):
    text = FILES[name] * (250_000 // len(FILES[name]))
    began = time.perf_counter()
    document = read(name, text)
    assert time.perf_counter() - began < 3  # ten times what a free core needs
    assert len(document.records) > 500
