"""A layout reads what it writes, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import InputError
from holdtrue.experiments.documents import Layout, RecordError, documents
from holdtrue.experiments.documents.grammar import chars, one_of

from .gbnf import accepts

LAYOUTS = tuple({edit.target: None for d in documents() for p in d.pairs for edit in (p.forward, p.backward)})
PAINT = Layout(
    "paint.csv",
    "{code},{tone}",
    {"code": chars("0-9", 3), "tone": one_of("matt", "gloss")},
    before="code,tone\n",
)


@given(st.data())
def test_every_record_of_the_grammar_is_read_and_written_back(data):
    layout = data.draw(st.sampled_from(LAYOUTS))
    record = data.draw(st.from_regex(re.compile(layout.regex), fullmatch=True))
    assert layout.write(layout.parse(record)) == record
    assert accepts(layout.grammar, record)


@given(st.data())
def test_a_document_splits_into_the_records_it_was_joined_from(data):
    layout = data.draw(st.sampled_from(LAYOUTS))
    records = data.draw(
        st.lists(st.from_regex(re.compile(layout.regex), fullmatch=True), min_size=1, max_size=4)
    )
    assert layout.split(layout.join(records)) == tuple(records)


def test_a_record_knows_its_fields():
    assert PAINT.parse("007,matt") == {"code": "007", "tone": "matt"}


@pytest.mark.parametrize(
    "text", ["", "7,matt", "007,Matt", "007, matt", "007,matt\n", "007,matt,", "code,tone"]
)
def test_what_is_not_a_record_is_refused(text):
    with pytest.raises(RecordError, match=r"not a record of paint\.csv"):
        PAINT.parse(text)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"code": "007"}, "check tone"),
        ({"code": "007", "tone": "matt", "size": "1"}, "check size"),
        ({"code": "7", "tone": "matt"}, "'7' cannot stand in the field 'code'"),
    ],
)
def test_fields_that_make_no_record_are_refused(fields, complaint):
    with pytest.raises(InputError, match=complaint):
        PAINT.write(fields)


@pytest.mark.parametrize(
    "text",
    ["code,tone\n007,matt\n008,gloss\n", "code,tone\n007,matt\n008,gloss", "\n007,matt\n\n008,gloss \n"],
)
def test_stray_blank_lines_and_a_lost_header_leave_the_records_readable(text):
    assert PAINT.split(text) == ("007,matt", "008,gloss")


def test_what_is_no_record_is_split_off_and_not_swallowed():
    assert PAINT.split("Sure!\n007,matt\n```\n") == ("Sure!", "007,matt", "```")


def test_a_template_must_name_its_fields():
    with pytest.raises(InputError, match="names"):
        Layout("x.csv", "{a},{b}", {"a": chars("a-z")})
