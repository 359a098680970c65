"""What had to stay is put back, and a repair that does not hold is not kept."""

from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.messages import AIMessage, HumanMessage
from langchain_core.runnables import RunnableLambda
from pydantic import BaseModel

from holdtrue.checks import Artifact
from holdtrue.middleware import HandOffWarning, Ledger, Repair, guard

LETTER = "Your deposit of 480.00 EUR was not returned.\nSigned, Okafor\n"
WRONG = LETTER.replace("not ", "")


class Note(BaseModel):
    text: str
    pages: int


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LETTER, WRONG),
        ([HumanMessage(LETTER)], AIMessage(WRONG, response_metadata={"model_name": "m"})),
        ([HumanMessage(LETTER)], AIMessage([{"type": "text", "text": WRONG}])),
        ([HumanMessage(LETTER)], {"messages": [HumanMessage(LETTER), AIMessage(WRONG)]}),
        (Document(LETTER, metadata={"page": 1}), Document(WRONG, metadata={"page": 1})),
        ([Document(LETTER), Document("b")], [Document(WRONG, metadata={"page": 2}), Document("b")]),
        ({"a.txt": LETTER, "b.txt": "b"}, {"a.txt": WRONG, "b.txt": "b"}),
        ({"pages": 4, "text": "not"}, {"pages": 5, "text": "not"}),
        (Note(text="a", pages=4), Note(text="a", pages=5)),
    ],
)
def test_what_had_to_stay_is_put_back_in_any_form(before: Any, after: Any) -> None:
    step = guard(RunnableLambda(lambda _: after), contract="preserve", policy=["repair", "block"])
    clean = guard(RunnableLambda(lambda given: given), contract="preserve", policy="block")

    repaired = step.invoke(before)

    assert type(repaired) is type(after)
    assert repaired != after
    clean.invoke(repaired)
    if isinstance(repaired, Document | AIMessage):
        assert repaired.model_dump(exclude={"content", "page_content"}) == after.model_dump(
            exclude={"content", "page_content"}
        )


def test_it_is_recorded_as_a_second_attempt(ledger: Ledger) -> None:
    step = guard(RunnableLambda(lambda _: WRONG), contract="preserve", policy="repair", ledger=ledger)

    assert step.invoke(LETTER) == LETTER
    first, second = [stored.record for stored in ledger.records()]
    assert (first.attempt, first.action, dict(first.after or {})) == (1, "repaired", {"text": WRONG})
    assert (second.attempt, second.action, dict(second.after or {})) == (2, "none", {"text": LETTER})


def test_a_key_of_the_output_is_repaired_and_the_rest_stays() -> None:
    step = guard(
        lambda _: {"letter": WRONG, "cost": 3},
        contract="preserve",
        policy="repair",
        before="letter",
        after="letter",
    )

    assert step.invoke({"letter": LETTER}) == {"letter": LETTER, "cost": 3}


@pytest.mark.parametrize(
    "repairer",
    [
        lambda handoff, verdict: None,
        lambda handoff, verdict: handoff.after,
        lambda handoff, verdict: Artifact.of("something else"),
        lambda handoff, verdict: Artifact({"a": "1", "b": "2"}),
        lambda handoff, verdict: 1 / 0,
    ],
)
def test_what_does_not_check_clean_is_not_kept(repairer: Any) -> None:
    step = guard(lambda _: WRONG, contract="preserve", policy=[Repair(repairer), "observe"])

    assert step.invoke(LETTER) == WRONG


def test_what_cannot_be_written_back_is_let_be() -> None:
    step = guard(
        lambda _: {"t": WRONG}, contract="preserve", policy="repair", after=lambda output: output["t"]
    )

    with pytest.warns(HandOffWarning):
        assert step.invoke(LETTER) == {"t": WRONG}


def test_what_the_clauses_of_a_contract_say_is_restored() -> None:
    before = {"stock.csv": "sku,price\nA-1,40.00\nA-2,12.50\nA-3,7.25\n"}
    right = {"stock.csv": "sku,price\nA-1,44.00\nA-2,13.75\nA-3,7.98\n"}
    wrong = {"stock.csv": right["stock.csv"].replace("13.75", "17.35")}
    step = guard(lambda _: wrong, contract="scale(price, 1.1, digits=2)", policy=["repair", "block"])

    assert step.invoke(before) == right
