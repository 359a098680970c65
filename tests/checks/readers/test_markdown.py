"""Markdown as records."""

from __future__ import annotations

from holdtrue.checks.readers import read


def records(text):
    return [(r.kind, r.path, [(c.field, c.text) for c in r.cells]) for r in read("x.md", text).records]


def test_headings_stand_above_what_follows_without_their_numbers():
    assert records("# 1. Fjord\n\nOne.\n\n## Camp\n\nTwo.\n\nRoute\n=====\nThree.") == [
        ("heading", "", [("marker", "1."), ("", "Fjord")]),
        ("paragraph", "Fjord", [("", "One.")]),
        ("heading", "Fjord", [("", "Camp")]),
        ("paragraph", "Fjord/Camp", [("", "Two.")]),
        ("heading", "", [("", "Route")]),
        ("paragraph", "Route", [("", "Three.")]),
    ]


def test_a_table_has_a_record_a_row_named_by_its_head():
    text = "| Item | No. |\n|---|--:|\n| rope \\| cord | 3 |\n| | 4 |"
    document = read("x.md", text)
    assert records(text) == [
        ("row", "", [("Item", "rope | cord"), ("No.", "3")]),
        ("row", "", [("No.", "4")]),
    ]
    head = document.records[1].cells[0].name_start
    assert text[head : head + 3] == "No."


def test_items_keep_their_markers_and_lie_inside_each_other():
    document = read("x.md", "1. tents\n   - big\n     one\n   - [x] small\n2. rope\n\n(a) oars\n(b) sail")
    assert [[(c.field, c.text) for c in r.cells] for r in document.records] == [
        [("marker", "1."), ("", "tents")],
        [("", "big one")],
        [("marker", "[x]"), ("", "small")],
        [("marker", "2."), ("", "rope")],
        [("marker", "(a)"), ("", "oars")],
        [("marker", "(b)"), ("", "sail")],
    ]
    assert [r.parent for r in document.records] == [None, 0, 0, None, None, None]


def test_clauses_in_one_paragraph_are_apart():
    assert records("2.1 The tenant pays.\n2.2 The landlord\naccepts.") == [
        ("item", "", [("marker", "2.1"), ("", "The tenant pays.")]),
        ("item", "", [("marker", "2.2"), ("", "The landlord accepts.")]),
    ]


def test_the_rest_is_kept():
    text = (
        "---\ntitle: Walk\n---\n> so he\n> said\n\n**Ward:** 7B\n**Bed:** 3\n\n<!-- check\nthis --> tail\n\n"
        "```py\nx = 1\n```\n\n[^1]: A note\n  goes on\n[l]: http://x\n\n---\n"
    )
    assert records(text) == [
        ("front-matter", "", [("title", "Walk")]),
        ("quote", "", [("", "so he said")]),
        ("entry", "", [("Ward", "7B")]),
        ("entry", "", [("Bed", "3")]),
        ("comment", "", [("", "check this")]),
        ("paragraph", "", [("", "tail")]),
        ("fence", "", [("info", "py")]),
        ("code", "", [("", "x = 1")]),
        ("footnote", "", [("label", "^1"), ("", "A note goes on")]),
        ("link", "", [("label", "l"), ("", "http://x")]),
        ("rule", "", [("", "---")]),
    ]
