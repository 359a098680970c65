"""The loop: the model calls operations as it likes, each is worked out in a sandbox, until it answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from holdtrue.experiments.pipelines.answering import derived
from holdtrue.experiments.pipelines.cognitive import prompts
from holdtrue.experiments.pipelines.cognitive.operations import OPERATIONS, RECALL, Operation
from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Setting
from holdtrue.experiments.pipelines.promises import ANYTHING
from holdtrue.experiments.pipelines.prompting import asking

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from holdtrue.experiments.tasks import Task

MOST_CALLS = 6
"""Operations after which the model must answer."""

WITHOUT = "without_"
"""Begins the names of the arms that lack one operation."""


class Run(TypedDict):
    """What passes between the nodes."""

    last: Envelope
    observations: tuple[tuple[str, str], ...]
    wanted: str
    answer: str


def attempt(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """Let the model call operations until it answers."""
    allowed = tuple(each for each in OPERATIONS if setting.arm != WITHOUT + each.name)
    first: Run = {
        "last": given({"question": prompts.question_of(task)}, run=run, to="caller"),
        "observations": (),
        "wanted": "",
        "answer": "",
    }
    bounded: RunnableConfig = {**config, "recursion_limit": 2 * MOST_CALLS + 10}
    ended = _graph(setting, task, allowed).invoke(first, bounded)
    counts = Counter(name for name, _ in ended["observations"])
    return Attempt(answer=ended["answer"], detail={each.name: counts[each.name] for each in OPERATIONS})


def monolithic(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """All operations in one prompt."""
    made = hand_on(
        given({"question": prompts.question_of(task)}, run=run, to="think"),
        asking(setting.model, prompts.monolithic(task), lambda payload: payload["question"]),
        lambda text: {"answer": _answer(text.rpartition("\n")[2])},
        to="task",
        promise="derive",
        contract=derived(task),
        setting=setting,
        config=config,
        instruction="Think it over in the given order, then answer.",
    )
    return Attempt(answer=made.payload["answer"])


def _graph(
    setting: Setting, task: Task, allowed: tuple[Operation, ...]
) -> CompiledStateGraph[Any, Any, Any, Any]:
    question = prompts.question_of(task)
    named = {each.name: each for each in allowed}

    def call(state: Run, config: RunnableConfig) -> dict[str, Any]:
        must = len(state["observations"]) >= MOST_CALLS
        case = prompts.observed(question, state["observations"])
        made = hand_on(
            state["last"].followed({"case": case}, to="caller", contract="preserve"),
            asking(
                setting.model,
                prompts.caller(task, allowed, must_answer=must),
                lambda payload: payload["case"],
            ),
            lambda text: {"turn": text.strip()},
            to="operation",
            promise="derive",
            contract=derived(task),
            setting=setting,
            config=config,
            instruction="Call an operation, or answer.",
            source={"case": case, "operations": " ".join(named)},
        )
        turn = made.payload["turn"]
        if turn in named and not must:
            return {"last": made, "wanted": turn}
        if turn in named:
            raise StepFailed("endless", f"no answer after {MOST_CALLS} operations")
        return {"last": made, "wanted": "", "answer": _answer(turn)}

    def operate(state: Run, config: RunnableConfig) -> dict[str, Any]:
        operation = named[state["wanted"]]
        earlier = state["observations"]
        # What it may reason about is the latest result alone: the caller's history stays with the caller.
        offered = {"question": question, "reasoning": earlier[-1][1] if earlier else "nothing yet"}
        inputs = {name: offered[name] for name in operation.takes}
        made = hand_on(
            state["last"].followed(inputs, to=operation.name, contract="preserve"),
            operation.by(setting.model, prompts.worked(task, operation)),
            lambda text: {"said": " ".join(text.split())},
            to="caller",
            promise="derive",
            contract=ANYTHING if operation is RECALL else derived(task),
            setting=setting,
            config=config,
            instruction=operation.instruction,
        )
        return {"last": made, "observations": (*earlier, (operation.name, made.payload["said"]))}

    builder = StateGraph(Run)
    builder.add_node("call", call)
    builder.add_node("operate", operate)
    builder.add_edge(START, "call")
    builder.add_conditional_edges(
        "call", lambda state: "operate" if state["wanted"] else END, ["operate", END]
    )
    builder.add_edge("operate", "call")
    return builder.compile()


def _answer(turn: str) -> str:
    """The answer in a line.

    Raises:
        StepFailed: It is neither an answer nor an operation: class `unparsed_turn`. Nothing is called by default.
    """
    if not turn.startswith(prompts.ANSWER) or not turn.removeprefix(prompts.ANSWER).strip():
        raise StepFailed("unparsed_turn", f"{turn[:80]!r} neither answers nor names an operation")
    return turn.removeprefix(prompts.ANSWER).strip()
