"""A whole chain is guarded in one line, and says how."""

from typing import Any

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import (
    RouterRunnable,
    Runnable,
    RunnableBranch,
    RunnableLambda,
    RunnableParallel,
    RunnablePassthrough,
)
from langchain_core.runnables.base import RunnableEach

from holdtrue.checks import InputError
from holdtrue.middleware import HandOffBlocked, Ledger, guard, guard_chain, outline

LETTER = "your deposit of 480.00 EUR was not returned.\n"


def letter_chain(reply: str) -> Runnable[Any, Any]:
    return (
        ChatPromptTemplate([("human", "{letter}")]) | FakeListChatModel(responses=[reply]) | StrOutputParser()
    )


def drop_not(text: str) -> str:
    return text.replace("was not", "was")


def is_short(text: str) -> bool:
    return len(text) < 5


def seen(ledger: Ledger) -> list[str]:
    return [stored.record.step for stored in ledger.records()]


def test_every_step_of_a_sequence_is_seen_and_the_prompt_is_not(ledger: Ledger) -> None:
    chain = guard_chain(letter_chain(LETTER), contract="preserve", policy="block", ledger=ledger)

    assert chain.invoke({"letter": LETTER}) == LETTER
    assert seen(ledger) == ["FakeListChatModel", "StrOutputParser"]


def test_the_step_that_does_damage_is_named() -> None:
    chain = guard_chain(
        RunnableLambda(str.strip) | drop_not | str.upper, contract="transform", policy="block"
    )

    with pytest.raises(HandOffBlocked, match="drop_not") as caught:
        chain.invoke(LETTER)
    assert caught.value.record.step == "drop_not"


step = RunnableLambda(drop_not)

COMPOSITIONS: dict[str, tuple[Runnable[Any, Any], Any]] = {
    "parallel": (RunnableParallel(a=step), LETTER),
    "assign": (RunnablePassthrough.assign(a=(lambda given: given["text"]) | step), {"text": LETTER}),
    "branch": (RunnableBranch((is_short, RunnableLambda(str.upper)), step), LETTER),
    "branch taken": (RunnableBranch((lambda text: True, step), RunnableLambda(str.upper)), LETTER),
    "router": (RouterRunnable({"a": step}), {"key": "a", "input": LETTER}),
    "fallbacks": (step.with_fallbacks([RunnableLambda(str.upper)]), LETTER),
    "binding": (step.with_config(tags=["a"]), LETTER),
    "retry": (step.with_retry(), LETTER),
    "map": (step.map(), [LETTER, LETTER]),
    "typed map": (RunnableEach[str, str](bound=step), [LETTER]),
    "nested": (RunnableParallel(a=RunnableLambda(str.strip) | step.with_retry()), LETTER),
}


@pytest.mark.parametrize("kind", COMPOSITIONS)
def test_steps_inside_a_composition_are_seen(kind: str, ledger: Ledger) -> None:
    bare, given = COMPOSITIONS[kind]
    guarded = guard_chain(bare, contract="preserve", ledger=ledger)

    assert type(guarded) is type(bare)
    assert guarded.invoke(given) == bare.invoke(given)
    found = {
        stored.record.step: stored.record.verdict.outcome
        for stored in ledger.records()
        if stored.record.verdict
    }
    assert found["drop_not"] == "fail"


def test_the_chain_that_was_given_stays_bare(ledger: Ledger) -> None:
    bare = RunnableLambda(str.strip) | drop_not
    guard_chain(bare, ledger=ledger)
    bare.invoke(LETTER)

    assert seen(ledger) == []


def test_a_step_that_is_guarded_keeps_its_guard(ledger: Ledger) -> None:
    chain = guard(step, name="mine", ledger=ledger) | str.strip
    guard_chain(chain, ledger=ledger).invoke(LETTER)

    assert seen(ledger) == ["mine", "strip"]


def test_steps_are_told_apart_by_name_and_told_their_own(ledger: Ledger) -> None:
    chain = RunnableLambda(drop_not) | drop_not | str.strip
    guarded = guard_chain(
        chain,
        steps={"drop_not 2": {"policy": "block", "contract": "preserve"}, "strip": None},
        ledger=ledger,
    )
    guarded.invoke(LETTER)

    assert [stored.record.contract.mode for stored in ledger.records()] == ["transform", "preserve"]
    assert outline(guarded).splitlines() == [
        "RunnableSequence",
        "  1: drop_not [no contract, observe]",
        "  2: drop_not 2 [preserve, block]",
        "  3: strip (bare: left out)",
    ]


def test_the_outline_shows_the_whole_tree() -> None:
    chain = letter_chain("x") | RunnableParallel(short=step.with_retry(), same=RunnablePassthrough())
    assert outline(guard_chain(chain, contract="preserve", policy="warn")).splitlines() == [
        "RunnableSequence",
        "  1: ChatPromptTemplate (bare: a prompt template)",
        "  2: FakeListChatModel [preserve, warn]",
        "  3: StrOutputParser [preserve, warn]",
        "  4: RunnableParallel",
        "    short: drop_not [preserve, warn]",
        "    same: RunnablePassthrough (bare: hands on what it is given)",
    ]


def test_a_prompt_can_be_named(ledger: Ledger) -> None:
    chain = guard_chain(
        letter_chain(LETTER), steps={"ChatPromptTemplate": {"before": "letter"}}, ledger=ledger
    )
    chain.invoke({"letter": LETTER})

    assert seen(ledger)[0] == "ChatPromptTemplate"


@pytest.mark.parametrize("chain", [RunnablePassthrough(), ChatPromptTemplate([("human", "{a}")])])
def test_nothing_to_guard_is_an_error(chain: Runnable[Any, Any]) -> None:
    with pytest.raises(InputError, match="nothing to guard"):
        guard_chain(chain)


def test_an_unknown_step_is_an_error() -> None:
    with pytest.raises(InputError, match="no step 'summary'; its steps are drop_not"):
        guard_chain(step, steps={"summary": None})
