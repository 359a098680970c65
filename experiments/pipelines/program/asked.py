"""The program: choose a paragraph, take a step on it, and go on until the answer or the bound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from holdtrue.checks.artifact import content_hash
from holdtrue.experiments.pipelines.answering import read_value, with_premise
from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Setting
from holdtrue.experiments.pipelines.program import prompts
from holdtrue.experiments.pipelines.program.choosing import scores, supported
from holdtrue.experiments.pipelines.program.state import State
from holdtrue.experiments.pipelines.prompting import asking

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from holdtrue.experiments.tasks import Task

MOST_STEPS = 14
"""Steps after which the program concludes; the longest question takes twelve hops."""

_WIDTH = 2
"""Paragraphs that a step is tried on, best first."""

_ENOUGH = 0.6
"""Support from which a step is taken without trying it on the next paragraph."""


class Run(TypedDict):
    """What passes between the nodes of the graph, all of it the host's."""

    kept: State
    last: Envelope
    answer: str
    calls: int
    leaks: int


def attempt(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """Run the program."""
    canary = f"canary-{content_hash(task.name)[:12]}"
    state = State(question=task.question, paragraphs=task.files, canary=canary)
    first: Run = {
        "kept": state,
        "last": given({"question": task.question}, run=run, to="step"),
        "answer": "",
        "calls": 0,
        "leaks": 0,
    }
    bounded: RunnableConfig = {**config, "recursion_limit": 3 * MOST_STEPS + 10}
    ended = _graph(setting, task).invoke(first, bounded)
    detail = {"calls": ended["calls"], "steps": len(ended["kept"].chain), "leaks": ended["leaks"]}
    return Attempt(answer=ended["answer"], detail=detail)


def thought(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """The control arm `cot`: one prompt with everything, one answer."""
    premise = with_premise(task, task.question)
    made = hand_on(
        given({"premise": premise}, run=run, to="think"),
        asking(setting.model, prompts.thoughts(task), lambda payload: payload["premise"]),
        _thoughts,
        to="task",
        promise="derive",
        setting=setting,
        config=config,
        instruction="Think step by step, then give the answer.",
    )
    return Attempt(answer=made.payload["answer"], detail={"calls": 1, "steps": made.payload["steps"]})


def _graph(setting: Setting, task: Task) -> CompiledStateGraph[Any, Any, Any, Any]:
    hides = setting.arm != "all_visible"

    def choose(state: Run) -> dict[str, Any]:
        kept = state["kept"]
        return {"kept": replace(kept, scores=scores(kept.paragraphs, kept.question, kept.chain, kept.read))}

    def step(state: Run, config: RunnableConfig) -> dict[str, Any]:
        kept, best, support = state["kept"], state["last"], -1.0
        tried, leaks, read = 0, 0, kept.read
        if not kept.scores:
            raise StepFailed("nothing_to_read", "the task has no documents")
        for name in list(kept.scores)[: _WIDTH if hides else 1]:
            reading = replace(kept, paragraph=kept.paragraphs[name])
            view = reading.view("step") if hides else reading.everything()
            made, leaked = _stepped(setting, task, reading, state["last"], view, config)
            tried, leaks = tried + 1, leaks + leaked
            found = supported(made.payload["finding"], view["paragraph"])
            if found > support:
                best, support, read = made, found, (*kept.read, name)
            if support >= _ENOUGH:
                break
        finding = best.payload["finding"]
        done = {"last": best, "calls": state["calls"] + tried, "leaks": state["leaks"] + leaks}
        if finding.startswith(prompts.ANSWER):
            return {**done, "answer": finding.removeprefix(prompts.ANSWER).strip()}
        chain = kept.chain if finding in kept.chain else (*kept.chain, finding)
        return {**done, "kept": replace(kept, chain=chain, read=read)}

    def conclude(state: Run, config: RunnableConfig) -> dict[str, Any]:
        case = prompts.shown(state["kept"].view("conclude"))
        made = hand_on(
            state["last"].followed({"case": case}, to="conclude", contract="preserve"),
            asking(setting.model, prompts.conclude(task), lambda payload: payload["case"]),
            read_value,
            to="task",
            promise="derive",
            setting=setting,
            config=config,
            instruction="Answer the question from what was found.",
        )
        leaks = state["leaks"] + (state["kept"].canary in case)
        return {"last": made, "answer": made.payload["answer"], "calls": state["calls"] + 1, "leaks": leaks}

    def onward(state: Run) -> str:
        if state["answer"]:
            return END
        # A step that finds nothing new would be taken again and again.
        stuck = len(state["kept"].chain) < len(state["kept"].read)
        return "conclude" if stuck or len(state["kept"].read) >= MOST_STEPS else "choose"

    builder = StateGraph(Run)
    builder.add_node("choose", choose)
    builder.add_node("step", step)
    builder.add_node("conclude", conclude)
    builder.add_edge(START, "choose")
    builder.add_edge("choose", "step")
    builder.add_conditional_edges("step", onward, ["choose", "conclude", END])
    builder.add_edge("conclude", END)
    return builder.compile()


def _stepped(
    setting: Setting, task: Task, state: State, last: Envelope, view: dict[str, Any], config: RunnableConfig
) -> tuple[Envelope, int]:
    """One step on what it may see, and whether the canary was in it."""
    case = prompts.shown(view)
    made = hand_on(
        last.followed({"case": case}, to="step", contract="derive"),
        asking(
            setting.model, prompts.step(task, may_answer=bool(state.chain)), lambda payload: payload["case"]
        ),
        _finding,
        to="host",
        promise="derive",
        setting=setting,
        config=config,
        instruction="Write down the next thing on the way to the answer.",
    )
    return made, int(state.canary in case)


def _finding(text: str) -> dict[str, str]:
    if not text.strip() or text.strip() == prompts.ANSWER:
        raise StepFailed("empty_step", "the step says nothing")
    return {"finding": " ".join(text.split())}


def _thoughts(text: str) -> dict[str, Any]:
    before, mark, answer = text.rpartition(prompts.ANSWER)
    if not mark or not answer.strip():
        raise StepFailed("no_answer", f"the chain ends without {prompts.ANSWER!r}")
    return {"answer": answer.strip(), "steps": len(before.split("\n")) - 1}
