"""What records say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.tracing.units import Contents

VALUES = st.lists(st.text("ab \t\n\u00a0"), min_size=1, max_size=4)


def record(values: list[str]) -> Record:
    return Record("row", tuple(Cell("", value, 0, 0) for value in values), 0, 0)


@given(VALUES)
def test_exact_values_have_one_space_between_their_words(values):
    assert Contents().of(record(values)).exact == tuple(" ".join(value.split()) for value in values)


@given(VALUES, VALUES)
def test_contents_are_alike_if_they_differ_in_white_space_at_most(values, others):
    contents = Contents()
    one, other = contents.of(record(values)), contents.of(record(others))
    assert (one.likeness == other.likeness) == (one.exact == other.exact)
    assert (one is other) == (values == others)
