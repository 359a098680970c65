"""Where sentences begin and end."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.document import Document
from holdtrue.checks.prose import Passage, sentence_spans, sentences


def cut(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Am 3. Mai trafen wir Hrn. Vogt z. B. in Bad Ems.",
            "Er kam um 9.30 Uhr.",
            "Laut Abs. 2 Nr. 4 gilt das nicht.",
        ],
        [
            "See Fig. 2 and Sec. 3.1.",
            "Dr. Lund et al. [12] disagreed.",
            "The U.S. market fell by 3.5 %.",
            "Why?",
            "Nobody knows.",
        ],
        ["It cost 12.", "Nobody paid.", "We left at 4 p.m.", "Then it rained."],
        ["M. Dupré est arrivé le 1er mai.", "Il a payé 3,50 €.", "« Viens ! » dit-il.", "Voir p. 12."],
        ["¿Cuándo?", "A las 9 a.m. salió la Sra. Paz."],
        ["She said so.[3]", 'He "agrees."', "We don't."],
        ["これは文です。", "次の文です。"],
    ],
)
def test_each_language_is_cut_at_its_sentences(expected):
    assert cut(" ".join(expected)) == expected


def test_list_items_speakers_and_blank_lines_separate_and_wrapped_lines_do_not():
    assert cut("- first item\n- second item goes\n  on here\n1. third") == [
        "- first item",
        "- second item goes\n  on here",
        "1. third",
    ]
    assert cut("ANNA: it works\nBEN: it does not") == ["ANNA: it works", "BEN: it does not"]
    assert cut("A heading\n\nThe text is\nwrapped here.") == ["A heading", "The text is\nwrapped here."]


@given(st.text(alphabet=st.sampled_from("aZ. \n!?…»\"'*_[1]():-\u00a0é。")) | st.text())
def test_sentences_cover_everything_but_white_space_in_order(text):
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("unit", [".", "\n", "\n ", " .", "a.b.", "*.", "A: ", "1. ", "x"])
def test_time_is_linear_for_any_text(unit):
    started = time.process_time()
    list(sentence_spans(unit * (500_000 // len(unit)) + "x"))
    assert time.process_time() - started < 5


def test_places_are_those_of_the_file_even_where_its_text_is_escaped():
    raw = "<p>Salt &amp; pepper are\n   sold out. No   refund.</p>"
    passage = Passage(
        Document("a.html", raw, "html", ()), "Salt & pepper are sold out. No refund.", 3, len(raw) - 4
    )
    first, second = sentences([passage])
    place = second.place
    assert (first.place.start, place.text, raw[place.start : place.end]) == (
        3,
        "No   refund.",
        "No   refund.",
    )
    assert place.line == 2
