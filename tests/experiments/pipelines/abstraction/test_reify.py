from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.tools import tool

from holdtrue.experiments.pipelines.abstraction.chain import read
from holdtrue.experiments.pipelines.abstraction.examples import chain_of
from holdtrue.experiments.pipelines.abstraction.reify import read_value, solved, solver, written
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.tasks import Call

_PRICES = {"lamp": "3.50", "bowl": "7", "144": "12"}


@tool
def price(item: str) -> str:
    """Price of an item."""
    return _PRICES[item]


@tool
def town(person: str, year: int = 0) -> str:
    """Where somebody lives."""
    return f"Vell {year}"


def values(text: str) -> dict[str, str]:
    return {name: written(value) for name, value in solved(read(text), "", solver([price, town])).items()}


def test_arithmetic_is_exact() -> None:
    assert values("[0.1 + 0.2 = y1] [1 / 3 = y2] [y2 * 3 = y3]") == {"y1": "0.3", "y2": "1/3", "y3": "1"}
    assert values("[2 + 3 * 4 = y1] [(2 + 3) * 4 = y2] [-y1 - -2 = y3]") == {
        "y1": "14",
        "y2": "20",
        "y3": "-12",
    }
    assert values("[7 − 2 × 3 = y1] [9 ÷ 8 = y2]") == {"y1": "1", "y2": "1.125"}


def test_tools_are_called_with_values_of_their_kind() -> None:
    assert values('[price("lamp") = y1] [y1 * 12 = y2]') == {"y1": "3.5", "y2": "42"}
    assert values('[price("bowl") = y1] [town(person="Ada", year=y1) = y2]')["y2"] == "Vell 7"
    assert values("[price(144) = y1]") == {"y1": "12"}, "a tool that takes a text gets one"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[prize("lamp") = y1]', "unknown_tool"),
        ('[price("chair") = y1]', "tool_failed"),
        ('[price("lamp", "bowl") = y1]', "wrong_arguments"),
        ('[price(thing="lamp") = y1]', "wrong_arguments"),
        ('[price(item="lamp", item="bowl") = y1]', "wrong_arguments"),
        ("[price() = y1]", "wrong_arguments"),
        ('[town("Ada", "soon") = y1]', "wrong_arguments"),
        ('[town("Ada") = y1] [y1 * 2 = y2]', "not_a_number"),
        ("[1 / (2 - 2) = y1]", "division_by_zero"),
    ],
)
def test_what_fails_is_told_and_never_becomes_a_value(text: str, kind: str) -> None:
    with pytest.raises(StepFailed) as refused:
        values(text)
    assert refused.value.kind == kind


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_decimal_number_is_written_as_it_is_read(number: object) -> None:
    value = Fraction(str(number))
    assert read_value(written(value)) == value


@pytest.mark.parametrize("digits", [301, 5000])
def test_a_number_that_python_would_not_read_stays_a_text(digits: int) -> None:
    assert read_value("7" * digits) == "7" * digits
    with pytest.raises(StepFailed, match="unparsed_placeholder"):
        read(f"[{'7' * digits} + 1 = y1]")


def test_a_result_beyond_every_float_is_told() -> None:
    chain = " ".join(f"[y{number} * y{number} = y{number + 1}]" for number in range(1, 20))
    with pytest.raises(StepFailed, match="too_large"):
        values(f"[99999 * 99999 = y1] {chain}")


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_a_text_in_an_example_is_read_as_what_it_was(text: str) -> None:
    heard = []

    @tool
    def say(words: str) -> str:
        """Say something."""
        heard.append(words)
        return "said"

    chain = read(chain_of([Call("say", {"words": text})]))
    assert solved(chain, "", solver([say])) == {"y1": "said"}
    assert heard == [text]
    assert chain.placeholders[0].shown({"y1": "no"}) == chain.placeholders[0].written


def test_an_escape_that_is_none_is_no_text() -> None:
    with pytest.raises(StepFailed, match="unparsed_placeholder"):
        read(r'[town("\d") = y1]')
