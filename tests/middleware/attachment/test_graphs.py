"""Nodes of real graphs are guarded: per key, through reducers, commands, retries, interrupts, subgraphs and checkpoints."""

import operator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypedDict

import pytest
from langchain_core.messages import AIMessage, AnyMessage, HumanMessage
from langchain_core.runnables import RunnableConfig, RunnableLambda
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode
from langgraph.runtime import Runtime
from langgraph.types import Command, Overwrite, RetryPolicy, interrupt
from pydantic import BaseModel

from holdtrue.checks import InputError
from holdtrue.middleware import HandOffBlocked, Ledger, Record, Retry, guard_graph, guard_node, outline

LETTER = "Your deposit of 480.00 EUR was not returned.\n"
WRONG = LETTER.replace("480", "840")


class State(TypedDict, total=False):
    letter: str
    notes: Annotated[list[str], operator.add]
    messages: Annotated[list[AnyMessage], add_messages]
    cost: int


def graph_of(*nodes: Any, schema: Any = State, **options: Any) -> StateGraph[Any]:
    graph = StateGraph(schema)
    before = START
    for node in nodes:
        graph.add_node(node.__name__, node, **options)
        graph.add_edge(before, node.__name__)
        before = node.__name__
    return graph


def records(ledger: Ledger) -> list[Record]:
    return [stored.record for stored in ledger.records()]


def filled(state: dict[str, Any]) -> dict[str, Any]:
    """A state without the empty lists that its reducers begin with."""
    return {key: value for key, value in state.items() if value != []}


def damage(state: State) -> State:
    return {"letter": WRONG, "cost": 3}


def copy(state: State) -> State:
    return {"letter": state["letter"]}


def test_each_node_is_seen_with_the_keys_that_it_updates(ledger: Ledger) -> None:
    graph = guard_graph(graph_of(damage, copy), contract="preserve", ledger=ledger).compile()

    assert filled(graph.invoke({"letter": LETTER, "notes": ["n"]})) == {
        "letter": WRONG,
        "notes": ["n"],
        "cost": 3,
    }

    first, second = records(ledger)
    assert (first.step, dict(first.before)) == ("damage", {"letter": LETTER})
    assert dict(first.after or {}) == {"letter": WRONG, "cost.json": "3"}
    assert first.verdict is not None
    assert first.verdict.outcome == "fail"
    assert second.verdict is not None
    assert second.verdict.outcome == "pass"
    assert first.run == second.run
    assert first.extra["langgraph"]["node"] == "damage"


def test_invocations_without_a_thread_are_runs_of_their_own(ledger: Ledger) -> None:
    graph = guard_graph(graph_of(damage, copy), ledger=ledger).compile()
    for _ in range(2):
        graph.invoke({"letter": LETTER})

    assert [summary.handoffs for summary in ledger.runs()] == [2, 2]


async def test_asynchronous_nodes_and_streams_are_seen(ledger: Ledger) -> None:
    async def adamage(state: State) -> State:
        return {"letter": WRONG}

    graph = guard_graph(graph_of(adamage, copy), contract="preserve", ledger=ledger).compile()
    async for _ in graph.astream({"letter": LETTER}):
        pass
    await graph.ainvoke({"letter": LETTER})

    outcomes = [record.verdict.outcome for record in records(ledger) if record.verdict]
    assert outcomes == ["fail", "pass"] * 2


def test_what_is_injected_arrives(ledger: Ledger) -> None:
    seen: dict[str, Any] = {}

    def node(state: State, config: RunnableConfig, runtime: Runtime[Any]) -> State:
        seen.update(config=config["configurable"]["thread_id"], runtime=runtime.execution_info)
        return {"letter": state["letter"]}

    graph = guard_graph(graph_of(node), ledger=ledger).compile(checkpointer=InMemorySaver())
    graph.invoke({"letter": LETTER}, {"configurable": {"thread_id": "t"}})

    assert seen["config"] == "t"
    assert seen["runtime"] is not None
    assert records(ledger)[0].run == "t"


