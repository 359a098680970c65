"""Code as what it says and the literals in it: so that a changed number or string is told from changed code."""

from __future__ import annotations

import re

from holdtrue.checks.readers.assembly import Assembly

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def unescaped(written: str) -> str:
    """The meaning of a string with backslash escapes, as most languages write them."""
    if "\\" not in written:
        return written
    return _ESCAPE.sub(
        lambda found: (
            chr(int(found[1] or found[2], 16)) if found[1] or found[2] else _ESCAPES.get(found[3], found[3])
        ),
        written,
    )


def code_cell(
    made: Assembly, record: int, text: str, start: int, end: int, *, field: str = "code", name_start: int = -1
) -> None:
    """The stretch between two literals, as a cell without the space around it; none where it is blank."""
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        start += len(piece) - len(piece.lstrip())
        made.cell(record, field, bare, start, start + len(bare), name_start=name_start)
