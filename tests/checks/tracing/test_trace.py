"""Records of both sides find each other, and what differs between them is told word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.readers import read
from holdtrue.checks.tracing import Trace, trace

_STOCK = """sku,name,price,place
A-100,Oak board,12.50,North
A-101,Pine board,8.20,South
A-102,Birch board,9.95,North
A-103,Elm board,11.00,West
"""


def _traced(before: str, after: str, name: str = "stock.csv") -> Trace:
    return trace([read(name, before)], [read(name, after)])


def test_the_same_text_has_no_differences() -> None:
    traced = _traced(_STOCK, _STOCK)
    assert not traced.lost
    assert not traced.added
    assert not traced.moved
    assert not any(edits for _, edits in traced.edits)


def test_a_changed_value_is_told_with_its_place_on_both_sides() -> None:
    traced = _traced(_STOCK, _STOCK.replace("9.95", "9.59"))
    ((found, (edit,)),) = [(pair, edits) for pair, edits in traced.edits if edits]
    assert found.before.record.get("sku") == "A-102"
    assert edit.place_before is not None
    assert edit.place_after is not None
    assert (edit.place_before.text, edit.place_after.text) == ("9.95", "9.59")
    assert edit.place_after.line == 4


def test_reordered_rows_are_neither_lost_nor_changed() -> None:
    head, *rows = _STOCK.splitlines()
    traced = _traced(_STOCK, "\n".join([head, *reversed(rows)]) + "\n")
    assert not traced.lost
    assert not traced.added
    assert len(traced.moved) == len(rows) - 1
    assert not any(edits for _, edits in traced.edits)


def test_another_format_with_other_names_is_the_same_records() -> None:
    after = """[
  {"id": "A-100", "title": "Oak board", "cost": 12.5},
  {"id": "A-101", "title": "Pine board", "cost": 8.2},
  {"id": "A-102", "title": "Birch board", "cost": 9.95},
  {"id": "A-103", "title": "Elm board", "cost": 11}
]"""
    traced = trace([read("stock.csv", _STOCK)], [read("stock.json", after)])
    assert len(traced.pairs) == 4
    assert not traced.lost
    changed = [edit for _, edits in traced.edits for edit in edits if edit.after and not edit.is_notation]
    assert not changed


@given(st.permutations(range(4)), st.integers(0, 3))
def test_whatever_the_order_a_lost_row_is_the_one_that_is_lost(order: list[int], gone: int) -> None:
    head, *rows = _STOCK.splitlines()
    kept = [rows[index] for index in order if index != gone]
    traced = _traced(_STOCK, "\n".join([head, *kept]) + "\n")
    assert [unit.record.get("sku") for unit in traced.lost] == [rows[gone].split(",")[0]]
