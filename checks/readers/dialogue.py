"""Conversations: a turn per speaker, in transcripts, chats and plays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_TURN = re.compile(
    r"""(?:(?P<time>[\[(]?(?:[\d./-]{6,10},?\s)?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?[\])]?)\s{0,3}(?:[-–—|]\s{0,3})?)?
    (?:<(?P<nick>[^<>\s][^<>\n]{0,38})>(?=\s)
    | (?:\*\*|__)?(?P<name>[^\W\d_][^:.!?;"“”<>\n]{0,58}?(?:\.\s[^\W\d_][^:.!?;"“”<>\n]{0,38}?)?)(?:\*\*|__)?\s{0,3}[:：](?:\*\*|__)?(?=\s|$))
    """,
    re.VERBOSE,
)
_SAID = tuple(".?!…\"»”)’'—。？！")
_SHARE = 0.5


def is_dialogue(lines: Sequence[Line]) -> bool:
    """Whether most of a text is said by speakers who come back: names before colons, sentences after them."""
    turns = [(found, line) for line in lines if line.text and (found := _TURN.match(line.text))]
    if len(turns) < 3:
        return False
    times = Counter(_speaker(found) for found, _ in turns)
    again = [(found, line) for found, line in turns if times[_speaker(found)] > 1]
    said = sum(1 for found, line in again if line.text.endswith(_SAID) or len(line.text) - found.end() > 60)
    filled = [
        index for index, line in enumerate(lines) if line.text and (index == 0 or not lines[index - 1].text)
    ]
    blocks = len(filled)
    return (
        len(again) >= max(2, _SHARE * len(turns))
        and said >= 0.6 * len(again)
        and len(again) >= _SHARE * blocks
        and len(times) >= 2
    )


def read_dialogue(text: str) -> Draft:
    """Read a conversation.

    A `turn` has cells `time`, `speaker` and `text`; what follows it after a blank line is a `paragraph` inside it; what
    stands before the first one is a `paragraph` too.
    """
    out = Builder()
    lines = [*lines_of(text), Line("", len(text), 0)]
    at = 0
    turn: int | None = None
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text:
            continue
        found = _TURN.match(line.text)
        if not found:
            more = [line]
            while lines[at].text and not _TURN.match(lines[at].text):
                more.append(lines[at])
                at += 1
            out.add("paragraph", unwrapped("", more), parent=turn)
            continue
        said = [line.after(found.end())]
        while lines[at].text and not _TURN.match(lines[at].text):
            said.append(lines[at])
            at += 1
        turn = out.add("turn", [*_who(found, line, text), *unwrapped("text", said)], start=line.start)
    return out.draft()


def _speaker(found: re.Match[str]) -> str:
    return found["nick"] or found["name"]


def _who(found: re.Match[str], line: Line, text: str) -> list[Cell]:
    cells = []
    if found["time"]:
        cells += cell("time", text, line.start + found.start("time"), line.start + found.end("time"))
    group = "nick" if found["nick"] else "name"
    return cells + cell("speaker", text, line.start + found.start(group), line.start + found.end(group))
