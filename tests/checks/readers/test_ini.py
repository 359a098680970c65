"""INI files, properties and environment files as records."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue


def seen(document: Document) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (record.kind, record.path, [(cell.field, cell.text) for cell in record.cells])
        for record in document.records
    ]


def test_sections_are_records() -> None:
    text = "; top\nall = 1\n[ one ] ; hm\na b = c = d\nurl: http://x\nmany =\n  first\n  second\nflag\n[two]\na=\n"
    document = read("a.ini", text)

    assert seen(document) == [
        ("comment", "", [("", "top")]),
        ("section", "", [("all", "1")]),
        (
            "section",
            "/one",
            [
                ("@name", "one"),
                ("a b", "c = d"),
                ("url", "http://x"),
                ("many", "first\nsecond"),
                ("flag", ""),
            ],
        ),
        ("comment", "", [("", "hm")]),
        ("section", "/two", [("@name", "two"), ("a", "")]),
    ]
    many = document.records[2].cells[3]
    assert text[many.start : many.end] == "first\n  second"
    assert text[many.name_start :].startswith("many =")
    assert document.trouble is None


def test_a_line_that_is_neither_is_text() -> None:
    document = read("a.cfg", "[a]\nb = 1\n= lost\nc = 2\n")

    assert [record.kind for record in document.records] == ["section", "text"]
    assert document.records[0].get("c") == "2"
    assert document.trouble is not None
    assert document.trouble.line == 3


def test_properties_are_entries() -> None:
    text = "# c\na.b=c\nkey\\ with\\:x : va\\u00e9l\\\n   more\nempty\n! x\nsp value here\n"
    document = read("m.properties", text)

    assert seen(document) == [
        ("comment", "", [("", "c")]),
        ("entry", "", [("key", "a.b"), ("value", "c")]),
        ("entry", "", [("key", "key with:x"), ("value", "vaélmore")]),
        ("entry", "", [("key", "empty"), ("value", "")]),
        ("comment", "", [("", "x")]),
        ("entry", "", [("key", "sp"), ("value", "value here")]),
    ]
    value = document.records[2].cells[1]
    assert text[value.start : value.end] == "va\\u00e9l\\\n   more"


def test_environment_files_are_entries() -> None:
    document = read(".env", 'export A="x y"\nB=1\n# c\njunk\n')

    assert seen(document) == [
        ("entry", "", [("key", "A"), ("value", "x y")]),
        ("entry", "", [("key", "B"), ("value", "1")]),
        ("comment", "", [("", "c")]),
        ("text", "", [("", "junk")]),
    ]


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab1=:[]#;!\\\"' \n\t\r\ufeffu"), max_size=60),
    st.sampled_from(["ini", "properties", "env"]),
)
def test_any_text_is_read_without_residue(text: str, ending: str) -> None:
    document = read(f"t.{ending}", text)

    assert misplaced(document) == []
    assert residue(document) == []


@pytest.mark.parametrize("ending", ["ini", "properties", "env"])
@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 1_000_000 + "b",
        "a\\\n" * 100_000,
        "\\" * 1_000_000,
        "[a]\n" * 50_000,
        "a=\n" + " c\n" * 100_000,
    ],
    ids=["spaces", "continued", "backslashes", "sections", "indented"],
)
def test_large_and_hostile_texts_are_read_in_linear_time(text: str, ending: str) -> None:
    begin = time.process_time()
    read(f"t.{ending}", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
