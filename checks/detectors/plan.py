"""Plans that refer to what is not there, and results that were put into the wrong places of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.diff import changed_words
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.reading import Page, Reading
from holdtrue.checks.references import faults, read_plan, references, substitute

_NAMED = 3


def detect(reading: Reading) -> Iterator[Finding]:
    """Look for references without a result, names given twice, circles, and steps that went or came."""
    for page in reading.after:
        for fault in faults(read_plan(page.text)):
            yield Finding(
                f"plan.{fault.kind}",
                "forbidden",
                "critical",
                fault.message,
                after=_place(page, fault.start, fault.end),
            )
    yield from _count(reading)


def detect_substitution(reading: Reading) -> Iterator[Finding]:
    """Where results were put into a text: it must read as if each whole reference had been replaced, and nothing else.

    Before are the text and, each as a file named as its reference (`#E1`, `$1`), the results; after is the filled text.
    """
    results = {page.name: page.text for page in reading.before if references(page.name)}
    texts = [page for page in reading.before if page.name not in results]
    if len(texts) != 1 or len(reading.after) != 1:
        return
    [template], [filled] = texts, reading.after
    expected = substitute(template.text, results)
    if filled.text == expected:
        for reference in references(expected):
            if reference.name not in results:
                message = f"{reference.name} has no result and stands as it did"
                yield Finding(
                    "plan.unfilled",
                    "unexplained",
                    "major",
                    message,
                    after=_place(filled, reference.start, reference.end),
                )
        return
    pairs = [pair for pair in changed_words(expected, filled.text) if any(pair)][:_NAMED]
    told = "; ".join(f'"{right}" should stand where "{wrong}" does' for right, wrong in pairs)
    yield Finding(
        "plan.collision",
        "forbidden",
        "critical",
        f"a result was put where no reference stood, or not where one did: {told}",
        template.place,
        filled.place,
    )


def _count(reading: Reading) -> Iterator[Finding]:
    """Steps that a plan has lost or gained where it was handed on."""
    if reading.handoff.contract.mode not in ("preserve", "transform"):
        return
    before = Counter(step.name for page in reading.before for step in read_plan(page.text))
    after = Counter(step.name for page in reading.after for step in read_plan(page.text))
    if not before or not after:
        return
    for name in before.keys() - after.keys():
        yield Finding("plan.lost", "forbidden", "critical", f"the plan's step {name} is gone")
    for name in after.keys() - before.keys():
        yield Finding("plan.added", "forbidden", "critical", f"the plan's step {name} was not there before")


def _place(page: Page, start: int, end: int) -> Place:
    return Place(page.name, start, end, page.text.count("\n", 0, start) + 1, page.text[start:end])


PLAN = Detector("plan", detect)
"""Look into plans; not among the default detectors."""

SUBSTITUTION = Detector("substitution", detect_substitution)
"""Look whether results were put into a text rightly; not among the default detectors."""
