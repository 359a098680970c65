"""What a model is shown of a document instead of the document: file names, kinds of records, fields, headings."""

from __future__ import annotations

from collections import Counter

from holdtrue.checks import Artifact
from holdtrue.checks.document import Document
from holdtrue.checks.readers import read

_FIELDS = 60
"""Fields of one kind of record that are named."""

_KINDS = 20
"""Kinds of records of one file that are named."""

_HEADINGS = 60
"""Headings of one file that are named."""

_NAME = 80
"""Characters of a name that are shown."""


def outline(artifact: Artifact) -> str:
    """The files with their kinds of records, their fields and headings; no value of a record, and no count of them.

    So the same template over other data has the same outline, and its instruction is compiled once.
    """
    return "\n".join(line for name, text in artifact for line in _of(read(name, text)))


def _of(document: Document) -> list[str]:
    kinds: dict[tuple[str, str], Counter[str]] = {}
    headings: list[str] = []
    for record in document.records:
        if record.kind == "heading":
            headings += [_short(" ".join(cell.text for cell in record.cells))]
            continue
        fields = kinds.setdefault((record.kind, "" if _free(record.path) else record.path), Counter())
        fields.update(dict.fromkeys((cell.field for cell in record.cells if cell.field), 1))
    lines = [f"file {_short(document.file)} ({document.format})"]
    for (kind, path), fields in list(kinds.items())[:_KINDS]:
        named = ", ".join(_short(field) for field in list(fields)[:_FIELDS])
        lines.append(f"  {kind}{f' at {path}' if path else ''}{f': fields {named}' if named else ''}")
    if headings:
        lines.append("  headings: " + " | ".join(headings[:_HEADINGS]))
    return lines


def _free(path: str) -> bool:
    """Whether a path is made of headings, which are told once, rather than of keys."""
    return not path.startswith("/")


def _short(name: str) -> str:
    return " ".join(name.split())[:_NAME]
