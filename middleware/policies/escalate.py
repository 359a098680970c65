"""Have a stronger model do what a weaker one could not: the whole hand-off, or only its records that failed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from holdtrue.checks import Artifact, HandOff, InputError, Verdict
from holdtrue.checks.align import Pair
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.reading import Reading
from holdtrue.middleware.policies.remedy import Case, Remedy, Try

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


@dataclass(frozen=True)
class Escalate(Remedy):
    """Runs `to` in the step's place.

    With `per="record"` it first gets one call for each line that failed, with only that line for its document, and what
    it answers is put in that line's place; it gets the whole document where that is not possible or does not help.
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
        if self.per == "record" and (pairs := records_that_failed(case.handoff, case.verdict, self.most)):
            try:
                calls = tuple((stronger, case.step.part(case.given, pair[0].text)) for pair in pairs)
            except InputError:  # nobody said where the document is in what the step is given
                calls = ()
            if calls:
                yield Try(
                    action="escalated",
                    calls=calls,
                    combine=lambda outputs: case.write(_spliced(case.handoff, pairs, outputs)),
                )
        yield Try(action="escalated", calls=((stronger, case.given),))


def records_that_failed(handoff: HandOff, verdict: Verdict, most: int) -> list[tuple[Place, Place]]:
    """The lines that findings touch, on both sides; none where one has no counterpart or they are too many."""
    wrong = [finding for finding in verdict.findings if finding.standing != "noted"]
    groups = Reading(handoff).groups
    if not all(group.paired for group in groups):
        return []
    pairs = [pair for group in groups for pair in group.aligned]
    touched = [pair for pair in pairs if any(_touches(finding, pair) for finding in wrong)]
    places = [
        (pair.before.place, pair.after.place)
        for pair in touched
        if pair.before is not None and pair.after is not None and not pair.before.is_blank
    ]
    reached = all(any(_touches(finding, pair) for pair in touched) for finding in wrong)
    return places if reached and len(places) == len(touched) <= most else []


def _touches(finding: Finding, pair: Pair) -> bool:
    sides = ((finding.before, pair.before), (finding.after, pair.after))
    return any(
        place is not None
        and line is not None
        and place.file == line.file
        and place.start <= line.start + len(line.text)
        and place.end >= line.start
        for place, line in sides
    )


def _spliced(handoff: HandOff, pairs: list[tuple[Place, Place]], outputs: list[Any]) -> Artifact:
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
