"""A graph pauses in one process and goes on in another, through a SQLite file; the process between is killed."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from holdtrue.middleware import Ledger

LETTER = "Your deposit of 480.00 EUR was not returned."

_PROGRAM = textwrap.dedent("""
    import asyncio, json, os, sys, time
    from pathlib import Path
    from typing import TypedDict
    from langgraph.checkpoint.sqlite import SqliteSaver
    from langgraph.checkpoint.sqlite.aio import AsyncSqliteSaver
    from langgraph.graph import START, StateGraph
    from langgraph.types import Command
    from holdtrue.middleware import Ledger, guard, guard_graph

    folder, kind, answer = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    runs = folder / "runs"

    class State(TypedDict):
        letter: str
        log: str

    def proofread(text):
        # Another figure each time, so that a second run would show.
        with runs.open("a") as file:
            file.write("x")
        figure = f"48{len(runs.read_text())}"
        return text.replace("480", figure)

    ledger = Ledger(folder / "ledger.db")
    options = dict(contract="preserve", policy="human", ledger=ledger)
    step = guard(proofread, name="proofread", **options)

    def call(state): return {"letter": step.invoke(state["letter"])}
    async def acall(state): return {"letter": await step.ainvoke(state["letter"])}
    def plain(state): return {"letter": proofread(state["letter"])}
    def after(state): return {"log": "sent " + state["letter"]}

    def graph(node, guarded=False):
        made = StateGraph(State)
        made.add_node("proofread", node)
        made.add_edge(START, "proofread")
        return guard_graph(made, **options) if guarded else made

    def outer(inner):
        made = StateGraph(State)
        made.add_node("inside", inner)
        made.add_node("after", after)
        made.add_edge(START, "inside")
        made.add_edge("inside", "after")
        return made

    config = {"configurable": {"thread_id": "letter-7"}}
    given = Command(resume=json.loads(answer)) if answer else {"letter": LETTER, "log": ""}

    def show(result):
        paused = result.get("__interrupt__")
        shown = {"paused": paused[0].value["findings"][0]["message"]} if paused else dict(result)
        print(json.dumps(shown), flush=True)
        if paused:
            time.sleep(60)  # until it is killed

    made = {
        "chain": lambda: outer(call),
        "async chain": lambda: outer(acall),
        "node": lambda: outer(graph(plain, guarded=True).compile()),
        "subgraph": lambda: outer(graph(call).compile()),
        "subgraph of a subgraph": lambda: outer(outer(graph(call).compile()).compile()),
    }[kind]()

    async def run():
        async with AsyncSqliteSaver.from_conn_string(str(folder / "checkpoints.db")) as saver:
            show(await made.compile(checkpointer=saver).ainvoke(given, config))

    if kind.startswith("async"):
        asyncio.run(run())
    else:
        with SqliteSaver.from_conn_string(str(folder / "checkpoints.db")) as saver:
            show(made.compile(checkpointer=saver).invoke(given, config))
""").replace("LETTER", repr(LETTER))


def start(folder: Path, kind: str, answer: Any = None) -> subprocess.Popen[str]:
    told = "" if answer is None else json.dumps(answer)
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM, str(folder), kind, told],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )


def said(process: subprocess.Popen[str], *, kill: bool = False) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if kill:
        process.send_signal(signal.SIGKILL)
    process.stdout.close()
    assert process.wait(60) == (-signal.SIGKILL if kill else 0)
    return dict(json.loads(line))


KINDS = ["chain", "async chain", "node", "subgraph of a subgraph"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_in_another_process_is_about_the_result_that_was_shown(kind: str, tmp_path: Path) -> None:
    paused = said(start(tmp_path, kind), kill=True)
    assert paused == {"paused": 'line 1: "480.00" became "481.00"'}
    assert Ledger(tmp_path / "ledger.db").records() == []

    done = said(start(tmp_path, kind, "approve"))

    letter = LETTER.replace("480", "481")
    assert done == {"letter": letter, "log": f"sent {letter}"}
    assert (tmp_path / "runs").read_text() == "x", "the step did not run again"
    first, second = (stored.record for stored in Ledger(tmp_path / "ledger.db").records())
    assert (first.action, second.action) == ("approved", "none")
    assert {first.run, second.run} == {"letter-7"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
@pytest.mark.parametrize(("answer", "letter"), [({"edit": LETTER}, LETTER), ("reject", None)])
def test_other_answers_hold_across_processes_too(answer: Any, letter: str | None, tmp_path: Path) -> None:
    said(start(tmp_path, "subgraph"), kill=True)
    going_on = start(tmp_path, "subgraph", answer)
    if letter is not None:
        assert said(going_on)["letter"] == letter
        return
    assert going_on.stdout is not None
    assert going_on.stdout.read() == ""
    going_on.stdout.close()
    assert going_on.wait(60) == 1
    assert [stored.record.action for stored in Ledger(tmp_path / "ledger.db").records()] == ["rejected"]
