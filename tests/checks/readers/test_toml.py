"""TOML as records."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

HARBOUR = '''# the harbour
title = "Hamn \\u00e9"
owner.name = 'Ada' # since 1990
opened = 1979-05-27 07:32:00
[pier]
berths = [ 1, 2, # north
  3 ]
at = { x = 1, y.z = "q" }
text = """
two
lines"""
[tools.crane]
lifts = true
[[boats]]
name = "Ida"
[[boats.crew]]
name = "Bo"
[[boats]]
name = "Wilma"
'''


def seen(document: Document) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [
        (record.kind, record.path, [(cell.field, cell.text) for cell in record.cells])
        for record in document.records
    ]


def test_tables_are_records_of_named_cells() -> None:
    document = read("harbour.toml", HARBOUR)

    assert document.trouble is None
    assert [each for each in seen(document) if each[0] != "comment"] == [
        ("object", "", [("title", "Hamn é"), ("owner/name", "Ada"), ("opened", "1979-05-27 07:32:00")]),
        (
            "table",
            "/pier",
            [
                ("berths", "1"),
                ("berths", "2"),
                ("berths", "3"),
                ("at/x", "1"),
                ("at/y/z", "q"),
                ("text", "two\nlines"),
            ],
        ),
        ("table", "/tools/crane", [("lifts", "true")]),
        ("table", "/boats/*", [("name", "Ida")]),
        ("table", "/boats/*/crew/*", [("name", "Bo")]),
        ("table", "/boats/*", [("name", "Wilma")]),
    ]
    assert [record.cells[0].text for record in document.records if record.kind == "comment"] == [
        "the harbour",
        "since 1990",
        "north",
    ]
    pier = next(record for record in document.records if record.path == "/pier")
    assert [(cell.type, HARBOUR[cell.name_start :].partition(" ")[0]) for cell in pier.cells[2:5]] == [
        ("number", "berths"),
        ("number", "x"),
        ("text", "y.z"[2:]),
    ]
    assert residue(document) == []


def test_a_line_that_is_none_spoils_no_other() -> None:
    document = read("a.toml", '[a\nb = \nc = [1, 2\nd = 5\n[x]\nz = "open\nw = 1\n')

    assert ("table", "/x", [("z", ""), ("w", "1")]) in seen(document)
    assert document.records[0].get("d") == "5"
    assert residue(document) == []
    assert document.trouble is not None
    assert document.trouble.line == 1


KEYS = st.text("abc-_1", min_size=1, max_size=3)
VALUES = (
    st.booleans().map(lambda value: str(value).lower())
    | st.integers().map(str)
    | st.text("ab \u00e9#=]").map(repr)
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=3), max_size=4))
def test_reads_what_is_written(tables: list[dict[str, str]]) -> None:
    text = "".join(
        "[[t]]\n" + "".join(f"{key} = {value}\n" for key, value in table.items()) for table in tables
    )
    document = read("a.toml", text)
    found: list[dict[str, Any]] = [
        {cell.field: cell.text for cell in record.cells} for record in document.records
    ]

    assert document.trouble is None
    assert found == [{key: value.strip("'") for key, value in table.items()} for table in tables]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab1=.[]{}\"',#\\ \n\t\r\ufeff"), max_size=60))
def test_any_text_is_read_without_residue(text: str) -> None:
    document = read("t.toml", text)

    assert misplaced(document) == []
    assert residue(document) == []


@pytest.mark.parametrize(
    "text",
    [
        "".join(f'[[item]]\nid = {n}\nname = "n {n}"\nlist = [1, 2]\n' for n in range(10_000)),
        "a = " + "[" * 10_000 + "]" * 10_000,
        "a=" + "{b=" * 10_000,
        "a." * 30_000 + "b=1",
        "a." * 400 + "b=1",
        "[a." * 100_000,
        'a = """' * 100_000,
        'a = "\n' * 50_000,
        "a = [\n" * 50_000,
        "a = {" + "b " * 40_000,
        "".join(f"[a{n}]\nb=1\n" for n in range(20_000)),
    ],
    ids=[
        "tables",
        "deep",
        "deep tables",
        "long key",
        "longish key",
        "headers",
        "quotes",
        "open",
        "arrays",
        "words",
        "headings",
    ],
)
def test_large_and_hostile_texts_are_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    document = read("t.toml", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
    assert misplaced(document) == []
