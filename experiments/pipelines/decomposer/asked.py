"""The arms: all parts at once, one after the other, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from langchain_core.runnables import RunnableConfig
from langgraph.graph import END, START, StateGraph

from holdtrue.checks.detectors import DEFAULT, PLAN
from holdtrue.experiments.pipelines.answering import derived, read_value, with_premise
from holdtrue.experiments.pipelines.decomposer import prompts, questions
from holdtrue.experiments.pipelines.decomposer.questions import SubQuestion
from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Setting
from holdtrue.experiments.pipelines.promises import NAMED
from holdtrue.experiments.pipelines.prompting import asking

if TYPE_CHECKING:
    from langgraph.graph.state import CompiledStateGraph

    from holdtrue.experiments.tasks import Task


def static(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """The question is cut up once; the solver answers all its parts, and the whole, in one call."""
    first = given({"question": task.question}, run=run, to="decomposer")
    state = _static_graph(setting, task).invoke({"last": first}, config)
    return Attempt(answer=state["last"].payload["answer"], detail={"parts": len(state["parts"])})


def dynamic(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """The next part is asked for when the last one is answered."""
    pairs: list[tuple[str, str]] = []
    last = given({"so far": prompts.so_far(task.question, pairs)}, run=run, to="decomposer")
    while len(pairs) <= questions.MOST:
        asked = hand_on(
            last,
            asking(setting.model, prompts.next_question(task), lambda payload: payload["so far"]),
            _next,
            to="solver",
            promise="compress",
            contract=NAMED,
            setting=setting,
            config=config,
            instruction="Say the next smaller question.",
        )
        if not asked.payload["question"]:
            return _concluded(setting, task, asked, pairs, config)
        part = asked.payload["question"]
        if part in (earlier for earlier, _ in pairs):
            raise StepFailed("repeats", f"{part!r} was asked already")
        answered = _answered(setting, task, asked, part, config)
        pairs.append((part, answered.payload["answer"]))
        last = answered.followed(
            {"so far": prompts.so_far(task.question, pairs)}, to="decomposer", contract="preserve"
        )
    raise StepFailed("endless_decomposition", f"more than {questions.MOST} sub-questions")


def single(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """The solver alone, with the whole question."""
    first = given({"question": task.question}, run=run, to="solver")
    return Attempt(answer=_answered(setting, task, first, task.question, config).payload["answer"])


class State(TypedDict):
    """What the host keeps between the steps."""

    last: Envelope
    parts: tuple[SubQuestion, ...]


def _static_graph(setting: Setting, task: Task) -> CompiledStateGraph[Any, Any, Any, Any]:
    def decompose(state: State, config: RunnableConfig) -> dict[str, Any]:
        cut = hand_on(
            state["last"],
            asking(setting.model, prompts.decomposer(task), lambda payload: payload["question"]),
            lambda text: {"parts": questions.shown(questions.read(text)) or questions.NONE},
            to="solver",
            promise="compress",
            contract=NAMED,
            setting=setting,
            config=config,
            instruction="Cut the question into smaller ones.",
            detectors=(*DEFAULT, PLAN),
        )
        return {"last": cut, "parts": questions.read(cut.payload["parts"])}

    def solve(state: State, config: RunnableConfig) -> dict[str, Any]:
        parts = state["parts"]
        solved = hand_on(
            state["last"],
            asking(setting.model, prompts.solver(task, parts), lambda _: prompts.posed(task, parts)),
            lambda text: _whole(text, parts),
            to="task",
            promise="derive",
            contract=derived(task),
            setting=setting,
            config=config,
            instruction="Answer each smaller question, then the whole one.",
            source={**task.files, "question": prompts.posed(task, parts)},
        )
        return {"last": solved}

    builder = StateGraph(State)
    builder.add_node("decompose", decompose)
    builder.add_node("solve", solve)
    builder.add_edge(START, "decompose")
    builder.add_edge("decompose", "solve")
    builder.add_edge("solve", END)
    return builder.compile()


def _answered(
    setting: Setting, task: Task, last: Envelope, question: str, config: RunnableConfig
) -> Envelope:
    return hand_on(
        last,
        asking(setting.model, prompts.one_answer(task), lambda _: with_premise(task, question)),
        read_value,
        to="decomposer",
        promise="derive",
        contract=derived(task),
        setting=setting,
        config=config,
        instruction="Answer the question from what is given.",
        source={**task.files, "question": question},
    )


def _concluded(
    setting: Setting, task: Task, asked: Envelope, pairs: list[tuple[str, str]], config: RunnableConfig
) -> Attempt:
    if not pairs:
        answered = _answered(setting, task, asked, task.question, config)
        return Attempt(answer=answered.payload["answer"], detail={"parts": 0})
    known = prompts.so_far(task.question, pairs)
    whole = hand_on(
        asked,
        asking(setting.model, prompts.whole_answer(task), lambda _: known),
        read_value,
        to="task",
        promise="derive",
        setting=setting,
        config=config,
        instruction="Answer the question by the answers to its parts.",
        source={"answers": known},
    )
    return Attempt(answer=whole.payload["answer"], detail={"parts": len(pairs)})


def _next(text: str) -> dict[str, str]:
    if text.strip().removesuffix(".") == prompts.DONE:
        return {"question": ""}
    return {"question": questions.question("#Q1", text).text}


def _whole(text: str, parts: tuple[SubQuestion, ...]) -> dict[str, Any]:
    found = prompts.answers(text, parts)
    if not found.get(prompts.ANSWER):
        raise StepFailed("no_answer", f"the solver's text has no line that begins with {prompts.ANSWER!r}")
    return {"answers": dict(found), "answer": found[prompts.ANSWER]}
