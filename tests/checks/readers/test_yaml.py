"""YAML as records."""

import json
import time
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

FLEET = """# the fleet
owner: &owner !person   # since 1990
  name: "Ada\\tB"
  since: 1990
boats:
  - id: 1
    tags: [old, 'it''s']
  - {id: 2, sold: 2024-01-01, note: }
other:
  <<: *owner
  note: |  # by hand
    first
      second
  # not sold
  left: ~
  folded: one
    two
  open: true
"""


def cells(document: Document, index: int) -> list[tuple[str, str, str]]:
    return [(cell.field, cell.text, cell.type) for cell in document.records[index].cells]


def test_mappings_are_records_of_named_cells() -> None:
    document = read("fleet.yml", FLEET)

    assert document.trouble is None
    assert [(record.kind, record.path, record.parent) for record in document.records] == [
        ("comment", "", None),
        ("object", "", None),
        ("comment", "", 1),
        ("object", "/boats/*", 1),
        ("object", "/boats/*", 1),
        ("comment", "", 1),
        ("comment", "", 1),
    ]
    assert cells(document, 1) == [
        ("owner/&", "&owner", "text"),
        ("owner/!", "!person", "text"),
        ("owner/name", "Ada\tB", "text"),
        ("owner/since", "1990", "number"),
        ("other/<<", "*owner", "text"),
        ("other/note", "first\n  second", "text"),
        ("other/left", "~", "null"),
        ("other/folded", "one two", "text"),
        ("other/open", "true", "boolean"),
    ]
    assert cells(document, 3) == [("id", "1", "number"), ("tags", "old", "text"), ("tags", "it's", "text")]
    assert cells(document, 4) == [("id", "2", "number"), ("sold", "2024-01-01", "text"), ("note", "", "null")]
    assert [record.cells[0].text for record in document.records if record.kind == "comment"] == [
        "the fleet",
        "since 1990",
        "by hand",
        "not sold",
    ]
    assert residue(document) == []
    note = document.records[1].cells[5]
    assert FLEET[note.start : note.end] == "first\n      second"
    assert FLEET[note.name_start :].startswith("note:")


def test_documents_of_a_stream_are_records() -> None:
    document = read("a.yaml", "a: 1\n---\na: 2\n---\n- x\n")

    assert [(record.kind, record.path, record.cells[0].text) for record in document.records] == [
        ("object", "/*", "1"),
        ("object", "/*", "2"),
        ("list", "/*", "x"),
    ]


def test_a_key_may_be_a_list() -> None:
    document = read("a.yaml", "? [a, b]\n: c\n? x\n: d\n")

    assert ("x", "d", "text") in cells(document, 0)
    assert residue(document) == []


def test_what_follows_a_break_is_kept_by_lines() -> None:
    document = read("a.yaml", "id: 1\nnote: see: below\nname: Ada\n# end\n")

    assert cells(document, 0)[0] == ("id", "1", "number")
    assert [record.get("name") for record in document.records if record.get("name")] == ["Ada"]
    assert document.records[-1].cells[0].text == "end"
    assert residue(document) == []
    assert document.trouble is not None
    assert document.trouble.line == 2


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("ab1: -#'\"\n&*!é", max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4)
    ),
    max_leaves=15,
)


@settings(deadline=None)
@given(VALUES)
def test_reads_json_the_same(value: Any) -> None:
    text = json.dumps(value)
    as_yaml, as_json = read("a.yaml", text), read("a.json", text)

    assert as_yaml.trouble is None
    assert [record.cells for record in as_yaml.records] == [record.cells for record in as_json.records]


@settings(deadline=None)
@given(st.text(st.sampled_from("abc:-?&*!|>%@#{}[]\"',.~ \n\t\r\ufeff\x01\u2028"), max_size=60))
def test_any_text_is_read_without_residue(text: str) -> None:
    document = read("t.yaml", text)

    assert misplaced(document) == []
    assert residue(document) == []


WORDS = st.text("ab1: -#'\"\n&*!é,[", max_size=9)


@settings(deadline=None)
@given(
    st.lists(
        st.dictionaries(st.text("abc", min_size=1, max_size=2), WORDS, min_size=1, max_size=3), max_size=3
    )
)
def test_reads_what_ruamel_writes(rows: list[dict[str, str]]) -> None:
    written = StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False
    writer.dump([dict(row) for row in rows], written)
    document = read("t.yaml", written.getvalue())
    found = [{cell.field: cell.text.rstrip("\n") for cell in record.cells} for record in document.records]

    assert document.trouble is None
    assert found == [{key: value.rstrip("\n") for key, value in row.items()} for row in rows]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "".join(f'- id: {n}\n  name: "n {n}"\n  note: some text # hm\n' for n in range(8_000)),
        "[" * 10_000 + "]" * 10_000,
        "- " * 10_000 + "x",
        "a: " + "x " * 2_500_000,
        "# " * 300_000,
        "&a " * 100_000,
        "- # x\n" * 20_000,
        "".join(" " * n + "a:\n" for n in range(2_000)),
    ],
    ids=["aliases", "records", "deep", "deep blocks", "line", "hashes", "anchors", "comments", "staircase"],
)
def test_large_and_hostile_texts_are_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    document = read("t.yaml", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
    assert misplaced(document) == []
    assert sum(len(record.cells) for record in document.records) < 200_000  # the bomb would be a billion
