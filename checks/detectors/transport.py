"""Trouble with the delivery, apart from the content: nothing came, it was declined, replaced, cut off, shortened or wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.arrival import HARD, barely_arrives, hard_facts
from holdtrue.checks.contract import FactType
from holdtrue.checks.facts import extract
from holdtrue.checks.finding import Finding, Place, Standing
from holdtrue.checks.lines import Line, split_lines
from holdtrue.checks.phrases import elides
from holdtrue.checks.reading import Group, Page, Reading
from holdtrue.checks.wrapping import is_fence

_ENDING = re.compile(r"[.!?…:;。！？)\]}>\"'”’»*_|`]\s*$")
"""How a complete sentence, cell or block ends."""

_SENTENCE_WORDS = 5
"""Words from which a line counts as a sentence of prose."""

_HEAD_SHARE = 0.6
"""A result that is exactly the head of the document and shorter than this share of it was cut."""


def detect(reading: Reading) -> Iterator[Finding]:
    """Look at what came out, file by file."""
    if reading.handoff.before.is_empty:
        return
    if not reading.arrived:
        yield from _nothing(reading)
        return
    yield from _refusals(reading)
    sources = {page.text for page in reading.before}
    for group in reading.groups:
        for page in group.after:
            if page.text in sources or page in reading.refusals:
                continue
            if not page.content.strip():
                if group.paired and group.before[0].content.strip():
                    message = f"{page.name} came out empty"
                    yield Finding(
                        "transport.empty", "forbidden", "critical", message, group.before[0].place, page.place
                    )
                continue
            yield from _elision(page, reading.source, reading.handoff.instruction)
            yield from _wrapping(page, reading)
        yield from _truncation(group, reading)
        yield from _replaced(group, reading)


def _nothing(reading: Reading) -> Iterator[Finding]:
    source, place = reading.before[0].place, reading.after[0].place if reading.after else None
    if reading.handoff.after.is_empty:
        yield Finding("transport.empty", "forbidden", "critical", "nothing came out", source, place)
        return
    yield from _refusals(reading)


def _refusals(reading: Reading) -> Iterator[Finding]:
    for page in reading.refusals:
        message = f"the step declined: “{page.text.strip().splitlines()[0]}”"
        yield Finding("transport.refusal", "forbidden", "critical", message, None, page.place)


def _replaced(group: Group, reading: Reading) -> Iterator[Finding]:
    """Something else came in the document's place, where all of it had to arrive."""
    contract = reading.handoff.contract
    if contract.clauses or contract.mode != "transform" or not group.before or not group.after:
        return
    if any(page in reading.refusals for page in group.after):
        return
    source, result = ("\n".join(page.content for page in side) for side in (group.before, group.after))
    if source != result and result.strip() and barely_arrives(source, result, contract.free):
        names = ", ".join(page.name for page in group.after)
        message = f"next to nothing of what was handed over is in {names}"
        place = group.after[0].place
        yield Finding("transport.replaced", "unexplained", "critical", message, group.before[0].place, place)


def _elision(page: Page, known: str, instruction: str) -> Iterator[Finding]:
    """Lines that stand for others, in words that neither the source nor the instruction has."""
    said = _plain(known + "\n" + instruction)
    alone = set(map(str.strip, said.split("\n")))
    there = set(known.split("\n"))
    for line in page.lines:
        if line.text in there:
            continue
        words = _plain(elides(line.text) or "")
        # Dots alone may stand anywhere in the source; only a line of them there explains a line of them here.
        if words and words not in (said if re.search(r"\w", words) else alone):
            message = f"line {line.number} stands for content that is not there: “{line.text.strip()}”"
            yield Finding("transport.elided", "forbidden", "critical", message, None, line.place)


def _plain(text: str) -> str:
    """A text with one spelling of the dots that leave something out."""
    return text.replace("...", "…").casefold()


def _wrapping(page: Page, reading: Reading) -> Iterator[Finding]:
    """Text around the document is a note, unless it states a fact of its own: nobody else looks at it."""
    wrapping = page.wrapping
    if wrapping.bare:
        return
    ends = [
        (start, end) for start, end in ((0, wrapping.start), (wrapping.end, len(page.text))) if start < end
    ]
    allowed = hard_facts(reading.source) | hard_facts(reading.handoff.instruction)
    remarks = [
        line
        for start, end in ends
        for line in split_lines(page.name, page.text, start, end)
        if not is_fence(line.text) and not _stated_in(allowed, line.text)
    ]
    for line in remarks:
        message = f"text around the document in {page.name} states something new: “{line.text.strip()}”"
        standing: Standing = "forbidden" if reading.handoff.contract.source == "declared" else "unexplained"
        yield Finding("transport.remark", standing, "major", message, None, line.place)
    if remarks:
        return
    what = " and ".join(
        name
        for name, there in (("a code fence", wrapping.fenced), ("courtesy text", wrapping.courteous))
        if there
    )
    message = f"{page.name} came with {what} around the document; the document inside was checked"
    start, end = ends[0]
    place = Place(page.name, start, end, page.text.count("\n", 0, start) + 1, page.text[start:end])
    yield Finding("transport.wrapped", "noted", "minor", message, None, place)


