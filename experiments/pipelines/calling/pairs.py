"""Preference pairs for training: a wrong answer from the ledger, and the right one that differs least from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import Levenshtein

from holdtrue.checks import InputError
from holdtrue.experiments.pipelines.calling.failures import failures
from holdtrue.experiments.pipelines.calling.pipeline import STEP
from holdtrue.experiments.pipelines.calling.prompts import INSTRUCTION, case, request_of, schemas
from holdtrue.experiments.pipelines.calling.reading import Call, read
from holdtrue.experiments.tasks import task as task_named

if TYPE_CHECKING:
    from holdtrue.experiments.tasks import Task
    from holdtrue.middleware.ledger import StoredRecord

HELD_OUT = 0.2
"""Share of the requests whose pairs are kept for testing."""


def preference_pairs(records: Iterable[StoredRecord]) -> Iterator[dict[str, Any]]:
    """Pairs as TRL's `DPOTrainer` takes them, with where they come from beside.

    `prompt`, `chosen` and `rejected` are lists of messages and `tools` JSON Schemas, the conversational preference
    format of TRL's "Dataset formats and types". A right answer makes no pair, nor does one whose text the ledger does not
    hold. Each wrong answer to a request is taken once, however often it was given.

    Args:
        records: Hand-offs of the pipeline `calling`, others among them.
    """
    given = [each for each in map(_answer, records) if each is not None]
    right: dict[str, set[str]] = {}
    wrong: dict[tuple[str, str], StoredRecord] = {}
    for stored, task, text in given:
        if _failures(task, text):
            wrong.setdefault((task.name, text), stored)
        else:
            right.setdefault(task.name, set()).add(text)
    for (name, text), stored in wrong.items():
        yield _pair(task_named(name), text, stored, sorted(right.get(name, ())))


def _answer(stored: StoredRecord) -> tuple[StoredRecord, Task, str] | None:
    record = stored.record
    name = record.extra.get("task")
    if record.step != STEP or record.after is None or stored.kept != "full" or not isinstance(name, str):
        return None
    try:
        task = task_named(name)
    except InputError:
        return None
    return stored, task, "".join(record.after.files.values())


def _failures(task: Task, text: str) -> list[Any]:
    return failures(text, request_of(task), task.tools, _wanted(task))


def _wanted(task: Task) -> list[Call]:
    return [Call(call.tool, call.arguments) for call in task.solution]


def _pair(task: Task, text: str, stored: StoredRecord, answered: Sequence[str]) -> dict[str, Any]:
    first = _failures(task, text)[0]
    chosen = nearest(text, [*answered, *writings(_wanted(task), text)])
    record = stored.record
    prompt = [{"role": "system", "content": INSTRUCTION}, {"role": "user", "content": case(task)}]
    row = {
        "prompt": prompt,
        "chosen": [{"role": "assistant", "content": chosen}],
        "rejected": [{"role": "assistant", "content": text}],
        "tools": schemas(task.tools),
    }
    digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()
    return {
        **row,
        "failure_class": first.kind,
        "failure": first.detail,
        "step_index": first.step,
        "task_id": task.name,
        "model": record.usage.model,
        "teacher": "attempt" if chosen in answered else "solution",
        "verifier": "holdtrue.experiments.pipelines.calling.failures",
        "split": split_of(task),
        "handoff": record.id,
        "hash": digest,
    }


def nearest(rejected: str, candidates: Iterable[str]) -> str:
    """The candidate that takes the fewest edits; of several the first."""
    return min(candidates, key=lambda each: Levenshtein.distance(rejected, each))


def writings(wanted: Sequence[Call], rejected: str) -> list[str]:
    """Ways to write the right calls: in the usual way, and with spacing and order as the wrong answer has them."""
    answer = read(rejected)
    ordered = [_in_order(call, answer.calls or (), place) for place, call in enumerate(wanted)]
    plain = [{"name": call.name, "arguments": dict(call.arguments)} for call in wanted]
    forms: list[Any] = [plain, ordered]
    if len(wanted) == 1 and rejected.lstrip().startswith("{"):
        forms.append(ordered[0])
    return [
        text
        for form in forms
        for text in (
            json.dumps(form, ensure_ascii=False),
            json.dumps(form, ensure_ascii=False, separators=(",", ":")),
            json.dumps(form, ensure_ascii=False, indent=2),
        )
    ]


def _in_order(wanted: Call, calls: Sequence[Call], place: int) -> dict[str, Any]:
    """A call with its arguments in the order in which the wrong answer has them, further ones at the end."""
    written = list(calls[place].arguments) if place < len(calls) else []
    names = [name for name in written if name in wanted.arguments]
    names += [name for name in wanted.arguments if name not in names]
    return {"name": wanted.name, "arguments": {name: wanted.arguments[name] for name in names}}


def split_of(task: Task) -> str:
    """`train` or `test`, by the words of the request: no request, under whatever name, is in both."""
    digest = hashlib.sha256(" ".join(request_of(task).casefold().split()).encode()).digest()
    return "test" if int.from_bytes(digest[:8]) < HELD_OUT * 2**64 else "train"
