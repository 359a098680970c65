"""The generic reader: each line a record."""

from __future__ import annotations

from holdtrue.checks.document import Cell, Record
from holdtrue.checks.readers.draft import Draft


def read_lines(text: str) -> Draft:
    """Read any text, a line a record; blank lines separate."""
    records = []
    position = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = position + line.index(bare[0])
            cell = Cell("", bare, start, start + len(bare))
            records.append(Record("line", (cell,), start, start + len(bare)))
        position += len(line)
    return Draft(tuple(records))
