"""Chains to train a model on: only those that its task's tools, run again, fill with the right answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError
from holdtrue.experiments.pipelines.abstraction.chain import read
from holdtrue.experiments.pipelines.abstraction.reify import solved, solver, written
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.tasks import task as task_named

if TYPE_CHECKING:
    from holdtrue.middleware.ledger import StoredRecord

STEP = "abstract"
"""The step that writes chains."""


def verified_chains(records: Iterable[StoredRecord]) -> Iterator[dict[str, Any]]:
    """The right chains among recorded hand-offs, each once a task: prompt, completion, filled chain and answer.

    The paper keeps a chain only where its tools reproduce the answer, too (section 3.1): 76.6% of those that a larger
    model had written for mathematics.
    """
    seen: set[tuple[str, str]] = set()
    for stored in records:
        record = stored.record
        name, after = record.extra.get("task"), record.after
        if record.step != STEP or stored.kept != "full" or not isinstance(name, str) or after is None:
            continue
        text = "".join(after.files.values())
        if (name, text) in seen:
            continue
        seen.add((name, text))
        row = _verified(name, text)
        if row is not None:
            yield {**row, "handoff": record.id}


def _verified(name: str, text: str) -> dict[str, Any] | None:
    try:
        task = task_named(name)
        chain = read(text)
        values = {
            key: written(value) for key, value in solved(chain, task.question, solver(task.tools)).items()
        }
    except (StepFailed, InputError):
        return None
    if task.score(values[chain.answer]) < 1:
        return None
    return {
        "task_id": name,
        "prompt": task.question,
        "completion": text,
        "filled": chain.filled(values),
        "answer": values[chain.answer],
    }