def test_a_command_keeps_its_way_and_is_repaired(ledger: Ledger) -> None:
    def route(state: State) -> Command[Literal["copy", "__end__"]]:
        return Command(update={"letter": WRONG, "cost": 1}, goto="copy")

    graph = StateGraph(State)
    graph.add_node(
        "route", guard_node(route, contract="preserve", policy="repair", keys=["letter"], ledger=ledger)
    )
    graph.add_node("copy", copy)
    graph.add_edge(START, "route")
    compiled = graph.compile()

    assert {(edge.source, edge.target) for edge in compiled.get_graph().edges} >= {("route", "copy")}
    assert filled(compiled.invoke({"letter": LETTER})) == {"letter": LETTER, "cost": 1}
    assert [record.action for record in records(ledger)] == ["repaired", "none"]


def test_a_reducer_is_taken_into_account(ledger: Ledger) -> None:
    def note(state: State) -> State:
        return {"notes": ["second"]}

    def forget(state: State) -> Any:
        return {"notes": Overwrite(["second"])}

    graph = guard_graph(graph_of(note, forget), ledger=ledger).compile()
    graph.invoke({"notes": ["first"]})

    assert [dict(record.after or {}) for record in records(ledger)] == [
        {"notes.json": '[\n  "first",\n  "second"\n]'},
        {"notes.json": '[\n  "second"\n]'},
    ]


def test_messages_in_the_state_are_read_as_messages(ledger: Ledger) -> None:
    def answer(state: State) -> State:
        return {"messages": [AIMessage(WRONG)]}

    graph = guard_graph(graph_of(answer), contract="preserve", ledger=ledger).compile()
    graph.invoke({"messages": [HumanMessage(LETTER)]})

    [record] = records(ledger)
    assert (dict(record.before), dict(record.after or {})) == ({"messages": LETTER}, {"messages": WRONG})


def test_keys_can_be_named(ledger: Ledger) -> None:
    def summarise(state: State) -> Any:
        return {"notes": [WRONG], "cost": 1}

    node = guard_node(
        summarise,
        before="letter",
        after=lambda update: update["notes"][0],
        contract="preserve",
        ledger=ledger,
    )
    graph_of(node).compile().invoke({"letter": LETTER})

    [record] = records(ledger)
    assert (dict(record.before), dict(record.after or {})) == ({"text": LETTER}, {"text": WRONG})


def test_a_named_key_is_repaired() -> None:
    node = guard_node(damage, before="letter", after="letter", contract="preserve", policy="repair")

    assert filled(graph_of(node).compile().invoke({"letter": LETTER})) == {"letter": LETTER, "cost": 3}


def test_a_node_without_an_update_hands_nothing_on(ledger: Ledger) -> None:
    def look(state: State) -> None:
        return None

    guard_graph(graph_of(look, copy), ledger=ledger).compile().invoke({"letter": LETTER})

    assert [record.step for record in records(ledger)] == ["copy"]


def test_retries_of_the_graph_are_attempts(ledger: Ledger) -> None:
    failures = iter([True, False])

    def flaky(state: State) -> State:
        if next(failures):
            raise ConnectionError("try again")
        return {"letter": state["letter"]}

    policy = RetryPolicy(initial_interval=0.01, jitter=False, max_attempts=3)
    guard_graph(graph_of(flaky, retry_policy=policy), ledger=ledger).compile().invoke({"letter": LETTER})

    assert [(record.attempt, record.verdict is None) for record in records(ledger)] == [(1, True), (2, False)]


def test_an_interrupt_is_no_end_and_is_recorded_once(ledger: Ledger) -> None:
    def ask(state: State) -> State:
        return {"letter": state["letter"] + interrupt("sign?")}

    graph = guard_graph(graph_of(ask), ledger=ledger).compile(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}
    graph.invoke({"letter": LETTER}, config)
    assert records(ledger) == []

    graph.invoke(Command(resume="Okafor"), config)
    [record] = records(ledger)
    assert dict(record.after or {}) == {"letter": LETTER + "Okafor"}


