"""Thread-style reasoning: a task is split, worked on and concluded, depth first, in a context that is pruned."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from langchain_core.runnables.config import merge_configs

from holdtrue.experiments.pipelines.envelope import Envelope
from holdtrue.experiments.pipelines.failing import StepFailed, attempting
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.promises import ANYTHING, NAMED
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.thread import prompts
from holdtrue.experiments.pipelines.thread.losses import losses
from holdtrue.experiments.pipelines.thread.pruning import BUFFER, context
from holdtrue.experiments.pipelines.thread.spending import Spending
from holdtrue.experiments.pipelines.thread.steps import Step, read_step
from holdtrue.experiments.pipelines.thread.tree import Node, ToolUse, references, resolved
from holdtrue.experiments.pipelines.tooling import run_tool

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

    from holdtrue.experiments.tasks import Task

DEEPEST = 3
"""How deep tasks are split; below, a task uses a tool or concludes."""

MOST_TASKS = 40
"""Tasks of a tree; more come of a model that has lost the thread."""

_TRIES = 3
"""How often a step is asked for, told what was wrong with the last answer."""

_Taken = TypeVar("_Taken")


@dataclass
class _Thread:
    """One task on its way."""

    setting: Setting
    task: Task
    config: RunnableConfig
    envelope: Envelope
    root: Node
    tasks: int = 1
    asked_again: int = 0
    peak_context: int = 0
    spending: Spending = field(default_factory=Spending)

    def work(self, node: Node, depth: int = 0) -> str:
        """Do a task and everything below it, and conclude it."""
        step = self._step(node, depth)
        if step.conclusion is not None:
            node.conclusion = step.conclusion
            return node.conclusion
        for thought in step.subtasks:
            self.tasks += 1
            if self.tasks > MOST_TASKS:
                raise StepFailed("too_many_tasks", f"the tree has more than {MOST_TASKS} tasks")
            child = Node(resolved(thought, node.subtasks))
            node.subtasks.append(child)
            self.work(child, depth + 1)
        node.conclusion = self._conclusion(node)
        return node.conclusion

    def _step(self, node: Node, depth: int) -> Step:
        def taken(text: str) -> Step:
            step = allowed(text, depth)
            # A tool that fails is told to the model as a step that cannot be read is, and is tried no other way.
            if step.tooluse is not None:
                node.tooluse = self._use(*step.tooluse)
            return step

        return self._asked(node, self._stepper, taken, "step", "Say what to do about the task.")

    def _conclusion(self, node: Node) -> str:
        def conclusion(text: str) -> str:
            step = read_step(text)
            if step.conclusion is None:
                raise StepFailed("invalid_step", "it is no conclusion")
            return step.conclusion

        return self._asked(
            node, self._concluder, conclusion, "conclude", "Conclude the task from what is inside of it."
        )

    def _asked(
        self, node: Node, ask: Runnable[Any, str], take: Callable[[str], _Taken], step: str, instruction: str
    ) -> _Taken:
        """What comes of a step of the model, asked for again where it cannot be taken; the last time fails the task."""
        shown = context(self.root, node, None if self.setting.arm == "unpruned" else BUFFER)
        self.peak_context = max(self.peak_context, len(shown))
        troubles: list[str] = []
        for again in range(_TRIES):
            payload = {"context": shown, "troubles": tuple(troubles)}
            self.envelope = hand_on(
                replace(self.envelope, consumer=step, payload=payload),
                ask,
                lambda text: {"step": text},
                to="host",
                promise="compress",
                contract=NAMED,
                setting=self.setting,
                config=self.config,
                instruction=instruction,
                # A conclusion is made of what is inside of its task; a step of all that the model was shown.
                source={"task": node.thought, "inside": node.inside}
                if step == "conclude"
                else {"context": shown},
                extra={"task": self.task.name},
            )
            try:
                return take(self.envelope.payload["step"])
            except StepFailed as failed:
                if again == _TRIES - 1:
                    raise
                self.asked_again += 1
                troubles = [f"not understood: {failed}"[:200]]
        raise AssertionError

    def _use(self, name: str, parameters: Mapping[str, Any]) -> ToolUse:
        used = hand_on(
            replace(
                self.envelope, consumer="use", payload={"tool_name": name, "parameters": dict(parameters)}
            ),
            lambda payload: run_tool(self.task.tools, payload["tool_name"], payload["parameters"]),
            lambda text: {"result": text},
            to="host",
            promise="derive",
            contract=ANYTHING,
            setting=self.setting,
            config=self.config,
            instruction="Use the tool.",
            source={"call": json.dumps({name: dict(parameters)}, ensure_ascii=False)},
            extra={"task": self.task.name},
        )
        self.envelope = used
        return ToolUse(name, parameters, used.payload["result"])

    @cached_property
    def _stepper(self) -> Runnable[Any, str]:
        return asking(self.setting.model, prompts.step_prompt(self.task, self._buffer), prompts.shown)

    @cached_property
    def _concluder(self) -> Runnable[Any, str]:
        return asking(self.setting.model, prompts.conclude_prompt(self.task, self._buffer), prompts.shown)

    @property
    def _buffer(self) -> int | None:
        return None if self.setting.arm == "unpruned" else BUFFER


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """Depth first through the tree; each step of the model and each use of a tool is a hand-off."""
    return attempting("thread", lambda task, run, config: _threaded(setting, task, run, config))


def allowed(text: str, depth: int) -> Step:
    """The step that a text says, which nothing is done about yet.

    Args:
        text: What the model wrote.
        depth: How often the task was split off from another.

    Raises:
        StepFailed: It is none (see `read_step`), splits a task that lies too deep (`invalid_step`), or names a subtask
            that is not before it (`dangling_reference`).
    """
    step = read_step(text)
    if step.subtasks and depth >= DEEPEST:
        raise StepFailed("invalid_step", f"tasks are split {DEEPEST} times at most")
    for place, thought in enumerate(step.subtasks):
        if ahead := [name for name in references(thought) if not 1 <= name <= place]:
            raise StepFailed("dangling_reference", f"#E{ahead[0]} in {thought[:80]!r} is no earlier subtask")
    return step


def _threaded(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    root = Node(task.question)
    first = given({"question": task.question}, run=run, to="step")
    spending = Spending()
    merged = merge_configs(config, {"callbacks": [spending]})
    thread = _Thread(setting, task, merged, first, root, spending=spending)
    answer: str | None = None
    failure: str | None = None
    try:
        answer = thread.work(root)
    except StepFailed as failed:
        failure = failed.kind
    lost = losses(root)
    return Attempt(
        answer=answer,
        failure=failure,
        # What was done before a failure is told, too.
        detail={
            "tasks": thread.tasks,
            "asked_again": thread.asked_again,
            "peak_context": thread.peak_context,
            "peak_tokens": spending.peak,
            "total_tokens": spending.total,
            "facts_inside": sum(each.inside for each in lost),
            "facts_lost": sum(len(each.lost) for each in lost),
            "facts_invented": sum(len(each.invented) for each in lost),
            "tree": root.to_json(),
        },
    )


PIPELINE = Pipeline(
    name="thread",
    source="Luo et al., Beyond Context Limits: Subconscious Threads for Long-Horizon Reasoning, arXiv 2507.16784",
    families=("tools", "questions"),
    arms=("thread", "unpruned"),
    build=build,
)
"""Thread-style, not TIM: the prompt is pruned, not a key-value cache, and each step is a call of its own."""
