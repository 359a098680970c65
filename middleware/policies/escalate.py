"""Have a stronger model do what a weaker one could not: the whole hand-off, or only its records that failed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from holdtrue.checks import Artifact, HandOff, InputError, Verdict
from holdtrue.checks.repair import repairing
from holdtrue.checks.repair.failing import Failing, failing_records
from holdtrue.middleware.policies.remedy import Case, Remedy, Try

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


@dataclass(frozen=True)
class Escalate(Remedy):
    """Runs `to` in the step's place.

    With `per="record"` it first gets one call for each record that failed, with only that record for its document, and
    what it answers is put in that record's place; what a rule can restore is restored before. Records are what the format
    has (rows, objects, entries), in plain text the lines. It gets the whole document where that is not possible or does
    not help.
    """

    to: Runnable[Any, Any]
    """A model that replaces the step's own, or a step that takes what the step is given."""

    per: Literal["document", "record"] = "document"
    """What is done again."""

    most: int = 20
    """Records that are done one by one, at most."""

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that is escalated."""

    def tries(self, case: Case) -> Generator[Try, Case | None, None]:
        """Records first where that was asked for, then the whole."""
        stronger = case.step.replaced(self.to)
        if self.per == "record":
            handoff, verdict = _as_far_as_certain(case)
            pairs = failing_records(handoff, verdict)
            try:
                calls = tuple((stronger, case.step.part(case.given, pair[0].text)) for pair in pairs)
            except InputError:  # nobody said where the document is in what the step is given
                calls = ()
            if 0 < len(calls) <= self.most:
                yield Try(
                    action="escalated",
                    calls=calls,
                    combine=lambda outputs: case.write(_spliced(handoff, pairs, outputs)),
                )
        yield Try(action="escalated", calls=((stronger, case.given),))


def _as_far_as_certain(case: Case) -> tuple[HandOff, Verdict]:
    """The hand-off with what a rule restores restored, where something is left that none does; else as it is."""
    repaired = repairing(case.handoff, case.verdict)
    if repaired is None or repaired.whole:
        return case.handoff, case.verdict
    return replace(case.handoff, after=repaired.artifact), repaired.verdict


def _spliced(handoff: HandOff, pairs: list[Failing], outputs: list[Any]) -> Artifact:
    """The result with each record replaced by what the stronger step made of it."""
    files = dict(handoff.after.files)
    for (_, after), output in sorted(
        zip(pairs, outputs, strict=True), key=lambda item: item[0][1].start, reverse=True
    ):
        text = getattr(output, "text", output)
        if not isinstance(text, str):
            msg = f"a record's result is a text, not {type(output).__name__}"
            raise InputError(msg)
        whole = files[after.file]
        files[after.file] = whole[: after.start] + text.strip("\r\n") + whole[after.end :]
    return Artifact(files)
