import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.experiments.pipelines.abstraction.chain import read
from holdtrue.experiments.pipelines.failing import StepFailed


def test_placeholders_and_mentions_are_found_where_they_stand() -> None:
    chain = read('The lamp costs [price("lamp") = y1]; twelve cost [y1 * 12 = y2], so y2 in all.')
    assert [each.variable for each in chain.placeholders] == ["y1", "y2"]
    assert [(each.variable, chain.text[each.start : each.end]) for each in chain.mentions] == [("y2", "y2")]
    assert chain.answer == "y2"


def test_the_answer_is_what_the_chain_ends_with() -> None:
    assert read("[1 + 1 = y1] [y1 * 2 = y2]").answer == "y2"
    assert read("[1 + 1 = y1] [y1 * 2 = y2] The answer is y1.").answer == "y1"


def test_a_longer_name_is_not_taken_for_a_shorter_one() -> None:
    # A planner that puts results in with a text replacement writes "70" for y10 where y1 is 7.
    chain = read("[3 + 4 = y1] [y1 * 6 = y10] y1 and y10, not xy1 nor y1a.")
    assert chain.filled({"y1": "7", "y10": "42"}) == "[3 + 4 = 7] [7 * 6 = 42] 7 and 42, not xy1 nor y1a."


def test_a_value_is_not_read_again() -> None:
    chain = read("[1 + 1 = y1] [2 + 2 = y2] y1 y2")
    assert chain.filled({"y1": "y2", "y2": "$1"}).endswith("y2 $1")


def test_what_stands_between_quotes_stays() -> None:
    chain = read('[1 + 1 = y1] [price("y1") = y2]')
    assert chain.filled({"y1": "2", "y2": "9"}) == '[1 + 1 = 2] [price("y1") = 9]'


def test_brackets_without_an_equals_sign_are_prose() -> None:
    assert len(read("[see above] [1 + 1 = y1]").placeholders) == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The answer is 7.", "no_placeholder"),
        ("", "no_placeholder"),
        ("[3 + = y1]", "unparsed_placeholder"),
        ("[3 + 4 = seven]", "unparsed_placeholder"),
        ("[3 + 4 = y1] [y1 *", "unparsed_placeholder"),  # cut off: the rest must not be dropped in silence
        ("[3 + four = y1]", "unparsed_placeholder"),
        ("[3 4 = y1]", "unparsed_placeholder"),
        ("[1,200 + 1 = y1]", "unparsed_placeholder"),
        ("[price(lamp = y1]", "unparsed_placeholder"),
        ("[" + "(" * 500 + "1" + ")" * 500 + " = y1]", "unparsed_placeholder"),
    ],
)
def test_what_cannot_be_read_is_refused(text: str, kind: str) -> None:
    with pytest.raises(StepFailed) as refused:
        read(text)
    assert refused.value.kind == kind


@given(st.text(alphabet='[]()"=+-*/,. y12ab\n', max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        chain = read(text)
    except StepFailed:
        return
    names = {each.variable for each in (*chain.placeholders, *chain.mentions)}
    assert chain.filled(dict.fromkeys(names, "?"))
