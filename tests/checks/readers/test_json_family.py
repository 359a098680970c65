"""JSON and its kin as records."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue

SHOP = """{
  "shop": "K\\u00e4seladen", "open": true, "tags": ["cheese", "wine"], "closed": null, "gaps": [],
  "address": {"street": "Quay 1", "at": [11.5, [55.25, 0]]},
  "categories": [
    {"id": 1, "products": [{"sku": "A1", "price": 1.50}, {"sku": "A2", "price": 2}]},
    {"id": 2, "products": []}
  ],
  "staff": {"E10": {"name": "Ada"}, "E11": {"name": "Bo", "age": 30}}
}
"""


def seen(document: Document) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (record.kind, record.path, {cell.field: cell.text for cell in record.cells})
        for record in document.records
    ]


def test_objects_are_records_of_named_cells() -> None:
    document = read("shop.json", SHOP)

    assert document.trouble is None
    assert seen(document)[1:] == [
        ("object", "/categories/*", {"id": "1"}),
        ("object", "/categories/*/products/*", {"sku": "A1", "price": "1.50"}),
        ("object", "/categories/*/products/*", {"sku": "A2", "price": "2"}),
        ("object", "/categories/*", {"id": "2", "products": "[]"}),
        ("object", "/staff/*", {"@key": "E10", "name": "Ada"}),
        ("object", "/staff/*", {"@key": "E11", "name": "Bo", "age": "30"}),
    ]
    assert [record.parent for record in document.records] == [None, 0, 1, 1, 0, 0, 0]
    assert [(cell.field, cell.text, cell.type) for cell in document.records[0].cells] == [
        ("shop", "Käseladen", "text"),
        ("open", "true", "boolean"),
        ("tags", "cheese", "text"),
        ("tags", "wine", "text"),
        ("closed", "null", "null"),
        ("gaps", "[]", "null"),
        ("address/street", "Quay 1", "text"),
        ("address/at", "11.5", "number"),
        ("address/at", "55.25", "number"),
        ("address/at", "0", "number"),
    ]


def test_cells_stand_where_they_are_written() -> None:
    document = read("shop.json", SHOP)

    for record in document.records:
        for cell in record.cells:
            written = SHOP[cell.start : cell.end]
            assert written == cell.text or json.loads(f'"{written}"') == cell.text
            assert cell.field == "@key" or SHOP[cell.name_start :].startswith(
                cell.field.rpartition("/")[2] + '"'
            )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[1, "two"]', [("value", "/*", {"": "1"}), ("value", "/*", {"": "two"})]),
        (
            '[[1, "a"], [2, "b"]]',
            [("list", "/*", {"1": "1", "2": "a"}), ("list", "/*", {"1": "2", "2": "b"})],
        ),
        ("5", [("value", "/*", {"": "5"})]),
        ("{}", []),
    ],
)
def test_what_holds_no_objects_is_records_too(
    text: str, expected: list[tuple[str, str, dict[str, str]]]
) -> None:
    assert seen(read("a.json", text)) == expected


def test_a_large_mapping_is_a_record_of_its_own() -> None:
    many = {f"setting {number}": number for number in range(30)}
    document = read("a.json", json.dumps({"name": "x", "all": many, "few": {"a": 1}}))

    assert [(kind, path) for kind, path, _ in seen(document)] == [("object", ""), ("object", "/all")]
    assert seen(document)[0][2] == {"name": "x", "few/a": "1"}


def test_a_key_given_twice_stays_twice() -> None:
    cells = read("a.json", '{"id": 1, "id": 2}').records[0].cells

    assert [(cell.field, cell.text) for cell in cells] == [("id", "1"), ("id", "2")]


def test_comments_are_records_in_their_place() -> None:
    document = read("a.jsonc", '// head\n[{"a": 1, /* of\nfeet */ "b": 2}, # last\n]')

    assert [(record.kind, record.parent) for record in document.records] == [
        ("comment", None),
        ("object", None),
        ("comment", 1),
        ("comment", None),
    ]
    assert [record.cells[0].text for record in document.records if record.kind == "comment"] == [
        "head",
        "of\nfeet",
        "last",
    ]
    assert document.trouble is not None


def test_lines_are_records() -> None:
    document = read("a.ndjson", '{"id": 1}\n{"id": 2, "n": {"a": "x"}}\n\n[3]\n')

    assert document.trouble is None
    assert seen(document) == [
        ("object", "/*", {"id": "1"}),
        ("object", "/*", {"id": "2", "n/a": "x"}),
        ("list", "/*", {"1": "3"}),
    ]


def test_a_broken_line_spoils_no_other() -> None:
    document = read("a.jsonl", '{"id": 1}\n{"id": 2, "name": "cut\n{"id": 3}\n... and 20 more\n')

    assert [record.get("id") for record in document.records if record.kind == "object"] == ["1", "2", "3"]
    assert [record.cells[0].text for record in document.records if record.kind == "text"] == [
        'name": "cut',
        "... and 20 more",
    ]
    assert document.trouble is not None
    assert document.trouble.line == 2


def test_broken_json_is_read_as_far_as_it_goes() -> None:
    text = 'Here it is:\n{"a": [{"id": 1}, {"id": 2,}, ... 40 more ...], "b" "lost", c: \'kept\'\nDone.'
    document = read("a.json", text)

    assert [record.get("id") for record in document.records if record.path == "/a/*"] == ["1", "2"]
    assert document.records[1].get("c") == "kept"
    assert [record.cells[0].text for record in document.records if record.kind == "text"] == [
        "Here it is",
        "... 40 more ...",
        'b" "lost',
        "Done.",
    ]
    assert residue(document) == []
    assert document.trouble is not None


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def scalars(value: Any) -> list[str]:
    if isinstance(value, dict | list) and value:
        return [
            each
            for child in (value.values() if isinstance(value, dict) else value)
            for each in scalars(child)
        ]
    return [value if isinstance(value, str) else json.dumps(value)]


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 2]))
def test_every_value_is_one_cell(value: Any, ascii_only: bool, indent: int | None) -> None:
    document = read("a.json", json.dumps(value, ensure_ascii=ascii_only, indent=indent))
    cells = [cell for record in document.records for cell in record.cells if cell.field != "@key"]

    assert document.trouble is None
    assert misplaced(document) == []
    expected = [] if value in ([], {}) else scalars(value)
    assert sorted(cell.text for cell in cells) == sorted(expected)


def objects_in_lists(value: Any) -> int:
    if isinstance(value, list):
        return sum(isinstance(child, dict) and bool(child) for child in value) + sum(
            map(objects_in_lists, value)
        )
    return sum(map(objects_in_lists, value.values())) if isinstance(value, dict) else 0


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), min_size=1)))
def test_counts_of_records_are_right(rows: list[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in rows)

    for document in (read("a.json", json.dumps(rows)), read("a.jsonl", lines)):
        assert sum(record.kind == "object" for record in document.records) == len(rows)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab1{}[]\",:'/*#\\\n un.-"), max_size=60), st.sampled_from(["json", "jsonl"]))
def test_any_text_is_read_without_residue(text: str, ending: str) -> None:
    document = read(f"t.{ending}", text)

    assert misplaced(document) == []
    assert residue(document) == []


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(
            [
                {"id": n, "name": f"name {n}", "tags": ["a", "b"], "size": {"w": n, "h": 2}}
                for n in range(9000)
            ]
        ),
        "[" * 10_000 + "]" * 10_000,
        '{"a":' * 10_000 + "1" + "}" * 10_000,
        '[{"a":' * 10_000 + "1" + "}]" * 10_000,
        '"' + "\\n" * 2_500_000 + '"',
        "[" + "1," * 100_000 + "1]",
        '"' * 300_000,
        "/*" * 200_000,
        "[}" * 200_000,
        "x:" * 200_000,
        "[{" * 100_000 + "]" * 100_000,
    ],
    ids=[
        "objects",
        "deep lists",
        "deep objects",
        "deep records",
        "one string",
        "numbers",
        "quotes",
        "comments",
        "mismatched",
        "colons",
        "unclosed",
    ],
)
def test_large_and_hostile_texts_are_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    document = read("t.json", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
    assert misplaced(document) == []
