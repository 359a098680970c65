"""Family trees (GEDCOM): a record for each line of level 0, the lines below it as cells named by their tags."""

from __future__ import annotations

import re

from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly, bare_of, below, lines_of
from holdtrue.checks.readers.draft import Draft

_LINE = re.compile(r"\ufeff?\s*(?P<level>\d{1,3})\s+(?:(?P<id>@[^@\s]+@)\s+)?(?P<tag>\w+)(?: (?P<value>.*))?")


class _Field:
    """A tagged line whose value may go on in the next lines."""

    def __init__(self, path: str, name_start: int, value: str, start: int) -> None:
        self.path = path
        self.name_start = name_start
        self.texts = [value]
        self.start = start
        self.end = start + len(value)
        self.holds = False
        """Whether lines of a deeper level follow."""


def read_gedcom(text: str) -> Draft:
    """Read records; a nested tag's field is the path of tags to it, `BIRT/DATE`; `@` is the record's own id."""
    made = Assembly()
    trouble: Trouble | None = None
    record: int | None = None
    paths: list[str] = []
    field: _Field | None = None
    for number, (start, line) in enumerate(lines_of(text), 1):
        match = _LINE.fullmatch(line)
        level = int(match["level"]) if match else 0
        if not match or (level and (record is None or level > len(paths) + 1)):
            if bare_of(line):
                _put(made, record, field)
                field = None
                trouble = trouble or Trouble(number, "no line of a level that fits")
                made.leaf("text", line, start, parent=record)
            continue
        tag, value = match["tag"], match["value"] or ""
        at = start + (match.start("value") if match["value"] is not None else len(line))
        if tag in ("CONT", "CONC") and field is not None:
            field.texts.append(("\n" if tag == "CONT" else "") + value)
            field.start = field.start if field.end > field.start else at
            field.end = at + len(value)
            continue
        if field is not None:
            field.holds = level > len(paths)
        _put(made, record, field)
        if not level:
            record, paths = made.add(tag, start + match.start("level"), path=tag), []
            if match["id"]:
                made.cell(record, "@", match["id"], start + match.start("id"), start + match.end("id"))
            field = _Field("", start + match.start("tag"), value, at)
            continue
        del paths[level - 1 :]
        paths.append(below(paths[-1] if paths else "", tag))
        if match["id"] and record is not None:
            made.cell(
                record, f"{paths[-1]}/@", match["id"], start + match.start("id"), start + match.end("id")
            )
        field = _Field(paths[-1], start + match.start("tag"), value, at)
    _put(made, record, field)
    return Draft(made.records(), trouble)


def _put(made: Assembly, record: int | None, field: _Field | None) -> None:
    """A line's value as a cell; an empty one only where the tag alone says something."""
    if record is None or field is None:
        return
    value = "".join(field.texts)
    if value or (field.path and not field.holds):
        made.cell(record, field.path, value, field.start, field.end, name_start=field.name_start)
