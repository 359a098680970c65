"""Runs of pipelines on a real model, recorded once and replayed without it.

`python -m holdtrue.experiments.pipelines.recording PIPELINE ARM TASK [--model NAME] -o FILE` records one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import LLM
from typing_extensions import override

from holdtrue.checks import InputError
from holdtrue.experiments.models import Model, ScriptedChatModel, resolve
from holdtrue.experiments.pipelines import Attempt, Setting
from holdtrue.experiments.pipelines.registry import pipeline_named
from holdtrue.experiments.tasks import task as task_named
from holdtrue.middleware import Ledger

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.outputs import LLMResult

_MOST_TOKENS = 600


def record(pipeline: str, arm: str, task: str, model: str = "embedded") -> dict[str, Any]:
    """Run a pipeline and note what the model answered, what became of it and what its guards said.

    Raises:
        InputError: A name is unknown, or the model cannot be had.
    """
    heard = _Heard()
    asked = resolve(model, max_tokens=_MOST_TOKENS)
    attempt, handoffs = _run(pipeline, arm, task, asked, [heard])
    return {
        "pipeline": pipeline,
        "arm": arm,
        "task": task,
        "model": model,
        "answers": heard.answers,
        "answer": attempt.answer,
        "failure": attempt.failure,
        "handoffs": handoffs,
    }


def replay(recorded: Mapping[str, Any]) -> dict[str, Any]:
    """The same run with the model's answers as they were recorded, in the same form.

    Raises:
        InputError: The pipeline asks for more or for fewer answers than were recorded.
    """
    left = iter(recorded["answers"])
    heard = _Heard()

    def chatted(_: object) -> str:
        return _next(left)

    model = Model(recorded["model"], ScriptedChatModel(chatted), completion=_Replayed(answers=left))
    names = {name: recorded[name] for name in ("pipeline", "arm", "task")}
    attempt, handoffs = _run(**names, model=model, callbacks=[heard])
    if next(left, None) is not None:
        raise InputError(
            "the recorded model gave more answers than the pipeline asks for now; record it again"
        )
    return {
        **names,
        "model": recorded["model"],
        "answers": heard.answers,
        "answer": attempt.answer,
        "failure": attempt.failure,
        "handoffs": handoffs,
    }


def _run(
    pipeline: str, arm: str, task: str, model: Model, callbacks: list[BaseCallbackHandler]
) -> tuple[Attempt, list[list[str | None]]]:
    with TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.db")
        built = pipeline_named(pipeline).build(Setting(arm=arm, model=model, larger=model, ledger=ledger))
        attempt = built.invoke(task_named(task), {"callbacks": callbacks})
        verdicts = [(stored.record.step, stored.record.verdict) for stored in ledger.records()]
        ledger.close()
    return attempt, [[step, verdict.outcome if verdict else None] for step, verdict in verdicts]


class _Heard(BaseCallbackHandler):
    """Notes what models answer, in the order of their answers."""

    def __init__(self) -> None:
        self.answers: list[str] = []

    @override
    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        self.answers += [generation[0].text for generation in response.generations]


class _Replayed(LLM):
    """Gives the recorded answers one after the other; copies of it go on with the same ones."""

    answers: Any

    @property
    @override
    def _llm_type(self) -> str:
        return "replayed"

    @override
    def _call(
        self,
        prompt: str,
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> str:
        return _next(self.answers)


def _next(answers: Iterator[str]) -> str:
    answer = next(answers, None)
    if answer is None:
        raise InputError("the pipeline asks for more answers than the recorded model gave; record it again")
    return answer


def main(
    pipeline: str,
    arm: str,
    task: str,
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.")],
    model: Annotated[str, typer.Option(help="`embedded`, or provider:model.")] = "embedded",
) -> None:
    """Record a run of a pipeline on a real model."""
    made = record(pipeline, arm, task, model)
    output.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    typer.echo(f"{output}: {len(made['answers'])} answers, {made['failure'] or made['answer']}")


if __name__ == "__main__":
    typer.run(main)
