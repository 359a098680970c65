"""Chain-of-Abstraction: a chain with placeholders first, their values afterwards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.pipelines.abstraction.chain import Placeholder, read
from holdtrue.experiments.pipelines.abstraction.dependencies import solvable
from holdtrue.experiments.pipelines.abstraction.expression import variables_of
from holdtrue.experiments.pipelines.abstraction.prompts import (
    chain_prompt,
    question_of,
    reasoning_prompt,
    value_prompt,
    with_files,
)
from holdtrue.experiments.pipelines.abstraction.reify import (
    Solve,
    Value,
    read_value,
    solved,
    solver,
    written,
)
from holdtrue.experiments.pipelines.failing import StepFailed, attempting
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting
from holdtrue.experiments.pipelines.promises import ANYTHING, NAMED
from holdtrue.experiments.pipelines.prompting import asking

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

    from holdtrue.experiments.tasks import Task

_ANSWER = "Answer:"


def build(setting: Setting) -> Runnable[Task, Attempt]:
    """Question, chain, values, filled chain: three hand-offs; in the arm `cot` question and reasoning."""
    if setting.arm == "cot":
        return attempting("abstraction", lambda task, run, config: _reasoned(setting, task, run, config))
    return attempting("abstraction", lambda task, run, config: _abstracted(setting, task, run, config))


def _abstracted(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    question = task.question
    asked = given({"question": question}, run=run, to="abstract")
    chained = hand_on(
        asked,
        asking(setting.model, chain_prompt(task), question_of),
        lambda text: _checked(text, question),
        to="solve",
        promise="compress",
        contract=NAMED,
        setting=setting,
        config=config,
        instruction="Write the steps that answer the question, with names for what is not known yet.",
        source={"question": question},
        refs=_used,
        extra={"task": task.name},
    )
    solve = solver(task.tools) if setting.arm == "abstraction" else _by_model(setting, task, config)
    try:
        valued = hand_on(
            chained,
            lambda payload: _valued(payload, solve),
            lambda text: {**chained.payload, "values": json.loads(text)},
            to="fill",
            promise="derive",
            contract=ANYTHING,
            setting=setting,
            config=config,
            instruction="Work out the value of each name.",
            source={"chain": chained.payload["chain"]},
        )
    except StepFailed as failed:
        # Which chain could not be filled is worth more than that one could not.
        return Attempt(answer=None, failure=failed.kind, detail={"chain": chained.payload["chain"]})
    filled = hand_on(
        valued,
        lambda payload: read(payload["chain"]).filled(payload["values"]),
        lambda text: {"filled": text},
        to="answer",
        promise="compress",
        setting=setting,
        config=config,
        instruction="Put the values in the places of their names.",
        source={"chain": valued.payload["chain"], "values": json.dumps(valued.payload["values"])},
    )
    chain, values = read(valued.payload["chain"]), valued.payload["values"]
    return Attempt(
        answer=values[chain.answer],
        detail={
            "placeholders": len(chain.placeholders),
            "chain": chain.text,
            "filled": filled.payload["filled"],
        },
    )


def _checked(text: str, question: str) -> Mapping[str, Any]:
    """A chain is handed on only where it can be solved, so that its writer is to blame and not its solver."""
    chain = read(text)
    solvable(chain, question)
    return {"question": question, "chain": text}


def _used(text: str) -> tuple[str, ...]:
    """The variables that a chain's expressions need, each once."""
    try:
        chain = read(text)
    except StepFailed:
        return ()
    return tuple(dict.fromkeys(name for each in chain.placeholders for name in variables_of(each.expression)))


def _valued(payload: Mapping[str, Any], solve: Solve) -> str:
    values = solved(read(payload["chain"]), payload["question"], solve)
    return json.dumps({name: written(value) for name, value in values.items()}, ensure_ascii=False)


def _by_model(setting: Setting, task: Task, config: RunnableConfig) -> Solve:
    """The control arm: the model itself says what each placeholder comes to, given those before it."""
    asked = asking(setting.model, value_prompt(task))

    def solve(placeholder: Placeholder, values: Mapping[str, Value]) -> Value:
        text = asked.invoke(
            placeholder.shown({name: written(value) for name, value in values.items()}), config
        )
        if not text.strip():
            raise StepFailed("no_value", f"the model gave no value for {placeholder.variable}")
        return read_value(text)

    return solve


def _reasoned(setting: Setting, task: Task, run: str, config: RunnableConfig) -> Attempt:
    reasoned = hand_on(
        given({"question": task.question, "files": dict(task.files)}, run=run, to="reason"),
        asking(setting.model, reasoning_prompt(task), with_files),
        _answered,
        to="answer",
        promise="derive",
        contract=ANYTHING,
        setting=setting,
        config=config,
        instruction="Answer the question by reasoning step by step.",
        source={"question": task.question, **task.files},
    )
    return Attempt(answer=reasoned.payload["answer"], detail={"reasoning": reasoned.payload["reasoning"]})


def _answered(text: str) -> Mapping[str, Any]:
    reasoning, mark, answer = text.rpartition(_ANSWER)
    if not mark or not answer.strip():
        raise StepFailed("no_answer", f"the reasoning ends without {_ANSWER!r}")
    return {"reasoning": reasoning.strip(), "answer": answer.strip()}


PIPELINE = Pipeline(
    name="abstraction",
    source="Gao et al., Efficient Tool Use with Chain-of-Abstraction Reasoning, arXiv 2401.17464",
    families=("tools", "questions"),
    arms=("abstraction", "no_tool", "cot"),
    build=build,
)
"""The model writes a chain with placeholders, which tools fill; the filled chain is the answer. Unlike in the paper it is
not fine-tuned: worked examples and a grammar of its layout stand in for that."""
