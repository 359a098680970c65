"""The control arm: a call, its result, the next call, as ReAct does it (Yao et al., arXiv 2210.03629), without thoughts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.notation import carry_out, read_call
from holdtrue.experiments.pipelines.pipeline import Attempt
from holdtrue.experiments.pipelines.promises import NAMED
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.rewoo.planned import TRANSPORT
from holdtrue.experiments.pipelines.rewoo.prompts import ANSWER, interleaved, so_far

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

    from holdtrue.experiments.pipelines.pipeline import Setting
    from holdtrue.experiments.tasks import Task

MOST_TURNS = 16
"""Turns after which there is no answer; the longest task takes twelve calls."""


def attempt(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    """One call of the model for each step, each reading everything before it.

    A call that fails ends the attempt: what a tool says when it fails is not shown as an observation.
    """
    turns: list[tuple[str, str]] = []
    last = given({"so far": task.question}, run=run, to="actor")
    for _ in range(MOST_TURNS):
        acted = hand_on(
            last,
            asking(
                setting.model, interleaved(task, last.payload["so far"]), lambda payload: payload["so far"]
            ),
            lambda text: {"turn": text.strip()},
            to="tool",
            promise="compress",
            contract=NAMED,
            setting=setting,
            config=config,
            instruction="Say the next call, or the answer.",
        )
        turn = acted.payload["turn"]
        if turn.startswith(ANSWER):
            return Attempt(answer=turn.removeprefix(ANSWER).strip(), detail={"steps": len(turns)})
        call = read_call(turn)
        called = hand_on(
            acted,
            lambda _, call=call: carry_out(call, task.tools),  # type: ignore[misc]
            lambda text: {"result": text},
            to="actor",
            promise="derive",
            setting=setting,
            config=config,
            detectors=TRANSPORT,
        )
        if turn in (call for call, _ in turns):
            raise StepFailed("repeats", f"{turn} was done already")
        turns.append((turn, called.payload["result"]))
        last = called.followed({"so far": so_far(task.question, turns)}, to="actor", contract="preserve")
    raise StepFailed("endless", f"no answer after {MOST_TURNS} turns")
