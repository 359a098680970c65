"""A step does it again, told what was wrong, a bounded number of times."""

import asyncio
import time
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel, FakeListChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda

from holdtrue.checks import InputError
from holdtrue.middleware import (
    Backoff,
    Escalate,
    HandOffBlocked,
    HandOffWarning,
    Ledger,
    Record,
    Retry,
    guard,
    guard_chain,
    run,
)
from holdtrue.middleware.asking import Prices

LETTER = "Your deposit of 480.00 EUR was not returned."
WRONG = "Your deposit of 840.00 EUR was not returned."
OTHER = "Your deposit was returned."


class Scripted(BaseChatModel):
    """A chat model that answers from a list and remembers what it was given."""

    answers: list[str]
    asked: list[list[BaseMessage]]

    def _generate(self, messages: list[BaseMessage], *args: Any, **kwargs: Any) -> ChatResult:
        self.asked.append(messages)
        text = self.answers[min(len(self.asked), len(self.answers)) - 1]
        usage: Any = {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}
        return ChatResult(
            generations=[
                ChatGeneration(
                    message=AIMessage(
                        text, usage_metadata=usage, response_metadata={"model_name": "scripted"}
                    )
                )
            ]
        )

    @property
    def _llm_type(self) -> str:
        return "scripted"


def scripted(*answers: str) -> Scripted:
    return Scripted(answers=list(answers), asked=[])


def records(ledger: Ledger) -> list[Record]:
    return [stored.record for stored in ledger.records()]


PROMPT = ChatPromptTemplate([("system", "Hand it on."), ("human", "{letter}")])


def test_the_findings_are_fed_back_to_the_model_inside_a_chain(ledger: Ledger) -> None:
    model = scripted(WRONG, LETTER)
    chain = guard(
        PROMPT | model | StrOutputParser(),
        before="letter",
        contract="preserve",
        policy="retry",
        ledger=ledger,
    )

    assert chain.invoke({"letter": LETTER}) == LETTER

    first, second = model.asked
    assert [type(message) for message in first] == [type(message) for message in second[:2]]
    assert second[2] == AIMessage(WRONG)
    assert isinstance(second[3], HumanMessage)
    assert '"480.00" became "840.00"' in second[3].text
    tries = records(ledger)
    assert [
        (record.attempt, record.action, record.verdict.outcome) for record in tries if record.verdict
    ] == [
        (1, "retried", "fail"),
        (2, "none", "pass"),
    ]
    assert [(record.usage.input_tokens, record.usage.output_tokens) for record in tries] == [(10, 5)] * 2
    assert all(record.latency_ms > 0 for record in tries)
    assert len({record.run for record in tries}) == 1


def test_what_each_attempt_cost_is_recorded(ledger: Ledger) -> None:
    small, large = scripted(WRONG), scripted(LETTER)
    prices = {"scripted": Prices(1.0, 2.0), "other": Prices(100.0, 100.0)}
    step = guard(
        small, contract="preserve", policy=["retry", Escalate(large), "block"], ledger=ledger, prices=prices
    )
    step.invoke([HumanMessage(LETTER)])

    assert [record.extra["cost"] for record in records(ledger)] == [20 / 1_000_000] * 4


def test_a_model_without_a_price_costs_nothing_known(ledger: Ledger) -> None:
    guard(scripted(LETTER), ledger=ledger, prices={"other": Prices(1.0, 1.0)}).invoke([HumanMessage(LETTER)])
    assert "cost" not in records(ledger)[0].extra


@pytest.mark.parametrize("bound", [False, True])
def test_a_guarded_model_is_told_in_its_messages(bound: bool) -> None:
    model = scripted(WRONG, LETTER)
    step = guard(model.bind(stop=["!"]) if bound else model, contract="preserve", policy="retry")

    assert step.invoke([HumanMessage(LETTER)]).text == LETTER
    assert len(model.asked[1]) == 3


def test_a_model_with_arguments_inside_a_chain_is_told() -> None:
    model = scripted(WRONG, LETTER)
    chain = PROMPT | model.bind(stop=["!"]) | StrOutputParser()
    step = guard(chain, before="letter", contract="preserve", policy="retry")

    assert step.invoke({"letter": LETTER}) == LETTER
    assert "840.00" in model.asked[1][-1].text


def test_a_model_that_is_guarded_itself_is_told_too() -> None:
    model = scripted(WRONG, LETTER)
    chain = guard_chain(PROMPT | model | StrOutputParser())
    step = guard(chain, before="letter", contract="preserve", policy="retry")

    assert step.invoke({"letter": LETTER}) == LETTER
    assert "840.00" in model.asked[1][-1].text


