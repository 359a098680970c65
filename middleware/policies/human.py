"""Ask a person, by a LangGraph interrupt that shows the difference."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from holdtrue.checks import Artifact, InputError
from holdtrue.checks.diff import inline
from holdtrue.middleware.policies.remedy import Case, Refusal, Remedy, Try

_CONTEXT = 80
"""Characters that are shown of an unchanged stretch, at each of its ends."""


@dataclass(frozen=True)
class Human(Remedy):
    """Pauses the graph that the step runs in and hands a person the findings and the difference.

    The graph is resumed with `Command(resume=answer)`: `"approve"` hands the result on as it is, `"reject"` raises
    `HandOffBlocked`, and `{"edit": text}` (or texts by file name) hands that on instead. Until then the step's result
    is kept in the graph's checkpoint, and is the one that the answer is about; the step does not run again.

    Needs a graph with a checkpointer.
    """

    durable: ClassVar[bool] = True

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that a person is asked about."""

    def tries(self, case: Case) -> Generator[Try | Refusal, Case | None, None]:
        """Ask, and do what the answer says."""
        answer = _ask(question(case))
        if answer == "approve":
            yield Try(action="approved", combine=lambda _: case.output, accepted=True)
        elif answer == "reject":
            yield Refusal()
        elif isinstance(answer, Mapping) and set(answer) == {"edit"}:
            edited = _edited(answer["edit"], case.handoff.after)
            yield Try(action="edited", combine=lambda _: case.write(edited), accepted=True)
        else:
            msg = f"the answer to a hand-off is 'approve', 'reject' or {{'edit': text}}, not {answer!r}"
            raise InputError(msg)


def question(case: Case) -> dict[str, Any]:
    """What a person is shown, as JSON values."""
    before, after = case.handoff.before.files, case.handoff.after.files
    return {
        "type": "holdtrue.handoff",
        "step": case.name,
        "instruction": case.handoff.instruction,
        "contract": case.handoff.contract.mode,
        "outcome": case.verdict.outcome,
        "score": case.verdict.score,
        "findings": [finding.to_dict() for finding in case.verdict.findings],
        "diff": {name: list(_diff(was, text)) for name, was, text in _matched(before, after)},
        "after": dict(after),
        "answers": ["approve", "reject", {"edit": "the right text"}],
    }


def _matched(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each file of the result with what it was; one file on each side is the same one under whatever name."""
    if len(before) == len(after) == 1:
        [name] = after
        [was] = before.values()
        yield name, was, after[name]
        return
    for name in dict.fromkeys([*before, *after]):
        yield name, before.get(name, ""), after.get(name, "")


def _diff(before: str, after: str) -> Iterator[dict[str, str]]:
    for op, text in inline(before, after):
        cut = op == "equal" and len(text) > 2 * _CONTEXT
        yield {"op": op, "text": f"{text[:_CONTEXT]} … {text[-_CONTEXT:]}" if cut else text}


def _edited(edit: Any, after: Artifact) -> Artifact:
    if isinstance(edit, str) and len(after) == 1:
        return Artifact(dict.fromkeys(after.files, edit))
    return Artifact.of(edit)


def _ask(shown: Mapping[str, Any]) -> Any:
    try:
        from langgraph.types import interrupt
    except ImportError as error:
        msg = "policy 'human' interrupts a LangGraph graph: install langgraph"
        raise InputError(msg) from error
    try:
        return interrupt(shown)
    except (RuntimeError, KeyError) as error:  # what LangGraph raises outside of a graph, by version
        msg = "policy 'human' pauses a graph: run the step in a node of a LangGraph graph with a checkpointer"
        raise InputError(msg) from error
