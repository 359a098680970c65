"""Knowledge-graph reasoning as a LangGraph graph: decide by vote, find out and write, then read the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from holdtrue.experiments.pipelines.answering import read_value
from holdtrue.experiments.pipelines.calling.reading import Call
from holdtrue.experiments.pipelines.calling.reading import read as read_calls
from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed, attempting
from holdtrue.experiments.pipelines.graph import prompts, queries, writes
from holdtrue.experiments.pipelines.graph.triples import Provenance, TripleStore
from holdtrue.experiments.pipelines.graph.votes import decide, voters
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.promises import ANYTHING
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.tooling import run_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from langchain_core.runnables import Runnable

    from holdtrue.experiments.tasks import Task

ROUNDS = 8
"""Rounds of finding out after which the answer is read, whatever the votes. The authors' solver has 5 in its signature; the
questions here take up to 12."""

_TRIES = 3
"""How often triples and queries are asked for again, told what was wrong with the last ones."""


class State(TypedDict):
    """What passes between the nodes."""

    envelope: Envelope
    """The last hand-off; its payload holds the question, what is known, what is missing and what went wrong."""

    done: bool
    """Whether the answer is to be read now."""


@dataclass
class _Course:
    """One task on its way; the graph's nodes are its methods."""

    setting: Setting
    task: Task
    store: TripleStore = field(default_factory=TripleStore)
    notes: list[str] = field(default_factory=list)
    asked: dict[str, str] = field(default_factory=dict)
    rounds: int = 0
    failed_writes: int = 0
    failed_calls: int = 0
    failed_queries: int = 0
    unread_votes: int = 0

    def decide(self, state: State, config: RunnableConfig) -> State:
        """Ask several times what to do next, and go by the votes."""
        envelope = state["envelope"]
        voted = self._hop(
            envelope,
            lambda payload: "\n".join(
                " ".join(each.invoke(payload, config).split()) for each in self._voters
            ),
            lambda text: {**envelope.payload, "votes": text.split("\n")},
            to="insert",
            instruction="Say whether what is known answers the question, or what is missing.",
            config=config,
        )
        decision = decide(voted.payload["votes"])
        self.unread_votes += decision.unread
        payload = {key: value for key, value in voted.payload.items() if key != "votes"}
        done = decision.action == "RETRIEVE" or self.rounds >= ROUNDS
        moved = _for(voted, {**payload, "missing": list(decision.reasons)}, to="solve" if done else "insert")
        return {"envelope": moved, "done": done}

    def insert(self, state: State, config: RunnableConfig) -> State:
        """Find out what is missing, and write it down; what fails is told to the steps that follow."""
        self.rounds += 1
        before = state["envelope"].payload
        troubles: list[str] = []
        try:
            called = self._called(state["envelope"], config)
            found = self._found_out(called, config)
        except StepFailed as failed:
            self.failed_calls += 1
            troubles.append(f"failed: {failed}"[:200])
            envelope = _for(state["envelope"], before, to="decide")
        else:
            envelope, troubles = self._kept(found, config)
        payload = {"question": before["question"], "known": self.known, "missing": [], "troubles": troubles}
        return {"envelope": _for(envelope, payload, to="decide"), "done": False}

    def solve(self, state: State, config: RunnableConfig) -> State:
        """Read the answer: by a query that is carried out, or directly from the text of what is known."""
        envelope = _for(state["envelope"], state["envelope"].payload, to="solve")
        if self.setting.arm == "graph":
            return {"envelope": self._queried(envelope, config), "done": True}
        answered = self._hop(
            envelope,
            asking(self.setting.model, prompts.answer_prompt(self.task), prompts.situation),
            read_value,
            to="answer",
            instruction="Answer the question from what is known.",
            config=config,
        )
        return {"envelope": answered, "done": True}

    def _called(self, envelope: Envelope, config: RunnableConfig) -> Envelope:
        return self._hop(
            envelope,
            self._caller,
            lambda text: {"question": envelope.payload["question"], "call": _call(text)},
            to="find out",
            instruction="Write the call that finds out what is missing.",
            config=config,
        )

    def _found_out(self, called: Envelope, config: RunnableConfig) -> Envelope:
        call = called.payload["call"]
        shown = f"{call['name']}({', '.join(map(str, call['arguments'].values()))})"
        if shown in self.asked:
            raise StepFailed("asked_before", f"{shown} returned {self.asked[shown]}")

        def kept(text: str) -> Mapping[str, Any]:
            self.asked[shown] = text
            return {"question": called.payload["question"], "call": shown, "result": text}

        return hand_on(
            called,
            lambda _: run_tool(self.task.tools, call["name"], call["arguments"]),
            kept,
            to="write",
            promise="derive",
            contract=ANYTHING,
            setting=self.setting,
            config=config,
            instruction="Carry out the call.",
            source={"call": json.dumps(call, ensure_ascii=False)},
            extra={"task": self.task.name},
        )

    def _kept(self, found: Envelope, config: RunnableConfig) -> tuple[Envelope, list[str]]:
        """Write down what was found out; and what could not be written."""
        result, call = found.payload["result"], found.payload["call"]
        if self.setting.arm == "no_graph":
            self.notes.append(f"{call} returned {result}")
            return found, []
        troubles: list[str] = []
        envelope = found
        for _ in range(_TRIES):
            told = tuple(troubles)
            envelope = self._hop(
                found,
                lambda payload, told=told: self._writer.invoke({**payload, "troubles": told}, config),  # type: ignore[misc]
                lambda text: {**found.payload, "commands": text},
                to="decide",
                instruction="Write what was found out as triples.",
                config=config,
            )
            done = writes.carry_out(
                envelope.payload["commands"], self.store, f"{call}\n{result}", Provenance(call, self.rounds)
            )
            self.failed_writes += len(done.failed)
            troubles = [str(each) for each in done.failed]
            if not troubles:
                break
        return envelope, troubles

    def _queried(self, envelope: Envelope, config: RunnableConfig) -> Envelope:
        """Ask for a query and carry it out, up to so many times; each time told why the last one led nowhere."""
        if not len(self.store):
            raise StepFailed("empty_graph", "nothing was written, so nothing can be read")
        ask = asking(self.setting.model, prompts.query_prompt(self.task, self.store), prompts.situation)
        payload = dict(envelope.payload)
        reason: StepFailed | None = None
        for _ in range(_TRIES):
            queried = self._hop(
                _for(envelope, payload, to="query"),
                ask,
                lambda text: {**payload, "query": text},
                to="read",
                instruction="Write the path through what is known that answers the question.",
                config=config,
            )
            try:
                found = queries.carry_out(queried.payload["query"], self.store)
            except StepFailed as failed:
                self.failed_queries += 1
                reason = failed
                payload["troubles"] = [f"no answer: {queried.payload['query'][:80]} ({failed})"]
                continue
            return self._hop(
                queried,
                lambda _, found=found: "; ".join(found),  # type: ignore[misc]
                read_value,
                to="answer",
                instruction="Read the answer from the graph.",
                config=config,
            )
        raise reason or StepFailed("no_query", "no query was asked for")

    def _hop(
        self,
        envelope: Envelope,
        step: Runnable[Any, str] | Callable[[Mapping[str, Any]], str],
        read: Callable[[str], Mapping[str, Any]],
        *,
        to: str,
        instruction: str,
        config: RunnableConfig,
    ) -> Envelope:
        """A hop that may leave out and reword, but not invent; what went wrong before is no source for anything."""
        source = {name: text for name, text in envelope.document.items() if name != "troubles"}
        return hand_on(
            envelope,
            step,
            read,
            to=to,
            promise="compress",
            setting=self.setting,
            config=config,
            instruction=instruction,
            source=source,
            extra={"task": self.task.name},
        )

    @property
    def known(self) -> str:
        """What was found out so far, as the model is shown it."""
        return "\n".join(self.notes) if self.setting.arm == "no_graph" else str(self.store)

    @cached_property
    def _voters(self) -> list[Runnable[Any, str]]:
        prompt = prompts.next_prompt(self.task)
        return [asking(model, prompt, prompts.situation) for model in voters(self.setting.model)]

    @cached_property
    def _caller(self) -> Runnable[Any, str]:
        """Who calls tools: the authors give that to a second model."""
        second = self.setting.larger or self.setting.model
        return asking(second, prompts.call_prompt(self.task), prompts.lacking)

    @cached_property
    def _writer(self) -> Runnable[Any, str]:
        return asking(self.setting.model, prompts.write_prompt(self.task), prompts.finding)


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """A graph of three nodes: `decide`, `insert` and `solve`."""
    return attempting("graph", lambda task, run, config: _solved(setting, task, run, config))