def _stated_in(allowed: set[tuple[FactType, str]], text: str) -> bool:
    """Whether every fact of a text that a change of wording would keep is among those."""
    return all(
        any((fact.type, form) in allowed for form in fact.readings)
        for fact in extract(text)
        if fact.type in HARD
    )


def _truncation(group: Group, reading: Reading) -> Iterator[Finding]:
    """The first sign that the end of a file is missing."""
    contract = reading.handoff.contract
    for page in group.after:
        filled = [line for line in page.lines if not line.is_blank]
        source = [
            line for other in group.before or reading.before for line in other.lines if not line.is_blank
        ]
        if not filled or not source or page.content in {other.content for other in reading.before}:
            continue
        last = filled[-1]
        if _cut_in_line(filled, source):
            yield _cut(f"{page.name} breaks off inside line {last.number}", last, source, "forbidden")
        elif _cut_in_brackets(group, page):
            yield _cut(f"{page.name} ends while a bracket or element is open", last, source, "forbidden")
        elif _cut_in_sentence(filled, source):
            yield _cut(f"{page.name} ends in the middle of a sentence", last, source, "forbidden")
        elif (
            not contract.clauses
            and contract.mode in ("preserve", "transform")
            and len(group.after) == 1  # one of several may hold the head, and another the rest
            and _is_head(filled, source)
        ):
            standing: Standing = "forbidden" if contract.source == "declared" else "unexplained"
            message = f"{page.name} stops after {len(filled)} of {len(source)} lines"
            yield _cut(message, last, source, standing)


def _cut(message: str, last: Line, source: list[Line], standing: Standing) -> Finding:
    """A finding about the last line that came, beside the line of the source where it left off."""
    origin = next((line for line in source if line.text.startswith(last.text)), None)
    return Finding(
        "transport.truncated", standing, "critical", message, origin.place if origin else None, last.place
    )


def _cut_in_line(filled: list[Line], source: list[Line]) -> bool:
    """The last line is the beginning of a longer one, and its neighbour came whole."""
    last = filled[-1].text.rstrip()
    texts = {line.text.rstrip() for line in source}
    if len(filled) < 2 or last in texts or filled[-2].text.rstrip() not in texts:
        return False
    longer = [text for text in texts if text.startswith(last)]
    return bool(longer) and all(_says_more(text, last) for text in longer)


def _says_more(text: str, head: str) -> bool:
    """Whether a text goes on after its head with words or changes a fact there: not with a full stop, or a last 0."""
    if re.search(r"[^\W\d_]", text[len(head) :]):
        return True
    stated, kept = ([fact.readings for fact in extract(side)] for side in (text, head))
    return stated != kept


def _cut_in_brackets(group: Group, page: Page) -> bool:
    """The parser ran off the end, where the source was sound."""
    trouble = page.parsed.trouble if page.parsed else None
    if trouble is None or any(other.parsed and other.parsed.trouble for other in group.before):
        return False
    opening, closing = (sum(page.content.count(c) for c in signs) for signs in ("{[(", "}])"))
    at_end = trouble.line >= len(page.lines)
    return at_end and (
        opening > closing or (page.format in ("xml", "html") and not page.content.rstrip().endswith(">"))
    )


def _cut_in_sentence(filled: list[Line], source: list[Line]) -> bool:
    """The last line of prose ends in mid-sentence, although every other one, and the source's last, ends properly."""
    last = filled[-1].text
    others = [line.text for line in filled[:-1] if len(line.text.split()) >= _SENTENCE_WORDS]
    return (
        len(last.split()) >= _SENTENCE_WORDS
        and not _ENDING.search(last)
        and len(others) > 1
        and bool(_ENDING.search(source[-1].text))
        and _ENDING.sub("", source[-1].text.rstrip()) != last.rstrip()
        and all(_ENDING.search(text) for text in others)
    )


def _is_head(filled: list[Line], source: list[Line]) -> bool:
    """What came is the source's first lines, word for word, and much of the rest is missing."""
    head = [line.text for line in source[: len(filled)]]
    return len(filled) < _HEAD_SHARE * len(source) and [line.text for line in filled] == head
