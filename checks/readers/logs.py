"""Logs: a record a line with its time, level, source, message and named values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.lines import read_lines
from holdtrue.checks.readers.pairs import pairs
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of

_TIME = re.compile(
    r"""[\[<(]?(?:<\d{1,3}>)?(?P<time>
      \d{4}[-/.]\d\d[-/.]\d\d(?:[T ,_]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,:]\d{1,9})?)?(?:\s?(?:Z|UTC|[+-]\d\d:?\d\d))?
    | \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}[ ,T]+\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:\s?[ap]m)?
    | \d{1,2}/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d(?:\s[+-]\d{4})?
    | (?:[A-Z][a-z]{2}\s)?[A-Z][a-z]{2}\s{1,2}\d{1,2}\s(?:\d{4}\s)?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:\s\d{4})?
    | \d\d:\d\d:\d\d(?:[.,]\d{1,9})?
    | \d{10}(?:\d{3})?(?:\.\d{1,9})?
    | \d{1,9}\.\d{3,9}(?=\])
    )(?![\w:])[\])>]?[:,]?""",
    re.VERBOSE | re.IGNORECASE,
)
_LEVEL = re.compile(
    r"[\[<(]?(?P<level>TRACE|DEBUG|FINE|INFO|INFORMATION|NOTE|NOTICE|WARN|WARNING|ERR|ERROR|SEVERE|CRIT|CRITICAL|FATAL"
    r"|ALERT|EMERG|PANIC|VERBOSE|[A-Z]{3,9})[\])>]?(?:\s*[:|-])?(?=\s|$)"
)
_SOURCE = re.compile(
    r"\[(?P<bracketed>[^\[\]\n]{1,80})\]:?(?=\s|$)"
    r"|(?P<named>[^\W\d][\w./$@-]{0,79}(?:\[\d{1,9}\])?)(?::(?=\s|$)|\s[-–|](?=\s))"
)
_SHARE = 0.6


def is_log(lines: Sequence[Line]) -> bool:
    """Whether most lines begin with a time of day or an instant."""
    filled = [line for line in lines if line.text]
    timed = sum(1 for line in filled if _stamped(line))
    return timed >= 3 and timed >= _SHARE * len(filled)


def _stamped(line: Line) -> bool:
    found = _TIME.match(line.text)
    return found is not None and (":" in found["time"] or found["time"].isdigit())


def read_log(text: str) -> Draft:
    """Read a log.

    A `line` has cells `timestamp`, `level`, `source`, `message` and those of its `key=value` pairs; lines without a time
    that follow it are `continuation` inside it. A log whose lines begin otherwise is read by their own grammar.
    """
    lines = lines_of(text)
    flush = [line for line in lines if line.text and not line.indent]
    if sum(1 for line in flush if _TIME.match(line.text)) <= len(flush) / 4:
        return read_lines(text)
    out = Builder()
    above: int | None = None
    for line in lines:
        if not line.text:
            continue
        if _TIME.match(line.text):
            above = out.add("line", _cells(line, text), start=line.start, end=line.end)
        elif line.text.startswith(("#", "//")):
            out.add("comment", cell("", text, line.start, line.end))
        else:
            out.add("continuation", _rest(line, text), start=line.start, end=line.end, parent=above)
    return out.draft()


def _cells(line: Line, text: str) -> list[Cell]:
    found = _TIME.match(line.text)
    if not found:
        return []
    cells = cell("timestamp", text, line.start + found.start("time"), line.start + found.end("time"))
    prefix = re.match(r"[\[<(]*<(\d{1,3})>", line.text)
    if prefix:
        cells = [*cell("priority", text, line.start + prefix.start(1), line.start + prefix.end(1)), *cells]
    rest = line.after(found.end())
    seen = set()
    for _ in range(4):
        level = _LEVEL.match(rest.text) if "level" not in seen else None
        if level:
            cells += cell("level", text, rest.start + level.start("level"), rest.start + level.end("level"))
            rest = rest.after(level.end())
            seen.add("level")
            continue
        source = _SOURCE.match(rest.text)
        if not source:
            break
        group = "bracketed" if source["bracketed"] else "named"
        cells += cell("source", text, rest.start + source.start(group), rest.start + source.end(group))
        rest = rest.after(source.end())
        if group == "named":
            break
    return cells + _rest(rest, text)


def _rest(line: Line, text: str) -> list[Cell]:
    found, between = pairs(line.text, line.start)
    words = [
        each
        for start, end in between
        for each in cell("message", text, start, end)
        if not found or any(map(str.isalnum, each.text))
    ]
    return sorted([*found, *words], key=lambda each: each.start)
