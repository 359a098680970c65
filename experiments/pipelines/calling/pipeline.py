"""Function calling: a request in words becomes calls, held to the functions' schemas or not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from holdtrue.experiments.pipelines.calling.prompts import INSTRUCTION, case, prompt, request_of, schemas
from holdtrue.experiments.pipelines.calling.reading import read, written
from holdtrue.experiments.pipelines.failing import StepFailed, attempting
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.tooling import misfits

if TYPE_CHECKING:
    from holdtrue.experiments.models import Model
    from holdtrue.experiments.tasks import Task

STEP = "call"
"""The step that writes the calls."""


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """One hand-off, from the request to the calls: every value of a call has to be in the request."""
    return attempting("calling", lambda task, run, config: _called(setting, task, run, config))


def _called(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    called = hand_on(
        given({"case": case(task)}, run=run, to=STEP),
        _asked(setting.model, task, constrained=setting.arm == "constrained"),
        _read,
        to="answer",
        promise="compress",
        setting=setting,
        config=config,
        instruction="Turn the request into function calls with values from the request.",
        source={"request": request_of(task)},
        extra={"task": task.name, "arm": setting.arm, "step_index": 0},
    )
    calls = read(called.payload["calls"]).calls or ()
    tools = task.tool
    wrong = [
        kind
        for call in calls
        for kind, _ in (
            misfits(tools[call.name], call.arguments) if call.name in tools else [("invented_tool", "")]
        )
    ]
    return Attempt(answer=called.payload["calls"], detail={"calls": len(calls), "misfits": len(wrong)})


def _read(text: str) -> Mapping[str, Any]:
    """Only bare calls are handed on: what a model says around them could hide what it did not call."""
    answer = read(text)
    if answer.calls is None:
        raise StepFailed("malformed_json" if answer.has_json else "no_call", text[:80])
    if not answer.is_bare:
        raise StepFailed("prose_around_call", text[:80])
    return {"calls": written(answer.calls)}


def _asked(model: Model, task: Task, *, constrained: bool) -> Runnable[Any, str]:
    """Who writes the calls: constrained by a grammar where the model takes one, else by its provider's tool calling."""
    if constrained and model.completion is None and _takes_tools(model.chat):
        bound = model.chat.bind_tools(schemas(task.tools))
        messages = [SystemMessage(INSTRUCTION), HumanMessage(case(task))]
        return RunnableLambda(lambda _: messages) | bound | RunnableLambda(_calls_of)
    return asking(model, prompt(task, constrained=constrained), lambda payload: payload["case"])


def _takes_tools(chat: BaseChatModel) -> bool:
    return type(chat).bind_tools is not BaseChatModel.bind_tools


def _calls_of(message: AIMessage) -> str:
    """The tool calls of a message; none of them is a refusal, whatever was said beside."""
    calls = [{"name": call["name"], "arguments": call["args"]} for call in message.tool_calls]
    return json.dumps(calls, ensure_ascii=False)


PIPELINE = Pipeline(
    name="calling",
    source="Manduzio et al., Improving Small-Scale LLMs Function Calling for Reasoning Tasks, arXiv 2410.18890",
    families=("calls",),
    arms=("constrained", "free"),
    build=build,
)
"""The paper trains on right and wrong calls; here they are made, told apart and exported (see `pairs`)."""
