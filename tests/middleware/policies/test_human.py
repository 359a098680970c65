"""A person is asked on a real graph: it pauses, keeps the result, and goes on with the answer."""

import asyncio
import pickle
from typing import Any, TypedDict

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.types import Command

from holdtrue.checks import InputError
from holdtrue.middleware import HandOffBlocked, Ledger, guard

LETTER = "Your deposit of 480.00 EUR was not returned."


class State(TypedDict):
    letter: str


class Proofreader:
    """Gets another figure wrong each time, so that a second run would show."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, text: str) -> str:
        self.runs += 1
        return text.replace("480", f"48{self.runs}")


def build(step: Any, *, asynchronous: bool = False) -> Any:
    def node(state: State) -> State:
        return {"letter": step.invoke(state["letter"])}

    async def anode(state: State) -> State:
        return {"letter": await step.ainvoke(state["letter"])}

    graph = StateGraph(State)
    graph.add_node("proofread", anode if asynchronous else node)
    graph.add_edge(START, "proofread")
    return graph.compile(checkpointer=InMemorySaver())


def records(ledger: Ledger) -> list[Any]:
    return [stored.record for stored in ledger.records()]


@pytest.mark.parametrize(
    ("answer", "letter", "action"),
    [
        ("approve", LETTER.replace("480", "481"), "approved"),
        ({"edit": LETTER}, LETTER, "edited"),
        ({"edit": {"text": LETTER}}, LETTER, "edited"),
    ],
)
@pytest.mark.parametrize("asynchronous", [False, True])
def test_the_answer_decides_about_the_result_that_was_shown(
    ledger: Ledger, answer: Any, letter: str, action: str, asynchronous: bool
) -> None:
    proofreader = Proofreader()
    step = guard(proofreader, name="proofread", contract="preserve", policy="human", ledger=ledger)
    graph = build(step, asynchronous=asynchronous)
    config: Any = {"configurable": {"thread_id": "letter-7"}}

    def call(given: Any) -> Any:
        return asyncio.run(graph.ainvoke(given, config)) if asynchronous else graph.invoke(given, config)

    paused = call({"letter": LETTER})

    [asked] = paused["__interrupt__"]
    assert asked.value["step"] == "proofread"
    assert asked.value["findings"][0]["message"] == 'line 1: "480.00" became "481.00"'
    changed = [piece for piece in asked.value["diff"]["text"] if piece["op"] != "equal"]
    assert changed
    assert records(ledger) == []

    assert call(Command(resume=answer))["letter"] == letter

    assert proofreader.runs == 1
    first, second = records(ledger)
    assert (first.attempt, first.action, first.verdict.outcome) == (1, action, "fail")
    assert (second.attempt, second.action) == (2, "none")
    assert {record.run for record in (first, second)} == {"letter-7"}
    where = first.extra["langgraph"]
    assert (where["thread"], where["node"]) == ("letter-7", "proofread")


def test_a_rejected_result_is_not_handed_on(ledger: Ledger) -> None:
    graph = build(guard(Proofreader(), contract="preserve", policy=["human", "observe"], ledger=ledger))
    config: Any = {"configurable": {"thread_id": "1"}}
    graph.invoke({"letter": LETTER}, config)

    with pytest.raises(HandOffBlocked):
        graph.invoke(Command(resume="reject"), config)
    assert [record.action for record in records(ledger)] == ["rejected"]


def test_nobody_is_asked_about_what_holds(ledger: Ledger) -> None:
    graph = build(guard(lambda text: text, contract="preserve", policy="human", ledger=ledger))

    assert graph.invoke({"letter": LETTER}, {"configurable": {"thread_id": "1"}}) == {"letter": LETTER}
    assert [record.action for record in records(ledger)] == ["none"]


def test_a_person_is_asked_after_the_other_remedies(ledger: Ledger) -> None:
    proofreader = Proofreader()
    graph = build(guard(proofreader, contract="preserve", policy=["retry", "human"], ledger=ledger))
    config: Any = {"configurable": {"thread_id": "1"}}

    graph.invoke({"letter": LETTER}, config)
    graph.invoke(Command(resume={"edit": LETTER}), config)

    assert proofreader.runs == 3
    assert [record.action for record in records(ledger)] == ["dropped", "dropped", "edited", "none"]


def test_a_batch_asks_about_one_after_the_other(ledger: Ledger) -> None:
    proofreader = Proofreader()
    step = guard(proofreader, contract="preserve", policy="human", ledger=ledger)

    def node(state: State) -> State:
        return {"letter": " ".join(step.batch([state["letter"], state["letter"]]))}

    graph = StateGraph(State).add_node("n", node).add_edge(START, "n").compile(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}

    graph.invoke({"letter": LETTER}, config)
    graph.invoke(Command(resume="approve"), config)
    done = graph.invoke(Command(resume="approve"), config)

    assert done["letter"] == f"{LETTER.replace('480', '481')} {LETTER.replace('480', '482')}"


def test_an_answer_that_is_none_is_told() -> None:
    graph = build(guard(Proofreader(), contract="preserve", policy="human"))
    config: Any = {"configurable": {"thread_id": "1"}}
    graph.invoke({"letter": LETTER}, config)

    with pytest.raises(InputError, match="'approve', 'reject'"):
        graph.invoke(Command(resume="yes"), config)


def test_without_a_graph_there_is_nobody_to_ask() -> None:
    with pytest.raises(InputError, match="LangGraph graph with a checkpointer"):
        guard(Proofreader(), contract="preserve", policy="human").invoke(LETTER)


def test_it_is_pickled() -> None:
    step = guard(str.strip, contract="preserve", policy=["retry", "human", "block"])

    assert str(pickle.loads(pickle.dumps(step)).watch.policy) == "retry, human, block"


def test_an_interrupt_of_the_steps_own_is_recorded_when_it_ends(ledger: Ledger) -> None:
    from langgraph.types import interrupt

    def ask(text: str) -> str:
        return f"{text} {interrupt('who?')}"

    graph = build(guard(ask, policy="observe", ledger=ledger))
    config: Any = {"configurable": {"thread_id": "1"}}
    graph.invoke({"letter": LETTER}, config)
    assert records(ledger) == []

    graph.invoke(Command(resume="Okafor"), config)
    assert len(records(ledger)) == 1