def _solved(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    course = _Course(setting, task)
    graph = StateGraph(State)
    graph.add_node("decide", course.decide)
    graph.add_node("insert", course.insert)
    graph.add_node("solve", course.solve)
    graph.add_edge(START, "decide")
    graph.add_conditional_edges(
        "decide", lambda state: "solve" if state["done"] else "insert", ["solve", "insert"]
    )
    graph.add_edge("insert", "decide")
    graph.add_edge("solve", END)
    first = given(
        {"question": task.question, "known": "", "missing": [], "troubles": []}, run=run, to="decide"
    )
    answer: str | None = None
    failure: str | None = None
    try:
        end = graph.compile().invoke(
            {"envelope": first, "done": False}, {**config, "recursion_limit": 4 * ROUNDS + 10}
        )
        answer = end["envelope"].payload["answer"]
    except StepFailed as failed:
        failure = failed.kind
    return Attempt(
        answer=answer,
        failure=failure,
        # What was found out before a failure is told, too.
        detail={
            "rounds": course.rounds,
            "triples": len(course.store),
            "known": course.known,
            "failed_writes": course.failed_writes,
            "failed_calls": course.failed_calls,
            "failed_queries": course.failed_queries,
            "unread_votes": course.unread_votes,
        },
    )


def _for(envelope: Envelope, payload: Mapping[str, Any], *, to: str) -> Envelope:
    """The same hand-off with what the host makes of it, for the next step."""
    return replace(envelope, payload=payload, consumer=to)


def _call(text: str) -> dict[str, Any]:
    """The one call that a text is.

    Raises:
        StepFailed: It is none, or several (`unparsed_call`): words that cannot be read are no command.
    """
    answer = read_calls(text)
    if answer.calls is None or len(answer.calls) != 1 or not answer.is_bare:
        raise StepFailed("unparsed_call", text[:80])
    call: Call = answer.calls[0]
    return {"name": call.name, "arguments": dict(call.arguments)}


PIPELINE = Pipeline(
    name="graph",
    source="Besta et al., Affordable AI Assistants with Knowledge Graph of Thoughts, arXiv 2504.02670",
    families=("questions",),
    arms=("graph", "direct", "no_graph"),
    build=build,
)
"""`graph` reads the answer by a query over the graph, `direct` from the graph's text; `no_graph` keeps what tools returned as
notes instead. The answers of the two ways are not fused, as that made an ensemble of the paper's figures."""
