"""Lines that went or came whole, where every record must arrive: most records of a plain text have no digit to miss."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.facts.name import words
from holdtrue.checks.finding import Finding
from holdtrue.checks.lines import Line
from holdtrue.checks.reading import Reading

_SAME_WORDING = 0.6
"""Share of each side's words that the other has, from which both are the same text in the same words.

Translations share names and numbers only; a line that has no counterpart in them says nothing.
"""

_GONE = 0.5
"""Share of a line's words that stand nowhere on the other side, from which the line is not there in other clothes."""


def detect(reading: Reading) -> Iterator[Finding]:
    """Look for lines without counterpart whose words are nowhere on the other side; in `transform` mode only."""
    if reading.handoff.contract.mode != "transform" or reading.unchanged or not reading.arrived:
        return
    before = words("\n".join(page.content for page in reading.before))
    after = words("\n".join(page.content for page in reading.after))
    if len(before & after) < _SAME_WORDING * max(len(before), len(after)):
        return
    asked = words(reading.handoff.instruction)
    for group in reading.groups:
        for pair in group.aligned:
            if pair.before and not pair.after and _is_gone(pair.before, after | asked):
                message = f"line {pair.before.number} did not arrive: “{pair.before.text.strip()}”"
                yield Finding("text.lost", "unexplained", "major", message, pair.before.place, None)
            elif pair.after and not pair.before and _is_gone(pair.after, before | asked):
                message = (
                    f"line {pair.after.number} is not in what was handed over: “{pair.after.text.strip()}”"
                )
                yield Finding("text.added", "unexplained", "major", message, None, pair.after.place)


def _is_gone(line: Line, known: set[str]) -> bool:
    said = words(line.text)
    return bool(said) and len(said - known) >= _GONE * len(said)
