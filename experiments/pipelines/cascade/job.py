"""What is asked of one model or the other: the same job, under the same contract."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable, RunnableLambda

from holdtrue.checks import Contract
from holdtrue.checks.detectors import DEFAULT, Detector
from holdtrue.checks.finding import Finding
from holdtrue.experiments.documents.layout import RecordError
from holdtrue.experiments.pipelines.answering import derived, direct, with_premise
from holdtrue.experiments.pipelines.calling.prompts import case, prompt, request_of
from holdtrue.experiments.pipelines.calling.reading import read as read_calls
from holdtrue.experiments.pipelines.prompting import asking
from holdtrue.experiments.pipelines.tooling import misfits
from holdtrue.experiments.relay.decomposed import decomposed
from holdtrue.experiments.tasks import worked_examples

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.checks.reading import Reading
    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay.task import Task as EditTask
    from holdtrue.experiments.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work that can be checked."""

    request: str
    """What is asked, by which jobs are clustered."""

    by: Callable[[Model], Runnable[Any, Any]]
    """The work as a chain of a model's, to a text or to one under its file name."""

    source: Mapping[str, str]
    """What the result is judged against."""

    contract: Contract
    """What the result may differ in."""

    detectors: Sequence[Detector] = DEFAULT
    """What the result is judged by."""

    right: Callable[[str], str]
    """The right answer to the last message of a prompt, for a scripted model of known skill only."""


def edit(task: EditTask, text: str) -> Job:
    """One edit of a document, record by record, under the contract that is declared for it, or its mode where none is."""

    def named(text: str) -> dict[str, str]:
        return {task.edit.target.file: text}

    def right(record: str) -> str:
        try:
            return task.edit.on_record(record)
        except RecordError:
            return record

    return Job(
        request=task.edit.instruction,
        by=lambda model: RunnableLambda(lambda _: text) | decomposed(model, task) | RunnableLambda(named),
        source={task.edit.source.file: text},
        contract=task.contract,
        right=right,
    )


def question(task: Task) -> Job:
    """A question over documents; an answer must stand in them."""
    worked = [(with_premise(each, each.question), each.answer) for each in worked_examples(task, 2, size=1)]
    return Job(
        request=task.question,
        by=lambda model: asking(model, direct(worked), lambda _: with_premise(task, task.question)),
        source={**task.files, "question": task.question},
        contract=derived(task),
        right=lambda _: task.answer,
    )


def calls(task: Task) -> Job:
    """A request for function calls; each must fit a function, and its values must stand in the request."""
    return Job(
        request=request_of(task),
        by=lambda model: asking(model, prompt(task, constrained=True), lambda _: case(task)),
        source={"request": request_of(task)},
        contract=Contract.compress(),
        detectors=(
            *DEFAULT,
            Detector("calls", lambda reading: _misfits(reading, task.tool, request_of(task))),
        ),
        right=lambda _: task.answer,
    )


def _misfits(reading: Reading, tools: Mapping[str, BaseTool], request: str) -> Iterator[Finding]:
    """Look for calls that no function takes, and for texts in them that nobody said; numbers are facts, and looked for so."""
    for page in reading.after:
        found = read_calls(page.text)
        if found.calls is None:
            yield _finding("calls.unread", "these are no calls")
        for call in found.calls or ():
            if call.name not in tools:
                yield _finding("calls.invented", f"there is no function {call.name!r}")
                continue
            for kind, why in misfits(tools[call.name], call.arguments):
                yield _finding(f"calls.{kind}", f"{call.name}: {why}")
            for name, value in call.arguments.items():
                if isinstance(value, str) and value.casefold() not in request.casefold():
                    yield _finding(
                        "calls.unsaid", f"{call.name}: nobody said {value!r}, which is given as {name}"
                    )


def _finding(kind: str, message: str) -> Finding:
    return Finding(kind, "forbidden", "critical", message)
