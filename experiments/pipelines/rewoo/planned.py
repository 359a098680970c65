"""The graph: plan, carry the plan out, solve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from holdtrue.checks.detectors import DEFAULT, PLAN, SUBSTITUTION
from holdtrue.checks.references import read_plan
from holdtrue.experiments.pipelines.answering import read_value
from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.notation import ToolCall, carry_out
from holdtrue.experiments.pipelines.pipeline import Attempt
from holdtrue.experiments.pipelines.promises import NAMED
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.rewoo.evidence import Evidence, values
from holdtrue.experiments.pipelines.rewoo.plan import Plan, Step, read
from holdtrue.experiments.pipelines.rewoo.prompts import evidenced, planner, solver

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from holdtrue.experiments.pipelines.pipeline import Setting
    from holdtrue.experiments.tasks import Task

TRANSPORT = tuple(detector for detector in DEFAULT if detector.name == "transport")
"""What can be looked for where a tool computes: that something came."""


class State(TypedDict):
    """What the host keeps between the steps."""

    last: Envelope
    plan: Plan
    found: tuple[Evidence, ...]


def attempt(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """Plan once, carry out all, solve once: two calls of the model, however many steps there are."""
    first = given({"question": task.question}, run=run, to="planner")
    state: State = graph(setting, task).invoke({"last": first, "found": ()}, config)  # type: ignore[assignment]
    failed = [evidence for evidence in state["found"] if evidence.value is None]
    return Attempt(
        answer=state["last"].payload["answer"],
        detail={
            "steps": len(state["plan"].steps),
            "references": sum(len(step.call.refs) for step in state["plan"].steps),
            "steps_failed": len(failed),
            "first_failed": failed[0].status if failed else "",
        },
    )


def graph(setting: Setting, task: Task) -> CompiledStateGraph[Any, Any, Any, Any]:
    """Planner, worker, solver."""

    def plan(state: State, config: RunnableConfig) -> dict[str, Any]:
        made = hand_on(
            state["last"],
            asking(setting.model, planner(task), lambda payload: payload["question"]),
            lambda text: {"plan": str(read(text, task.tools))},
            to="worker",
            promise="compress",
            contract=NAMED,
            setting=setting,
            config=config,
            instruction="Plan the steps that answer the question.",
            detectors=(*DEFAULT, PLAN),
            refs=_names,
        )
        return {"last": made, "plan": read(made.payload["plan"], task.tools)}

    def work(state: State, config: RunnableConfig) -> dict[str, Any]:
        last, found = state["last"], list[Evidence]()
        for step in state["plan"].steps:
            last, evidence = _carried_out(setting, task, last, step, found, config)
            found.append(evidence)
        if not values(found):
            raise StepFailed(found[0].status, "no step came to anything")
        return {"last": last, "found": tuple(found)}

    def solve(state: State, config: RunnableConfig) -> dict[str, Any]:
        known = values(state["found"])
        pairs = [(step.rationale, known[step.name]) for step in state["plan"].steps if step.name in known]
        last = state["last"].followed(
            {"question": task.question, "evidence": evidenced(task.question, pairs)},
            to="solver",
            contract="preserve",
        )
        made = hand_on(
            last,
            asking(setting.model, solver(task), lambda payload: payload["evidence"]),
            read_value,
            to="task",
            promise="derive",
            setting=setting,
            config=config,
            instruction="Answer the question from the evidence.",
            source={"evidence": last.payload["evidence"]},
        )
        return {"last": made}

    builder = StateGraph(State)
    for node in (plan, work, solve):
        builder.add_node(node.__name__, node)
    builder.add_edge(START, "plan")
    builder.add_edge("plan", "work")
    builder.add_edge("work", "solve")
    builder.add_edge("solve", END)
    return builder.compile()


def _carried_out(
    setting: Setting, task: Task, last: Envelope, step: Step, found: list[Evidence], config: RunnableConfig
) -> tuple[Envelope, Evidence]:
    """One step: results are put in the places of their references, then the tool is called."""
    known = values(found)
    if any(name not in known for name in step.call.refs):
        return last, Evidence(step.name, step.call.tool, str(step.call), "waiting")
    filled = step.call.resolved(known)
    ready = hand_on(
        last.followed(
            {"call": step.call.lines}, to=f"fill {step.name}", contract="preserve", refs=step.call.refs
        ),
        lambda _: filled.lines,
        lambda text: {"call": text},
        to=f"call {step.name}",
        promise="preserve",
        setting=setting,
        config=config,
        detectors=(SUBSTITUTION,),
        source={"call": step.call.lines, **{name: known[name] for name in step.call.refs}},
        refs=lambda _: step.call.refs,
    )
    return _called(setting, task, ready, step, filled, config)


def _called(
    setting: Setting, task: Task, ready: Envelope, step: Step, filled: ToolCall, config: RunnableConfig
) -> tuple[Envelope, Evidence]:
    try:
        made = hand_on(
            ready,
            lambda _: carry_out(filled, task.tools),
            lambda text: {step.name: text},
            to="worker",
            promise="derive",
            setting=setting,
            config=config,
            detectors=TRANSPORT,
        )
    except StepFailed as failed:
        return ready.followed({}, to="worker", contract="derive", status=failed.kind), Evidence(
            step.name, step.call.tool, str(filled), failed.kind
        )
    return made, Evidence(step.name, step.call.tool, str(filled), "ok", made.payload[step.name])


def _names(text: str) -> tuple[str, ...]:
    """The results that a plan's text refers to."""
    found = (used.name for step in read_plan(text) for used in step.uses)
    return tuple(dict.fromkeys(found))