def test_a_person_is_asked_about_a_node(ledger: Ledger) -> None:
    runs = []

    def counted(state: State) -> State:
        runs.append(1)
        return {"letter": WRONG}

    graph = guard_graph(graph_of(counted, copy), contract="preserve", policy="human", ledger=ledger)
    compiled = graph.compile(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "1"}}

    paused = compiled.invoke({"letter": LETTER}, config)
    assert paused["__interrupt__"][0].value["step"] == "counted"
    assert filled(compiled.invoke(Command(resume={"edit": LETTER}), config)) == {"letter": LETTER}
    assert runs == [1]
    assert [record.action for record in records(ledger)] == ["edited", "none", "none"]


def test_a_node_does_it_again_and_blocks() -> None:
    runs = []

    def stubborn(state: State) -> State:
        runs.append(1)
        return {"letter": WRONG}

    graph = guard_graph(graph_of(stubborn), contract="preserve", policy=[Retry(times=2), "block"]).compile()
    with pytest.raises(HandOffBlocked):
        graph.invoke({"letter": LETTER})
    assert len(runs) == 3


def test_nodes_of_a_subgraph_share_the_run_and_subgraphs_stay_bare(ledger: Ledger) -> None:
    inner = guard_graph(graph_of(damage), contract="preserve", ledger=ledger).compile()
    outer = graph_of(copy)
    outer.add_node("inner", inner)
    outer.add_edge("copy", "inner")
    outer.add_node("tools", ToolNode([]))
    guarded = guard_graph(outer, contract="preserve", ledger=ledger)

    assert outline(guarded).splitlines() == [
        "copy: [preserve, observe]",
        "inner: bare: a subgraph",
        "tools: bare: a tool node",
    ]
    compiled = guarded.compile()
    assert [name for name, _ in compiled.get_subgraphs()] == ["inner"]
    compiled.invoke({"letter": LETTER})
    assert len({record.run for record in records(ledger)}) == 1
    assert [record.extra["langgraph"]["node"] for record in records(ledger)] == ["copy", "inner/damage"]


def test_a_chain_as_a_node_is_guarded(ledger: Ledger) -> None:
    graph = StateGraph(State)
    graph.add_node("chain", RunnableLambda(damage) | (lambda update: update))
    graph.add_edge(START, "chain")
    guard_graph(graph, ledger=ledger).compile().invoke({"letter": LETTER})

    assert [record.step for record in records(ledger)] == ["chain"]


def test_the_graph_that_was_given_stays_bare_and_nodes_are_told_their_own(ledger: Ledger) -> None:
    bare = graph_of(damage, copy)
    guarded = guard_graph(bare, nodes={"damage": {"contract": "preserve"}, "copy": None}, ledger=ledger)
    bare.compile().invoke({"letter": LETTER})
    assert records(ledger) == []

    assert outline(guarded) == "damage: [preserve, observe]\ncopy: bare: left out"
    assert (
        outline(guard_graph(guarded, ledger=ledger))
        == "damage: [preserve, observe]\ncopy: [no contract, observe]"
    )


@dataclass
class Fields:
    letter: str


class Model(BaseModel):
    letter: str


@pytest.mark.parametrize("schema", [Fields, Model])
def test_states_of_any_form_are_read_and_repaired(schema: Any) -> None:
    def node(state: Any) -> Any:
        return schema(letter=WRONG)

    graph = guard_graph(graph_of(node, schema=schema), contract="preserve", policy="repair").compile()
    assert graph.invoke(schema(letter=LETTER)) == {"letter": LETTER}


def test_mistakes_are_told() -> None:
    with pytest.raises(InputError, match="before it is compiled"):
        guard_graph(graph_of(copy).compile())
    with pytest.raises(InputError, match="no node 'send'; its nodes are copy"):
        guard_graph(graph_of(copy), nodes={"send": None})
    with pytest.raises(InputError, match="guards a function"):
        guard_node(RunnableLambda(copy))
