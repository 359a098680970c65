"""Tables aligned by spaces."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.readers import read
from tests.checks.readers.residue import misplaced, residue, verbatim

STOCK = """Stock on hand

Item           Qty   Price
-------------  ---  ------
Long screws     12    1.50
Nails          300    0.05
Very long hammer name   2   15.00
Washers               0.01

Counted by hand.
"""


def rows(document: Document) -> list[dict[str, str]]:
    return [
        {cell.field: cell.text for cell in record.cells}
        for record in document.records
        if record.kind == "row"
    ]


def test_aligned_columns_are_cells() -> None:
    expected = [
        {"Item": "Long screws", "Qty": "12", "Price": "1.50"},
        {"Item": "Nails", "Qty": "300", "Price": "0.05"},
        {"Item": "Very long hammer name", "Qty": "2", "Price": "15.00"},
        {"Item": "Washers", "Price": "0.01"},
    ]

    for text in (STOCK, STOCK.replace("-------------  ---  ------\n", "")):
        document = read("s", text, "fixed-width")
        assert rows(document) == expected
        assert [record.kind for record in document.records] == ["line", *["row"] * 4, "line"]
        assert document.text[document.records[1].cells[0].name_start :].startswith("Item ")


def test_prose_is_no_table() -> None:
    text = "A sentence with  two spaces by mistake.\nAnother one.\n"

    assert {record.kind for record in read("p", text, "fixed-width").records} == {"line"}


WORDS = st.text("abcxyz019.é", min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=2, max_size=6))
def test_reads_what_is_written_aligned(table: list[tuple[str, str, str]]) -> None:
    head = ("first column", "second column", "third column")
    text = "".join("".join(f"{value:<16}" for value in row).rstrip() + "\n" for row in [head, *table])
    document = read("t", text, "fixed-width")

    assert rows(document) == [dict(zip(head, row, strict=True)) for row in table]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab1-=|\t \n\r\u2028"), max_size=80))
@example("b\t=\r \t1\t1")
def test_any_text_is_read_without_residue(text: str) -> None:
    document = read("t", text, "fixed-width")

    assert misplaced(document) == []
    assert residue(document) == []
    assert verbatim(document)


def test_large_texts_are_read_in_linear_time() -> None:
    begin = time.process_time()
    read("t", "".join(f"{n:<8}  name {n:<8}  {n * 2:>8}\n" for n in range(30_000)), "fixed-width")
    read("t", "a  " * 500_000, "fixed-width")
    read("t", ("a  " * 1000 + "\n") * 100, "fixed-width")

    assert time.process_time() - begin < 6
