"""Mail: headers, paragraphs of the body, quoted parts (RFC 5322)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holdtrue.checks.document import Cell
from holdtrue.checks.readers.draft import Draft
from holdtrue.checks.readers.markers import marker
from holdtrue.checks.readers.scan import Builder, Line, cell, lines_of, unwrapped

_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,40}):(?=\s|$)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_TELLING = frozenset(["from", "to", "subject", "date", "cc", "message-id", "received", "reply-to"])


def is_mail(lines: Sequence[Line]) -> bool:
    """Whether a text begins with at least three header lines, two of them of the names that every mail has."""
    names: list[str] = []
    for line in lines:
        found = _HEADER.match(line.text)
        if not line.text and not names:
            continue
        if not found and not (line.text and line.indent and names):
            break
        if found:
            names.append(found[1].lower())
    return len(names) >= 3 and len({"from", "subject"} & set(names)) == 2 and len(_TELLING & set(names)) >= 3


def read_mail(text: str) -> Draft:
    """Read a mail.

    One `headers` record has a cell per header; then come `paragraph`, `item`, `quote` and `signature` records.
    """
    out = Builder()
    lines = [*lines_of(text), Line("", len(text), 0)]
    at = next((i for i, line in enumerate(lines) if line.text), len(lines))
    headers: list[Cell] = []
    while at < len(lines) and (found := _HEADER.match(lines[at].text)):
        line = lines[at]
        value = [line.after(found.end())]
        at += 1
        while lines[at].text and lines[at].indent and not _HEADER.match(lines[at].text):
            value.append(lines[at])
            at += 1
        empty = Cell(found[1], "", line.end, line.end, name_start=line.start)
        headers += unwrapped(found[1], value, line.start) or [empty]
    out.add("headers", headers, start=headers[0].name_start if headers else None)
    signed = False
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text:
            continue
        if line.text == "--":
            signed = True
            out.add("rule", cell("", text, line.start, line.end))
            continue
        quote = _QUOTE.match(line.text)
        marked = None if quote else marker(line)
        block = [line.after(quote.end())] if quote else [marked[1] if marked else line]
        while (following := lines[at]).text and following.text != "--":
            inner = _QUOTE.match(following.text)
            if bool(inner) != bool(quote) or (
                inner and quote and inner.group().count(">") != quote.group().count(">")
            ):
                break
            if not quote and marker(following):
                break
            bare = following.after(inner.end()) if inner else following
            at += 1
            if not bare.text:
                break
            block.append(bare)
        kind = "signature" if signed else "quote" if quote else "item" if marked else "paragraph"
        out.add(kind, [*(marked[0] if marked else []), *unwrapped("", block)])
    return out.draft()
