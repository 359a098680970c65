"""The cells of a table's row, made when they are asked for."""

from __future__ import annotations

import copy
import pickle

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.document import Cell, Record, Row
from holdtrue.checks.readers import read

PLACES = st.integers(0, 9)
PARTS = st.tuples(st.text("ab"), st.text("xy "), PLACES, PLACES, st.just("text"), PLACES)
CELLS = st.lists(PARTS.map(Cell._make))


def row(cells: list[Cell]) -> Row:
    fields, texts, starts, ends, _, name_starts = zip(*cells, strict=True) if cells else [()] * 6
    return Row(fields, texts, starts, ends, name_starts)


@given(CELLS)
def test_a_row_is_its_cells(cells):
    made = row(cells)
    assert list(made) == cells == [made[at] for at in range(len(made))]
    assert list(reversed(made)) == cells[::-1]
    assert made[1:] == tuple(cells[1:])
    assert made == tuple(cells) == pickle.loads(pickle.dumps(made)) == copy.deepcopy(made)
    assert hash(made) == hash(tuple(cells))


@given(CELLS)
def test_a_record_tells_fields_and_texts_whatever_holds_its_cells(cells):
    for held in (tuple(cells), row(cells)):
        record = Record("row", held, 0, 9)
        assert record.fields == tuple(cell.field for cell in cells)
        assert record.texts == tuple(cell.text for cell in cells)


def test_rows_of_every_length_have_the_names_of_their_columns():
    document = read("stock.csv", "sku,name,price\nA1,Oak\nA2,Elm,9.50,new\nA3\n")
    assert [record.fields for record in document.records] == [
        ("sku", "name"),
        ("sku", "name", "price", "4"),
        ("sku",),
    ]


def test_a_table_with_one_very_wide_row_is_read_in_linear_time():
    wide = ",".join(map(str, range(50_000)))
    document = read("wide.csv", f"a,b\n1,2\n{wide}\n3,4\n")
    assert [len(record.cells) for record in document.records] == [2, 50_000, 2]
