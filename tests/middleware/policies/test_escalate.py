"""A stronger model is called only for what failed: the hand-off, or its records."""

from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda

from holdtrue.middleware import Escalate, HandOffBlocked, Ledger, guard

ROWS = "a: 1\nb: 22\nc: 333\nd: 4444\n"
WRONG = ROWS.replace("22", "23").replace("4444", "4449")
PROMPT = ChatPromptTemplate([("human", "Copy.\n{rows}")])


class Counting:
    """A strong step that copies what it is given, and counts."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    def __call__(self, given: Any) -> Any:
        self.given.append(given)
        return given["rows"] if isinstance(given, dict) else given


def weak(answer: str) -> Runnable[Any, str]:
    return PROMPT | FakeListChatModel(responses=[answer]) | StrOutputParser()


def test_only_what_failed_is_escalated(ledger: Ledger) -> None:
    strong = Counting()
    step = guard(
        lambda given: WRONG if given == ROWS else given,
        contract="preserve",
        policy=[Escalate(RunnableLambda(strong)), "block"],
        ledger=ledger,
    )

    assert [step.invoke(text) for text in ("x", ROWS, "y")] == ["x", ROWS, "y"]
    assert strong.given == [ROWS]
    assert [stored.record.action for stored in ledger.records()] == ["none", "escalated", "none", "none"]


def test_a_model_takes_the_place_of_the_chains_own() -> None:
    strong = FakeListChatModel(responses=[ROWS])
    step = guard(weak(WRONG), before="rows", contract="preserve", policy=[Escalate(strong), "block"])

    assert step.invoke({"rows": ROWS}) == ROWS


@pytest.mark.parametrize("before", [None, "rows"])
def test_only_the_records_that_failed_are_done_again(before: str | None, ledger: Ledger) -> None:
    strong = Counting()
    step = guard(
        RunnableLambda(lambda _: WRONG),
        before=before,
        contract="preserve",
        policy=[Escalate(RunnableLambda(strong), per="record"), "block"],
        ledger=ledger,
    )

    assert step.invoke({"rows": ROWS} if before else ROWS) == ROWS
    lines = ["b: 22", "d: 4444"]
    assert strong.given == ([{"rows": line} for line in lines] if before else lines)
    assert [stored.record.action for stored in ledger.records()] == ["escalated", "none"]


@pytest.mark.parametrize("answer", [ROWS.replace("b: 22\n", ""), WRONG + "e: 5\n"])
def test_a_record_without_counterpart_takes_the_whole(answer: str) -> None:
    strong = Counting()
    step = guard(
        lambda _: answer,
        contract="preserve",
        policy=[Escalate(RunnableLambda(strong), per="record"), "block"],
    )

    assert step.invoke(ROWS) == ROWS
    assert strong.given == [ROWS]


def test_too_many_records_take_the_whole() -> None:
    strong = Counting()
    step = guard(
        lambda _: WRONG, contract="preserve", policy=Escalate(RunnableLambda(strong), per="record", most=1)
    )

    assert step.invoke(ROWS) == ROWS
    assert strong.given == [ROWS]


def test_records_that_stay_wrong_take_the_whole(ledger: Ledger) -> None:
    strong = RunnableLambda(lambda given: given if given == ROWS else "b: 99")
    step = guard(lambda _: WRONG, contract="preserve", policy=Escalate(strong, per="record"), ledger=ledger)

    assert step.invoke(ROWS) == ROWS
    assert [stored.record.action for stored in ledger.records()] == ["dropped", "escalated", "none"]


def test_a_stronger_model_that_fails_too_is_blocked() -> None:
    step = guard(
        weak(WRONG),
        before="rows",
        contract="preserve",
        policy=[Escalate(FakeListChatModel(responses=[WRONG])), "block"],
    )

    with pytest.raises(HandOffBlocked):
        step.invoke({"rows": ROWS})


async def test_it_works_asynchronously() -> None:
    async def strong(text: str) -> str:
        return text

    step = guard(
        lambda _: WRONG, contract="preserve", policy=[Escalate(RunnableLambda(strong), per="record"), "block"]
    )

    assert await step.ainvoke(ROWS) == ROWS


def test_records_are_those_of_the_format(ledger: Ledger) -> None:
    before = '[\n  {\n    "id": 1,\n    "net": 40.0\n  },\n  {\n    "id": 2,\n    "net": 12.25\n  }\n]\n'
    strong = Counting()
    step = guard(
        lambda text: text.replace("12.25", "12.52"),
        contract="preserve",
        after=lambda text: {"list.json": text},
        before=lambda text: {"list.json": text},
        policy=[Escalate(RunnableLambda(strong), per="record"), "block"],
        ledger=ledger,
    )

    assert step.invoke(before) == before
    assert strong.given == ['{\n    "id": 2,\n    "net": 12.25\n  }']


def test_what_a_rule_restores_is_restored_and_only_the_rest_is_asked_for(ledger: Ledger) -> None:
    before = "no,net,note\n1,40.00,paid 3 days late\n2,12.25,paid 5 days late\n3,7.00,paid 9 days late\n4,8.00,never paid\n"
    right = "no,net,note\n1,44.00,settled 3 days late\n2,13.48,settled 5 days late\n3,7.70,settled 9 days late\n4,8.80,never paid\n"
    # One amount wrong and one row lost, which the contract computes; one note wrong, which only a model can write.
    wrong = (
        right.replace("13.48", "13.84").replace("4,8.80,never paid\n", "").replace("settled 9", "settled 6")
    )
    strong = Counting()

    def do(text: str) -> str:
        return strong(text).replace("paid 9", "settled 9").replace("7.00", "7.70")

    step = guard(
        lambda _: wrong,
        contract="scale(net, 1.1, digits=2) & rewrite(at='field note', keep=[numbers])",
        before=lambda text: {"list.csv": text},
        after=lambda text: {"list.csv": text},
        policy=[Escalate(RunnableLambda(do), per="record"), "block"],
        ledger=ledger,
    )

    assert step.invoke(before) == right
    assert strong.given == ["3,7.00,paid 9 days late"]
    assert [stored.record.action for stored in ledger.records()] == ["escalated", "none"]
