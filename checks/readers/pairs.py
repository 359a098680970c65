"""`key=value` inside a line."""

from __future__ import annotations

import re

from holdtrue.checks.document import Cell

_PAIR = re.compile(
    r"""(?<![^\s,;(\[{|])(?P<key>[^\W\d][\w.-]{0,39})=(?![=>])
    (?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)'|(?P<bare>[^\s,;|)\]}]*))""",
    re.VERBOSE,
)


def pairs(text: str, start: int) -> tuple[list[Cell], list[tuple[int, int]]]:
    """The `key=value` pairs of a stretch of a line.

    Args:
        text: The stretch.
        start: Offset of its first character in the file.

    Returns:
        Their cells, named by the key, and the places of what lies between them, which may be punctuation alone.
    """
    cells = []
    between = []
    last = 0
    for found in _PAIR.finditer(text) if "=" in text else ():
        group = next(name for name in ("double", "single", "bare") if found[name] is not None)
        if not found[group]:
            continue
        between.append((start + last, start + found.start()))
        value = re.sub(r"\\(.)", r"\1", found[group]) if group == "double" else found[group]
        a, b = found.span(group)
        cells.append(Cell(found["key"], value, start + a, start + b, name_start=start + found.start("key")))
        last = found.end()
    between.append((start + last, start + len(text)))
    return cells, between
