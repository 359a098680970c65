"""Separated values as rows of named cells."""

import csv
import io
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue, verbatim

BOATS = '''name,berths,port
Wilma,4,"Ystad, east pier"
"Ida ""the second""",6,Kivik
'''


def rows(document: Document) -> list[dict[str, str]]:
    return [
        {cell.field: cell.text for cell in record.cells}
        for record in document.records
        if record.kind == "row"
    ]


def test_the_head_names_the_cells() -> None:
    document = read("boats.csv", BOATS)

    assert rows(document) == [
        {"name": "Wilma", "berths": "4", "port": "Ystad, east pier"},
        {"name": 'Ida "the second"', "berths": "6", "port": "Kivik"},
    ]
    port = document.records[0].cells[2]
    assert BOATS[port.start : port.end] == "Ystad, east pier"
    assert BOATS[port.name_start :].startswith("port\n")
    assert document.trouble is None


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_divides_all_lines_alike(mark: str) -> None:
    text = "\n".join(mark.join(row) for row in [("port", "depth"), ("Kivik", "2.5 m"), ("Ystad", "7.0 m")])

    assert rows(read("ports.csv", text)) == [
        {"port": "Kivik", "depth": "2.5 m"},
        {"port": "Ystad", "depth": "7.0 m"},
    ]


def test_decimal_commas_do_not_divide_where_semicolons_do() -> None:
    assert rows(read("p.csv", "hamn;djup\nKivik;2,5\nYstad;7,0\n"))[1] == {"hamn": "Ystad", "djup": "7,0"}


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("17,Kivik\n18,Ystad\n", {"1", "2"}),
        ("open,Kivik\nopen,Ystad\n", {"1", "2"}),
        ("2024-05-01,3.5\n2024-05-02,4.5\n", {"1", "2"}),
        ("country,2023,2024\nNorway,5,6\n", {"country", "2023", "2024"}),
        (",north,south\nrain,5,6\n", {"1", "north", "south"}),
    ],
)
def test_a_head_is_told_from_a_row(text: str, fields: set[str]) -> None:
    assert {cell.field for record in read("t.csv", text).records for cell in record.cells} == fields


def test_a_value_may_hold_line_ends() -> None:
    document = read("n.csv", 'id,note\n1,"first\nsecond"\n2,x\n')

    assert rows(document) == [{"id": "1", "note": "first\nsecond"}, {"id": "2", "note": "x"}]


def test_rows_of_another_length_keep_what_they_have() -> None:
    assert rows(read("r.csv", "id,note\n1\n2,x,more\n3,y\n")) == [
        {"id": "1"},
        {"id": "2", "note": "x", "3": "more"},
        {"id": "3", "note": "y"},
    ]


def test_titles_and_comments_are_records_of_their_own() -> None:
    document = read("c.csv", "Boats in harbour\n# counted twice\nid,note\n1,x\n#2,y,withdrawn\n3,z\n")

    assert [record.kind for record in document.records] == ["text", "comment", "row", "comment", "row"]
    assert document.records[3].cells[0].text == "2,y,withdrawn"


def test_a_head_without_rows_is_content() -> None:
    assert [(record.kind, record.cells[0].text) for record in read("e.csv", "id,note\n").records] == [
        ("head", "id,note")
    ]


def test_a_quote_left_open_spoils_its_value_only() -> None:
    document = read("q.csv", 'id,note\n1,"open\n2,"shut"\n3,x\n')

    assert rows(document) == [
        {"id": "1", "note": '"open'},
        {"id": "2", "note": "shut"},
        {"id": "3", "note": "x"},
    ]
    assert document.trouble is not None
    assert document.trouble.line == 2


VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8).map(str.strip)


@settings(deadline=None)
@given(st.lists(st.lists(VALUES, min_size=2, max_size=4), min_size=1, max_size=6))
def test_reads_what_the_csv_module_writes(table: list[list[str]]) -> None:
    head = [f"column {number}" for number in range(1, 5)]
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([head, *table])
    document = read("t.csv", written.getvalue())

    assert document.trouble is None
    assert [
        [cell.text for cell in record.cells] for record in document.records if record.kind == "row"
    ] == table
    assert misplaced(document) == []
    assert residue(document) == []


@settings(deadline=None)
@given(
    st.text(st.sampled_from('ab1#",;\t|\n\r \ufeff\u2028'), max_size=60),
    st.sampled_from(["csv", "tsv", "psv"]),
)
@example('#a,"', "csv")
def test_any_text_is_read_without_residue(text: str, ending: str) -> None:
    document = read(f"t.{ending}", text)

    assert misplaced(document) == []
    assert residue(document) == []
    assert '"' in text or verbatim(document)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{n},name {n},note {n},{n * 2}\n" for n in range(15_000)),
        '"' * 1_000_000,
        'a,"' * 60_000,
        '"a\n' * 60_000,
        '"a"",' * 60_000,
        "x" * 5_000_000,
    ],
    ids=["rows", "quotes", "open quotes", "open lines", "doubled quotes", "one line"],
)
def test_large_texts_are_read_in_linear_time(text: str) -> None:
    begin = time.process_time()
    read("t.csv", text)

    assert time.process_time() - begin < 6  # a quadratic reader takes minutes
