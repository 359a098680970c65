"""Every way to damage a document costs, in proportion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdtrue.checks import InputError
from holdtrue.experiments.documents import documents, similarity

DOCUMENTS = documents()
EXPENSES = DOCUMENTS[0]
LAYOUT, TEXT, RECORDS = EXPENSES.layout, EXPENSES.text, EXPENSES.records
N = len(RECORDS)

drawn = st.builds(
    lambda document, n, seed: (document.layout, document.layout.split(document.sample(n, seed))),
    st.sampled_from(DOCUMENTS),
    st.integers(2, 14),
    st.integers(0, 10_000),
)


def score(layout, right, got):
    return similarity(layout, layout.join(right), layout.join(got))


@settings(max_examples=60)
@given(drawn)
def test_a_document_is_itself(case):
    layout, records = case
    assert score(layout, records, records) == 1.0


@settings(max_examples=60)
@given(drawn, st.data())
def test_losing_k_of_n_costs_at_least_their_share(case, data):
    layout, records = case
    kept = sorted(data.draw(st.sets(st.sampled_from(range(len(records))), max_size=len(records) - 1)))
    assert score(layout, records, [records[i] for i in kept]) <= len(kept) / len(records) + 1e-9


@settings(max_examples=60)
@given(drawn, drawn)
def test_the_score_is_one_only_for_equal_records(one, other):
    layout, records = one
    found = other[1]
    assert 0.0 <= score(layout, records, found) <= 1.0
    assert (score(layout, records, found) == 1.0) == (records == found)


@settings(max_examples=60)
@given(drawn, st.data())
def test_an_inserted_record_costs(case, data):
    layout, records = case
    where = data.draw(st.integers(0, len(records)))
    extra = data.draw(st.sampled_from([*records, "Here is the document:"]))
    got = [*records[:where], extra, *records[where:]]
    assert score(layout, records, got) == pytest.approx(len(records) / (len(records) + 1))


@settings(max_examples=60)
@given(drawn, st.randoms(use_true_random=False))
def test_another_order_costs(case, shuffler):
    layout, records = case
    got = list(records)
    shuffler.shuffle(got)
    assert (score(layout, records, got) < 1.0) == (tuple(got) != records)


def test_two_swapped_neighbours_cost_one_record():
    assert score(LAYOUT, RECORDS, (RECORDS[1], RECORDS[0], *RECORDS[2:])) == pytest.approx((N - 1) / N)


def test_one_wrong_field_costs_its_share_of_the_record():
    wrong = TEXT.replace(",14.50,", ",14.60,")
    assert similarity(LAYOUT, TEXT, wrong) == pytest.approx(1 - 1 / 5 / N)


def test_a_record_that_does_not_parse_is_lost():
    wrong = TEXT.replace("2026-01-05,Café Brûmel,meals,14.50", "2026-01-05;Café Brûmel;meals;14.50")
    assert similarity(LAYOUT, TEXT, wrong) == pytest.approx((N - 1) / N)


def test_an_invented_record_in_the_place_of_another_earns_nothing():
    wrong = TEXT.replace(RECORDS[3], "1999-09-09,Nobody,meals,6.06,999999")
    assert similarity(LAYOUT, TEXT, wrong) == pytest.approx((N - 1) / N)


@pytest.mark.parametrize("got", ["", "\n\n", "I cannot help with that.", LAYOUT.before])
def test_nothing_of_the_document_scores_nothing(got):
    assert similarity(LAYOUT, TEXT, got) == 0.0


@pytest.mark.parametrize("right", ["", "no record"])
def test_a_right_text_that_cannot_be_read_is_an_error(right):
    with pytest.raises(InputError, match="record"):
        similarity(LAYOUT, right, TEXT)
