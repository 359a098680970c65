"""The readme's code runs, and does what the readme says."""

import re
import warnings
from pathlib import Path
from typing import Any, TypedDict

import pytest
from langchain.agents import create_agent
from langchain_core.language_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.tools import tool
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.types import Command

from holdtrue.middleware import HandOffWarning, Ledger, Record, guard

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
WRAP, CHAIN, GRAPH, AGENT, CHECK, OPTIMUM = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


LETTER = "The deposit of 480.00 EUR was not returned."


def wrapped(reply: str) -> list[Record]:
    names = {
        "prompt": ChatPromptTemplate(
            [("system", "Correct the spelling."), ("human", "The letter:\n{letter}\nGo!")]
        ),
        "model": FakeListChatModel(responses=[reply]),
        "StrOutputParser": StrOutputParser,
        "letter": LETTER,
    }
    exec(WRAP, names)
    return [stored.record for stored in Ledger("handoffs.db").run("last")]


def test_the_first_screen_lets_an_intact_letter_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    [record] = wrapped(LETTER)
    assert record.verdict is not None
    assert record.verdict.outcome == "pass"


@pytest.mark.parametrize(
    "reply",
    [
        "The deposit of 480.00 EUR was returned.",
        "The deposit of 840.00 EUR was not returned.",
        LETTER + "\nI am glad to help with the next letter.\nThe fee is 20 EUR.",
        "The deposit of 480.00 EUR was n",
        "I'm sorry, but I can't help with that.",
    ],
)
def test_the_first_screen_lets_no_damage_pass_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reply: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.warns(HandOffWarning):
        [record] = wrapped(reply)
    assert record.verdict is not None
    assert record.verdict.outcome == "fail"


def test_a_chain_is_guarded_and_shows_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {
        "chain": ChatPromptTemplate([("human", "{letter}")])
        | FakeListChatModel(responses=[LETTER.replace("480", "840")])
        | StrOutputParser(),
        "ledger": Ledger(tmp_path / "handoffs.db"),
    }
    exec(CHAIN, names)

    assert "FakeListChatModel [preserve, repair, block]" in capsys.readouterr().out
    assert names["chain"].invoke({"letter": LETTER}) == LETTER  # type: ignore[attr-defined]


def test_a_graph_is_guarded_and_asks(tmp_path: Path) -> None:
    class State(TypedDict):
        letter: str

    def proofread(state: State) -> State:
        return {"letter": state["letter"].replace("480", "840")}

    ledger = Ledger(tmp_path / "handoffs.db")
    names = {
        "builder": StateGraph(State).add_node("proofread", proofread).add_edge(START, "proofread"),
        "checkpointer": InMemorySaver(),
        "config": {"configurable": {"thread_id": "1"}},
        "Command": Command,
        "letter": LETTER,
        "ledger": ledger,
    }
    exec(GRAPH, names)

    assert [stored.record.action for stored in ledger.records()] == ["approved", "none"]


def test_an_agent_is_guarded_and_its_orders_keep_what_binds(tmp_path: Path) -> None:
    orders: list[str] = []

    @tool
    def travel_agent(task: str) -> str:
        """Have a travel agent do a task."""
        orders.append(task)
        return "Booked for 480 EUR."

    request = "Book a flight. Never spend more than 500 EUR."

    class Model(GenericFakeChatModel):
        def bind_tools(self, tools: Any, **kwargs: Any) -> Any:
            return self

    def order(task: str, number: str) -> AIMessage:
        call: Any = {"name": "travel_agent", "args": {"task": task}, "id": number}
        return AIMessage("", tool_calls=[call])

    answers = [
        order("Book a flight for 500 EUR.", "1"),
        order(request, "2"),
        AIMessage("Booked for 480 EUR."),
    ]
    ledger = Ledger(tmp_path / "handoffs.db")
    names = {
        "create_agent": create_agent,
        "model": Model(messages=iter(answers)),
        "travel_agent": travel_agent,
        "request": request,
        "ledger": ledger,
    }
    exec(AGENT, names)

    assert orders == [request]
    assert "retried" in [stored.record.action for stored in ledger.records()]


def test_a_verdict_without_langchain() -> None:
    with warnings.catch_warnings():
        exec(CHECK, {})


@pytest.mark.parametrize(
    ("replies", "shown"),
    [
        (["benches = 3.9, stools = 3.3, profit = 28.2 EUR"], "benches = 3.9"),
        (["benches = 5, stools = 4, profit = 35 EUR", "benches = 3.9, stools = 3.3, profit = 28.2"], "28.2"),
        (["benches = 2.0, stools = 4.0, profit = 26.0 EUR"] * 2, "3.9"),
    ],
    ids=["certified", "put right when told", "put right by a solver"],
)
def test_an_answer_to_an_optimisation_problem_goes_on_only_certified(replies: list[str], shown: str) -> None:
    names: dict[str, Any] = {
        "guard": guard,
        "prompt": ChatPromptTemplate([("human", "{question}")]),
        "model": FakeListChatModel(responses=replies),
        "StrOutputParser": StrOutputParser,
    }
    exec(OPTIMUM, names)
    assert shown in names["chain"].invoke({"question": "How many benches and stools?"})