def test_it_is_bounded_and_then_the_next_policy_decides(ledger: Ledger) -> None:
    model = scripted(WRONG)
    step = guard(model, contract="preserve", policy=[Retry(times=3), "block"], ledger=ledger)

    with pytest.raises(HandOffBlocked):
        step.invoke([HumanMessage(LETTER)])

    assert len(model.asked) == 4
    assert [record.action for record in records(ledger)] == ["dropped", "dropped", "dropped", "blocked"]


def test_what_nothing_puts_right_is_warned_of_and_the_best_goes_on(ledger: Ledger) -> None:
    text = "One line stands.\n" * 3 + LETTER
    worse, better = text.replace("stands", "fell"), text.replace("480", "840")
    model = scripted(worse, better, worse)
    step = guard(model, contract="preserve", policy="retry", ledger=ledger)

    with pytest.warns(HandOffWarning):
        assert step.invoke([HumanMessage(text)]).text == better

    assert [(record.attempt, record.action) for record in records(ledger)] == [
        (1, "retried"),
        (2, "dropped"),
        (3, "warned"),
    ]


def test_it_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    step = guard(
        RunnableLambda(lambda _: WRONG),
        contract="preserve",
        policy=[Retry(times=4, backoff=Backoff(first_s=0.5, longest_s=1.5)), "observe"],
    )

    assert step.invoke(LETTER) == WRONG
    assert waited == [0.5, 1.0, 1.5, 1.5]


def test_a_clean_hand_off_is_the_very_object_that_the_step_returned() -> None:
    answer = AIMessage(LETTER)
    step = guard(RunnableLambda(lambda _: answer), contract="preserve", policy=["repair", "retry", "block"])

    assert step.invoke(LETTER) is answer


def test_a_try_that_raises_does_not_lose_what_there_was(ledger: Ledger) -> None:
    calls = iter([WRONG])

    def step(text: str) -> str:
        return next(calls)  # raises StopIteration, as an error, the second time

    guarded = guard(step, contract="preserve", policy=[Retry(times=1), "observe"], ledger=ledger)

    assert guarded.invoke(LETTER) == WRONG
    assert [record.action for record in records(ledger)] == ["dropped", "observed"]
    assert "the step raised" in (records(ledger)[0].trouble or "")


def again(step: Any) -> Any:
    async def stream(chunks: Any) -> list[Any]:
        return [chunk async for chunk in chunks]

    async def parts() -> Any:
        for part in (LETTER[:9], LETTER[9:]):
            yield part

    return {
        "invoke": lambda: step.invoke(LETTER),
        "ainvoke": lambda: asyncio.run(step.ainvoke(LETTER)),
        "batch": lambda: step.batch([LETTER])[0],
        "abatch": lambda: asyncio.run(step.abatch([LETTER]))[0],
        "batch_as_completed": lambda: next(step.batch_as_completed([LETTER]))[1],
        "abatch_as_completed": lambda: asyncio.run(stream(step.abatch_as_completed([LETTER])))[0][1],
        "stream": lambda: "".join(step.stream(LETTER)),
        "astream": lambda: "".join(asyncio.run(stream(step.astream(LETTER)))),
        "transform": lambda: "".join(step.transform(iter([LETTER[:9], LETTER[9:]]))),
        "atransform": lambda: "".join(asyncio.run(stream(step.atransform(parts())))),
    }


@pytest.mark.parametrize("entry", again(None))
def test_every_way_in_retries_and_lets_nothing_wrong_out(entry: str, ledger: Ledger) -> None:
    model = FakeListChatModel(responses=[WRONG, LETTER])
    step = guard(model | StrOutputParser(), contract="preserve", policy=[Retry(), "block"], ledger=ledger)

    with run("one"):
        assert again(step)[entry]() == LETTER
    assert [record.action for record in records(ledger)] == ["retried", "none"]


@pytest.mark.parametrize("times", [0, -1, 1.5])
def test_a_bound_is_a_whole_number(times: Any) -> None:
    with pytest.raises(InputError):
        Retry(times=times)


@pytest.mark.parametrize(
    "policy", [[], ["block", "retry"], ["warn", "block"], ["retry", "warn", "block"], "escalate", [3]]
)
def test_an_order_that_makes_no_sense_is_told(policy: Any) -> None:
    with pytest.raises(InputError):
        guard(RunnableLambda(str.strip), policy=policy)
