"""Subtitles (SubRip, WebVTT): cues with number, times and text; notes and styles as records of their own."""

from __future__ import annotations

import re

from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly, bare_of, lines_of
from holdtrue.checks.readers.draft import Draft

_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d+)?"
_TIMES = re.compile(rf"\s*(?P<start>{_TIME})\s*-->\s*(?P<end>{_TIME})(?:\s+(?P<settings>\S.*?))?\s*")

_LONGEST = 500
"""Characters of a line that may hold the times of a cue."""

_BLOCKS = {"NOTE": "comment", "STYLE": "style", "REGION": "region", "WEBVTT": "header"}
"""Kinds of the blocks of WebVTT that are no cues, by the word that opens them."""


def read_subtitles(text: str) -> Draft:
    """Read cues; a line of times makes one, with the line above it as its number or name."""
    lines = [*lines_of(text)]
    times = [_TIMES.fullmatch(line) if len(line) <= _LONGEST and "-->" in line else None for _, line in lines]
    made = Assembly()
    trouble: Trouble | None = None
    position = 0
    while position < len(lines):
        start, line = lines[position]
        if not bare_of(line):
            position += 1
        elif times[position]:
            position = _cue(made, lines, times, position, named=False)
        elif position + 1 < len(lines) and times[position + 1]:
            position = _cue(made, lines, times, position, named=True)
        else:
            last = _block_end(lines, times, position)
            word = bare_of(line).split(None, 1)[0]
            kind = _BLOCKS.get(word, "text")
            if kind == "text":
                trouble = trouble or Trouble(position + 1, "text outside a cue")
            inner = start + line.index(word) + (0 if kind in ("text", "header") else len(word))
            made.leaf(kind, text[inner : lines[last - 1][0] + len(lines[last - 1][1])], inner)
            position = last
    return Draft(made.records(), trouble)


def _cue(
    made: Assembly,
    lines: list[tuple[int, str]],
    times: list[re.Match[str] | None],
    position: int,
    *,
    named: bool,
) -> int:
    """Read the cue that begins at a line; the position behind it."""
    start, line = lines[position]
    record = made.add("cue", start)
    if named:
        name = bare_of(line)
        at = start + line.index(name)
        numbered = name.isdecimal()
        made.cell(
            record,
            "number" if numbered else "id",
            name,
            at,
            at + len(name),
            type="number" if numbered else "text",
        )
        position += 1
    match = times[position]
    if match:
        for field in ("start", "end", "settings"):
            if match[field]:
                offset = lines[position][0]
                made.cell(record, field, match[field], offset + match.start(field), offset + match.end(field))
    position += 1
    last = _block_end(lines, times, position)
    if last > position:
        said = "\n".join(line for _, line in lines[position:last])
        end = lines[last - 1][0] + len(lines[last - 1][1].rstrip())
        lead = len(said) - len(said.lstrip())
        made.cell(record, "text", said.strip(), lines[position][0] + lead, end)
    return last


def _block_end(lines: list[tuple[int, str]], times: list[re.Match[str] | None], position: int) -> int:
    """The position of the blank line, of the next cue, or of the end behind a block."""
    while position < len(lines) and lines[position][1].strip() and not times[position]:
        follows = position + 1 < len(lines) and times[position + 1]
        if follows and lines[position][1].strip().isdecimal():
            break  # the next cue's number, the blank line before it forgotten
        position += 1
    return position
