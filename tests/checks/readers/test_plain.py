"""Plain text, conversations, logs and mail as records."""

from __future__ import annotations

from holdtrue.checks.readers import read


def records(text, name="x.txt"):
    return [(r.kind, r.path, [(c.field, c.text) for c in r.cells]) for r in read(name, text).records]


def test_numbered_sections_clauses_and_wrapped_text():
    text = '2. Definitions\n\n2.1 The "Vessel" means the\nship named below.\n2.2 Rent is due\n(a) monthly;\n(b) in advance.\n'
    assert records(text) == [
        ("heading", "", [("marker", "2."), ("", "Definitions")]),
        ("item", "Definitions", [("marker", "2.1"), ("", 'The "Vessel" means the ship named below.')]),
        ("item", "Definitions", [("marker", "2.2"), ("", "Rent is due")]),
        ("item", "Definitions", [("marker", "(a)"), ("", "monthly;")]),
        ("item", "Definitions", [("marker", "(b)"), ("", "in advance.")]),
    ]


def test_headings_by_capitals_lines_below_words_with_numbers_and_labels():
    text = "HARBOUR\n\nFindings\n========\n\nNone.\n\nSection 4 - Exclusions\n\nEnclosures:\n- map\n"
    assert [(kind, path) for kind, path, _ in records(text)] == [
        ("heading", ""),
        ("heading", ""),
        ("paragraph", "Findings"),
        ("heading", ""),
        ("heading", "Exclusions"),
        ("item", "Exclusions/Enclosures"),
    ]


def test_labelled_lines_are_one_record_and_their_values_go_on():
    text = "Visitor: A. Lind\nNote: late because the\n  ferry was cancelled.\n\nVisitor: B. Holm\nNote: none\nVisitor: C. Aho\n"
    assert [cells for _, _, cells in records(text)] == [
        [("Visitor", "A. Lind"), ("Note", "late because the ferry was cancelled.")],
        [("Visitor", "B. Holm"), ("Note", "none")],
        [("Visitor", "C. Aho")],
    ]


def test_labels_that_stand_side_by_side_name_a_value_each():
    text = "Patient: A. Holm      Born: 7 May 1951\nRef. no.: 12          Ward: 4B\nSeen by: B. Aho\n"
    assert [cells for _, _, cells in records(text)] == [
        [
            ("Patient", "A. Holm"),
            ("Born", "7 May 1951"),
            ("Ref. no.", "12"),
            ("Ward", "4B"),
            ("Seen by", "B. Aho"),
        ]
    ]


def test_columns_set_with_spaces():
    text = "Item        Qty   Price\nOak table     2   40.00\nLamp               9.50\n"
    assert [cells for _, _, cells in records(text)] == [
        [("Item", "Oak table"), ("Qty", "2"), ("Price", "40.00")],
        [("Item", "Lamp"), ("Price", "9.50")],
    ]


def test_an_amount_is_no_clause_number():
    assert records("2.5 kg of flour") == [("paragraph", "", [("", "2.5 kg of flour")])]


def test_turns_of_a_conversation():
    text = "Call of 3 May\n\nAnna Holm: Did it sell?\nPer: It did,\nand well.\n\nMore than last year.\n\nAnna Holm: By how much?\n"
    assert [(kind, cells) for kind, _, cells in records(text)] == [
        ("paragraph", [("", "Call of 3 May")]),
        ("turn", [("speaker", "Anna Holm"), ("text", "Did it sell?")]),
        ("turn", [("speaker", "Per"), ("text", "It did, and well.")]),
        ("paragraph", [("", "More than last year.")]),
        ("turn", [("speaker", "Anna Holm"), ("text", "By how much?")]),
    ]


def test_chat_lines_keep_their_time():
    text = "[12:01] <aino> hi\n[12:02] <per> hello"
    assert records(text, "x.chat")[1][2] == [("time", "[12:02]"), ("speaker", "per"), ("text", "hello")]


def test_log_lines():
    text = (
        '2026-03-01T10:00:02Z WARN [pool-1] db: slow query ms=412 table="a b"\n  at line 3\n'
        "Mar  1 10:00:03 host sshd[42]: closed\n"
    )
    assert [(kind, cells) for kind, _, cells in records(text, "x.log")] == [
        (
            "line",
            [
                ("timestamp", "2026-03-01T10:00:02Z"),
                ("level", "WARN"),
                ("source", "pool-1"),
                ("source", "db"),
                ("message", "slow query"),
                ("ms", "412"),
                ("table", "a b"),
            ],
        ),
        ("continuation", [("message", "at line 3")]),
        ("line", [("timestamp", "Mar  1 10:00:03"), ("message", "host sshd[42]: closed")]),
    ]


def test_log_lines_that_begin_otherwise():
    text = '10.0.0.7 - - [10/Oct/2026:13:55:36 +0200] "GET /map HTTP/1.1" 200 2326\n' * 3
    assert [cells for _, _, cells in records(text, "x.log")][2] == [
        ("1", "10.0.0.7"),
        ("2", "- -"),
        ("3", "[10/Oct/2026:13:55:36"),
        ("4", "+0200]"),
        ("5", "GET /map HTTP/1.1"),
        ("6", "200"),
        ("7", "2326"),
    ]


def test_mail():
    text = "From: a@x\nTo: b@y\nSubject: Rope\n and oars\n\nHello,\n\n> you said\n> so\n\n--\nAino\n"
    assert [(kind, cells) for kind, _, cells in records(text)] == [
        ("headers", [("From", "a@x"), ("To", "b@y"), ("Subject", "Rope and oars")]),
        ("paragraph", [("", "Hello,")]),
        ("quote", [("", "you said so")]),
        ("rule", [("", "--")]),
        ("signature", [("", "Aino")]),
    ]
