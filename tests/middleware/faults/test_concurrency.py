"""Many guarded chains in one event loop do not block it."""

import asyncio
import sqlite3
from collections.abc import Iterator
from typing import Any, TypedDict

import pytest
from blockbuster import BlockBuster, BlockingError, blockbuster_ctx
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda
from langchain_core.tools import tool
from langgraph.graph import START, StateGraph

from holdtrue.checks.detectors import Detector
from holdtrue.checks.finding import Finding
from holdtrue.middleware import Ledger, guard, guard_chain, guard_graph, guard_tool

LETTER = "Dear Ms Okafor,\nyour deposit of 480.00 EUR was not returned.\n" * 3


@pytest.fixture
def blockbuster() -> Iterator[BlockBuster]:
    """Whatever blocks the event loop raises."""
    with blockbuster_ctx() as found:
        yield found


def chain(policy: Any, ledger: Ledger, answer: str) -> Runnable[Any, str]:
    prompt = ChatPromptTemplate([("system", "Fix the typos."), ("human", "{letter}")])
    model = GenericFakeChatModel(messages=iter([AIMessage(answer)] * 10))
    step = guard(
        prompt | model | StrOutputParser(), before="letter", contract="preserve", policy=policy, ledger=ledger
    )
    return guard_chain(step | RunnableLambda(str.strip), contract="preserve", ledger=ledger)


async def _drain(stream: Any) -> str:
    return "".join([chunk async for chunk in stream])


@pytest.mark.parametrize("policy", ["observe", "block", ["repair", "block"], ["retry", "observe"]])
@pytest.mark.parametrize("way", ["ainvoke", "astream", "abatch"])
async def test_fifty_chains_at_once(policy: Any, way: str, ledger: Ledger, blockbuster: BlockBuster) -> None:
    wrong = LETTER if policy == "block" else LETTER.replace("480", "840", 1)
    chains = [chain(policy, ledger, wrong) for _ in range(50)]

    async def call(each: Runnable[Any, str]) -> str:
        if way == "astream":
            return await _drain(each.astream({"letter": LETTER}))
        if way == "abatch":
            return (await each.abatch([{"letter": LETTER}]))[0]
        return await each.ainvoke({"letter": LETTER})

    results = await asyncio.gather(*map(call, chains))

    right = LETTER if policy in ("block", ["repair", "block"]) else wrong
    assert set(results) == {right.strip()}
    seen = {stored.record.step for stored in await asyncio.to_thread(ledger.records)}
    assert len(seen) == 2


async def test_many_guarded_graphs_and_tools_at_once(ledger: Ledger, blockbuster: BlockBuster) -> None:
    class State(TypedDict):
        letter: str

    @tool
    async def proofread(text: str) -> str:
        """Correct a text."""
        return text.replace("not ", "", 1)

    corrector = guard_tool(proofread, contract="preserve", policy=["repair", "block"], ledger=ledger)

    async def node(state: State) -> State:
        return {"letter": await corrector.ainvoke({"text": state["letter"]})}

    graph = StateGraph(State).add_node("proofread", node).add_edge(START, "proofread")
    app = guard_graph(graph, contract="preserve", policy="block", ledger=ledger).compile()

    results = await asyncio.gather(*(app.ainvoke({"letter": f"{LETTER}{number}"}) for number in range(20)))

    assert [result["letter"] for result in results] == [f"{LETTER}{number}" for number in range(20)]
    assert len(await asyncio.to_thread(ledger.records)) == 60


async def test_the_test_would_notice(blockbuster: BlockBuster) -> None:
    with pytest.raises(BlockingError):
        sqlite3.connect(":memory:").execute("SELECT 1")


async def test_checks_that_hang_do_not_take_the_applications_own_threads(ledger: Ledger) -> None:
    stuck = asyncio.Event()

    def hang(reading: Any) -> Iterator[Finding]:
        loop.call_soon_threadsafe(stuck.set)
        import time

        time.sleep(0.8)
        return iter(())

    loop = asyncio.get_running_loop()
    step = guard(RunnableLambda(_same), ledger=ledger, detectors=[Detector("stuck", hang)], budget_s=2)
    calls = [asyncio.create_task(step.ainvoke("text")) for _ in range(50)]
    await stuck.wait()
    started = loop.time()
    await asyncio.to_thread(int)
    assert loop.time() - started < 0.4
    assert await asyncio.gather(*calls) == ["text"] * 50


async def _same(text: str) -> str:
    return text
