import json
from typing import Literal

import pytest
from langchain_core.tools import tool

from holdtrue.experiments.pipelines.calling.failures import failures
from holdtrue.experiments.pipelines.calling.reading import Call


@tool
def order(article: str, quantity: int, colour: Literal["red", "blue"] = "red") -> str:
    """Order something."""
    return ""


@tool
def ring(person: str) -> str:
    """Ring somebody."""
    return ""


REQUEST = "Please order 12 blue chairs, then ring Ada about Bob."
CHAIRS = Call("order", {"article": "chairs", "quantity": 12, "colour": "blue"})
ADA = Call("ring", {"person": "Ada"})


def kinds(text: str, *right: Call) -> list[tuple[str, int]]:
    return [(each.kind, each.step) for each in failures(text, REQUEST, [order, ring], right)]


def said(*calls: tuple[str, dict[str, object]]) -> str:
    return json.dumps([{"name": name, "arguments": arguments} for name, arguments in calls])


GOOD = ("order", {"article": "chairs", "quantity": 12, "colour": "blue"})
RING = ("ring", {"person": "Ada"})


@pytest.mark.parametrize("text", [said(GOOD, RING), said(("order", {**GOOD[1], "quantity": 12.0}), RING)])
def test_right_calls_have_no_failure(text: str) -> None:
    assert kinds(text, CHAIRS, ADA) == []


def test_refusing_is_right_where_nothing_serves() -> None:
    assert kinds("[]") == []
    assert kinds(said(RING)) == [("should_have_refused", 0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have ordered the chairs.", [("no_call", 0)]),
        ("", [("no_call", 0)]),
        ("[]", [("no_call", 0)]),
        ('[{"name": "order", "arguments": {"article": ', [("malformed_json", 0)]),
        ('{"order": {"article": "chairs"}}', [("malformed_json", 0)]),
        ("[" * 5000, [("malformed_json", 0)]),
        (f"Sure! {said(GOOD, RING)}", [("prose_around_call", 0)]),
        (said(("buy", GOOD[1]), RING), [("invented_tool", 0)]),
        (said(("ring", {"person": "Bob"}), RING), [("wrong_tool", 0)]),
        (said(("order", {"article": "chairs", "colour": "blue"}), RING), [("missing_argument", 0)]),
        (said(("order", {"article": "chairs", "quantity": 12}), RING), [("missing_argument", 0)]),
        (said(GOOD, ("ring", {"person": "Ada", "time": "now"})), [("extra_argument", 1)]),
        (said(("order", {**GOOD[1], "quantity": "12"}), RING), [("mistyped_argument", 0)]),
        (said(("order", {**GOOD[1], "colour": "green"}), RING), [("mistyped_argument", 0)]),
        (said(("order", {**GOOD[1], "quantity": 13}), RING), [("hallucinated_value", 0)]),
        (said(GOOD, ("ring", {"person": "Cleo"})), [("hallucinated_value", 1)]),
        (said(GOOD, ("ring", {"person": "Bob"})), [("wrong_value", 1)]),
        (said(RING, GOOD), [("wrong_order", 0)]),
        (said(GOOD), [("premature_stop", 1)]),
        (said(GOOD, RING, RING), [("extra_call", 2)]),
    ],
)
def test_each_failure_has_its_class_and_its_step(text: str, found: list[tuple[str, int]]) -> None:
    assert kinds(text, CHAIRS, ADA) == found


def test_a_truth_value_is_no_number() -> None:
    one = Call("order", {"article": "chairs", "quantity": 1})
    assert kinds(said(("order", {"article": "chairs", "quantity": True})), one) == [("mistyped_argument", 0)]
