import pytest

from holdtrue.experiments.documents import Document, Edit
from holdtrue.experiments.relay.measure import integrity


@pytest.fixture
def halve(expenses: Document) -> Edit:
    return expenses.pair("double").backward


def test_the_right_result_is_whole(expenses: Document) -> None:
    for pair in expenses.pairs:
        there = pair.forward.on_document(expenses.text)
        assert integrity(pair.forward, expenses.text, there) == 1.0
        assert integrity(pair.backward, there, expenses.text) == 1.0


def test_earlier_damage_is_not_held_against_a_hop(expenses: Document) -> None:
    edit = expenses.pair("lines").forward
    damaged = expenses.text.replace("132.70", "137.20")
    assert integrity(edit, damaged, edit.on_document(damaged)) == 1.0
    assert integrity(edit, damaged, edit.on_document(expenses.text)) < 1.0


def test_a_record_without_a_right_result_counts_on_neither_side(halve: Edit) -> None:
    layout = halve.source
    even, odd = "2026-01-05,Quay,meals,14.50,000731", "2026-01-06,Quay,meals,14.51,000732"
    right = halve.on_record(even)
    given = layout.join([even, odd])
    assert integrity(halve, given, layout.join([right, odd])) == 1.0
    assert integrity(halve, given, layout.join([right])) == 1.0
    assert integrity(halve, given, layout.join([even, odd])) == pytest.approx(4 / 5)
    assert integrity(halve, given, layout.join([right, odd, odd])) == pytest.approx(1 / 2)


def test_nothing_with_a_right_result_has_no_integrity(halve: Edit) -> None:
    assert integrity(halve, "I am sorry.", "I am sorry.") is None
    assert integrity(halve, "", "") is None
