"""Message catalogues (GNU gettext PO): entries with context, source text, translations, references, flags and remarks."""

from __future__ import annotations

import re

from holdtrue.checks.formats.parsed import Trouble
from holdtrue.checks.readers.assembly import Assembly, bare_of, lines_of
from holdtrue.checks.readers.draft import Draft

_KEYWORD = re.compile(
    r'\s*(?P<obsolete>#~\s*)?(?P<previous>#\|\s*)?(?P<name>msg(?:ctxt|id_plural|id|str(?:\[\d+\])?))\s*(?=")'
)
_STRING = re.compile(r'\s*(?:#[~|]\s*)*"(?P<text>(?:[^"\\]|\\.)*+)"\s*')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_REMARKS = {"#.": "extracted", "#:": "reference", "#,": "flag", "#|": "previous", "#~": "obsolete"}
_HEADER = re.compile(r"([A-Za-z][\w-]*): ?((?:[^\\]|\\[^n])*)")


class _Entry:
    """An entry while its lines come in."""

    def __init__(self, record: int) -> None:
        self.record = record
        self.field = ""
        self.name_start = -1
        self.pieces: list[tuple[int, str]] = []
        self.fields: set[str] = set()
        self.header = False


def read_po(text: str) -> Draft:
    """Read entries; the first, with an empty source text, is the `header` and its lines are cells."""
    made = Assembly()
    trouble: Trouble | None = None
    entry: _Entry | None = None
    for number, (start, line) in enumerate(lines_of(text), 1):
        keyword = _KEYWORD.match(line)
        string = _STRING.fullmatch(line, keyword.end() if keyword else 0)
        if not bare_of(line):
            _finish(made, entry)
            entry = None
        elif keyword and string:
            field = ("previous/" if keyword["previous"] else "") + keyword["name"]
            if (
                entry is None
                or field in entry.fields
                or ("msgstr" in entry.fields and field in ("msgid", "msgctxt"))
            ):
                _finish(made, entry)
                entry = _Entry(made.add("entry", start))
            _close(made, entry)
            if keyword["obsolete"]:
                made.rename(entry.record, "obsolete")
            entry.field, entry.name_start = field, start + keyword.start("name")
            entry.fields.add(field)
            entry.pieces = [(start + string.start("text"), string["text"])]
        elif string and entry is not None and entry.field:
            entry.pieces.append((start + string.start("text"), string["text"]))
        elif line.lstrip("\ufeff \t").startswith("#"):
            if entry is None or any(field.startswith("msgstr") for field in entry.fields):
                _finish(made, entry)
                entry = _Entry(made.add("entry", start))
            _close(made, entry)
            _remark(made, entry.record, start, line)
        else:
            trouble = trouble or Trouble(number, "neither a remark nor a message")
            _finish(made, entry)
            entry = None
            made.leaf("text", line, start)
    _finish(made, entry)
    return Draft(made.records(), trouble)


def _remark(made: Assembly, record: int, start: int, line: str) -> None:
    """A line that begins with `#`: references and flags are a cell each."""
    at = line.index("#")
    field = _REMARKS.get(line[at : at + 2], "comment")
    inner = at + (1 if field == "comment" else 2)
    if field in ("reference", "flag"):
        found = re.finditer(r"[^\s,]+" if field == "flag" else r"\S+", line[inner:])
    else:
        found = re.finditer(r"\S(?:.*\S)?", line[inner:])
    for match in found:
        made.cell(record, field, match[0], start + inner + match.start(), start + inner + match.end())


def _close(made: Assembly, entry: _Entry) -> None:
    """Put the message that is complete into its record."""
    if not entry.field:
        return
    written = [(at, piece) for at, piece in entry.pieces if piece]
    if entry.field == "msgid" and not written and "msgctxt" not in entry.fields:
        entry.header = True
    if entry.field == "msgstr" and entry.header and made.kind(entry.record) == "entry":
        made.rename(entry.record, "header")
        for at, piece in written:
            _header_cells(made, entry.record, at, piece)
    else:
        start = written[0][0] if written else entry.pieces[0][0]
        end = written[-1][0] + len(written[-1][1]) if written else start
        joined = "".join(piece for _, piece in written)
        meant = _ESCAPE.sub(lambda escape: _ESCAPES.get(escape[1], escape[1]), joined)
        made.cell(entry.record, entry.field, meant, start, end, name_start=entry.name_start)
    entry.field = ""


def _header_cells(made: Assembly, record: int, at: int, piece: str) -> None:
    position = 0
    for line in piece.split("\\n"):
        match = _HEADER.fullmatch(line)
        if match:
            start = at + position + match.start(2)
            made.cell(record, match[1], match[2], start, start + len(match[2]), name_start=at + position)
        elif line.strip():
            made.cell(record, "", line, at + position, at + position + len(line))
        position += len(line) + 2


def _finish(made: Assembly, entry: _Entry | None) -> None:
    """Complete an entry; one of remarks alone is a comment."""
    if entry is None:
        return
    _close(made, entry)
    if not entry.fields and made.kind(entry.record) == "entry":
        made.rename(entry.record, "comment")
