"""Plans and tool-call traces as text: steps with number, tool and what they refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from holdtrue.checks.readers.assembly import Assembly, bare_of, lines_of
from holdtrue.checks.readers.draft import Draft

_CALL = re.compile(
    r"\s*(?P<id>#[A-Za-z]{1,3}\d+|\$[A-Za-z_]\w*|[A-Za-z_]\w*)\s*(?::=|=)\s*(?P<tool>[A-Za-z_][\w.-]*)(?P<open>[\[(])"
)
_NUMBERED = re.compile(
    r"(?P<mark>\s*(?:[-*+]\s+)?(?:\[[ xX✓-]\]\s+)?)(?:(?P<word>[^\W\d_]{3,12})\s+)?#?(?P<number>\d{1,4}(?:\.\d{1,3}){0,3})"
    r"(?P<after>[.):]|\s*[-–—](?=\s))(?=\s|$)"
)
_LABEL = re.compile(
    r"(?P<indent>\s*)(?:[-*]\s+)?(?:\*\*)?(?P<label>[^\W\d_][\w -]{0,30}?)(?:\s+(?P<number>\d{1,4}))?(?:\*\*)?:(?:\*\*)?(?=\s|$)"
)
_STATE = re.compile(r"\[([xX✓-])\]")

_REFERENCE = re.compile(
    r"#[A-Za-z]{1,3}\d+\b|\{\{[^{}\n]{1,80}\}\}|\$\{[^{}\n]{1,80}\}|\$[A-Za-z_]\w*|<[A-Za-z_]{1,20}[ _]?\d{1,4}>"
    r"|(?<=\b[Ss]tep )#?\d+\b|(?<=\b[Ss]teps )#?\d+\b|(?<=\b[Tt]ask )#?\d+\b|(?<=\bSchritt )\d+\b|(?<=\b[ée]tape )\d+\b|(?<=\bpaso )\d+\b"
)
_NEEDS = re.compile(r"depend|requires|needs|after|uses|input|refs?\b|prerequisite", re.IGNORECASE)
_NUMBERS = re.compile(r"#?\b\d{1,4}(?:\.\d{1,3})*\b")

_TRACE = re.compile(
    r"(?:thought|action(?: input)?|observation|final answer|plan|tool|tool call|result|step|task)\b",
    re.IGNORECASE,
)
"""Labels that plans and traces of language agents use (ReAct, ReWOO, plan-and-execute)."""

_SAMPLE = 400
"""Lines that are looked at to tell a plan."""


def is_plan(lines: Iterable[str]) -> bool:
    """Whether lines are a plan or a trace: calls with ids, labelled turns of an agent, or steps that refer to others."""
    calls = labels = numbered = references = 0
    for line in islice(lines, _SAMPLE):
        head = line[:200]
        calls += bool((match := _CALL.match(head)) and match["id"][0] in "#$")
        labels += bool((match := _LABEL.match(head)) and _TRACE.fullmatch(match["label"]))
        numbered += bool(_NUMBERED.match(head))
        references += _REFERENCE.search(head) is not None
    return calls >= 2 or (labels >= 3 and labels + numbered >= 4) or (numbered >= 2 and references >= 2)


def read_plan(text: str) -> Draft:
    """Read steps; `reference` cells lie inside the texts that hold them.

    A call (`#E3 = Lookup[#E1 | heat]`) has `id`, `tool` and `input`, a numbered step `number` and `text`; indented
    labels under a step are its fields. A label at the margin makes a record of its kind: `plan`, `thought`.
    """
    made = Assembly()
    step: int | None = None
    going_on: int | None = None
    for start, line in lines_of(text):
        bare = bare_of(line)
        if not bare:
            going_on = None
        elif match := _CALL.match(line):
            step = going_on = _call(made, start, line, match)
        elif match := _NUMBERED.match(line):
            step = going_on = _numbered(made, start, line, match)
        elif match := _LABEL.match(line):
            inside = step is not None and line[0] in " \t"
            going_on = step = _labelled(made, start, line, match, step if inside else None)
        elif bare[0] == "#" and bare.lstrip("#")[:1] in (" ", ""):
            said = bare.lstrip("#")
            at = start + line.index(bare) + len(bare) - len(said)
            made.leaf("comment" if bare.startswith("# ") else "heading", said, at)
            step = going_on = None
        elif going_on is not None:
            _text(made, going_on, "text", line, 0, start)
        else:
            going_on = made.add("paragraph", start + line.index(bare))
            _text(made, going_on, "text", line, 0, start)
    return Draft(made.records())


def _call(made: Assembly, start: int, line: str, match: re.Match[str]) -> int:
    """`#E3 = Tool[input]`; what stands behind the bracket is text."""
    record = made.add("call", start + match.start("id"))
    for field in ("id", "tool"):
        made.cell(record, field, match[field], start + match.start(field), start + match.end(field))
    close = line.rfind("]" if match["open"] == "[" else ")", match.end())
    end = close if close >= 0 else len(line)
    _text(made, record, "input", line[:end], match.end(), start)
    _text(made, record, "text", line, end + 1, start)
    return record


def _numbered(made: Assembly, start: int, line: str, match: re.Match[str]) -> int:
    """`Step 3: ...`, `3. ...`, `- [x] 3) ...`."""
    record = made.add("step", start + match.start() + len(line) - len(line.lstrip()))
    if state := _STATE.search(match["mark"]):
        made.cell(record, "done", state[1], start + state.start(1), start + state.end(1))
    if match["word"]:
        made.cell(record, "word", match["word"], start + match.start("word"), start + match.end("word"))
    at = match.start("number")
    made.cell(record, "number", match["number"], start + at, start + match.end("number"))
    _text(made, record, "text", line, match.end(), start)
    return record


def _labelled(made: Assembly, start: int, line: str, match: re.Match[str], step: int | None) -> int:
    """`Label: value`, in the step it is indented under, or else as a record of its own."""
    label = match["label"].strip()
    if step is None:
        step = made.add(label.lower(), start + match.start("label"))
    if match["number"]:
        at = match.start("number")
        made.cell(step, "number", match["number"], start + at, start + match.end("number"))
    needs = _NEEDS.search(label) is not None
    _text(made, step, label, line, match.end(), start, start + match.start("label"), needs=needs)
    return step


def _text(
    made: Assembly,
    record: int,
    field: str,
    line: str,
    begin: int,
    start: int,
    name_start: int = -1,
    *,
    needs: bool = False,
) -> None:
    """The rest of a line as a cell, and a cell for each reference in it."""
    bare = line[begin:].strip()
    if not bare:
        if name_start >= 0:  # a name that nothing stands under is said all the same
            made.cell(record, field, "", start + begin, start + begin, name_start=name_start)
        return
    at = line.index(bare, begin)
    made.cell(record, field, bare, start + at, start + at + len(bare), name_start=name_start)
    for match in _references(bare, numbers=needs):
        made.cell(record, "reference", match[0], start + at + match.start(), start + at + match.end())


def _references(text: str, *, numbers: bool) -> Iterator[re.Match[str]]:
    """References in a text; numbers are some where a label says that a step depends on others."""
    found = _REFERENCE.search(text) is not None
    return _REFERENCE.finditer(text) if found or not numbers else _NUMBERS.finditer(text)
