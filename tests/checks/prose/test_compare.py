"""What two sides of running text assert differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.prose import compare

from .corpus import load, measure, passages

NOTE = "The tenant of the mill pays 480 euros before the third of each month. The owner repairs the roof. Nothing is due in June."


def changes(before, after, **options):
    return {
        (c.kind.removeprefix("assertion_"), c.aspect, c.before and c.before.text, c.after and c.after.text)
        for c in compare(passages(before), passages(after), **options)
    }


@pytest.mark.parametrize(
    ("old", "new", "aspect"),
    [
        ("480", "408", "number"),
        ("before", "after", "comparison"),
        ("each", "some", "quantifier"),
        ("owner", "tenant", "wording"),
        ("roof", "wall", "wording"),
        ("June", "July", "date"),
    ],
)
def test_one_word_exchanged_in_an_equal_sentence_is_quoted_alone(old, new, aspect):
    found = {
        item
        for item in changes(NOTE, NOTE.replace(old, new, 1))
        if item[2:] in ((old, new), (f"{old} euros", f"{new} euros"))
    }
    assert {item[:2] for item in found} == {("changed", aspect)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Pay not later than 5 May.", "Pay by 5 May at the latest."),
        ("It takes at most twelve days.", "It takes no more than 12 days."),
        ("At least 30 seats stay free.", "No fewer than thirty seats stay free."),
        ("The permit is not valid in the park.", "The permit is invalid in the park."),
        ("He fails to answer the letters of the court.", "He does not answer the letters of the court."),
        ("Half of the 40 seats are sold.", "0.5 of the 40 seats are sold."),
        ("The share is 15 percent.", "The share is 15 %."),
        (
            "Der Antrag ist spätestens am 3. Mai zu stellen.",
            "Der Antrag muss bis zum 3. Mai gestellt werden.",
        ),
    ],
)
def test_two_wordings_of_one_thing_are_no_change(before, after):
    assert changes(before, after) == set()


def test_two_values_that_changed_places_are_seen_in_a_copied_and_in_a_reworded_sentence():
    before = "The red box holds 12 screws and the blue box holds 20 nails."
    assert changes(before, before.replace("12", "#").replace("20", "12").replace("#", "20"))
    assert not changes(
        before, "There are 20 nails in the blue box and 12 screws in the red box.", mode="compress"
    )
    assert changes(
        before, "There are 12 nails in the blue box and 20 screws in the red box.", mode="compress"
    )


def test_a_summary_may_drop_sentences_but_not_invent_them():
    assert changes(NOTE, "The owner repairs the roof.", mode="compress") == set()
    assert ("lost", "sentence") in {item[:2] for item in changes(NOTE, "The owner repairs the roof.")}
    invented = "The owner repairs the roof. Visitors praise the wheel as a wonder of engineering."
    assert ("added", "sentence") in {item[:2] for item in changes(NOTE, invented, mode="compress")}


def test_somebody_else_who_says_it():
    before = "Vera Stein said that the dam is safe. Paul Roth said that it leaks."
    assert {item[1] for item in changes(before, before.replace("Paul Roth said", "Vera Stein said"))} & {
        "speaker",
        "name",
    }


@given(st.text(max_size=300))
def test_no_text_differs_from_itself(text):
    assert compare(passages(text), passages(text)) == ()


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["transform", "compress"]))
def test_any_two_texts_can_be_compared_and_every_place_lies_in_its_file(before, after, mode):
    for change in compare(passages(before), passages(after), mode=mode):
        for place, text in ((change.before, before), (change.after, after)):
            assert place is None or (text[place.start : place.end] == place.text and len(place.text) <= 300)


@pytest.mark.parametrize(("name", "share"), [("pairs", 0.95), ("more_pairs", 0.85), ("third_pairs", 0.85)])
def test_planted_errors_are_found_and_faithful_wordings_pass(name, share):
    alarms, flagged, named, planted = measure(load(name))
    assert len({alarm[0] for alarm in alarms}) <= 1, alarms
    assert (len(flagged) / planted, len(named) / planted) >= (share, share), (
        len(flagged),
        len(named),
        planted,
    )
    assert len(named) / planted >= share
