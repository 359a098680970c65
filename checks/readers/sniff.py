"""Which format a text without a telling name begins like."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from holdtrue.checks.formats import sniff as sniff_structure
from holdtrue.checks.readers.delimited import separator

_BEGINNING = 20_000
"""Characters that are looked at."""

_LINES = 40

_FEWEST = 3
"""Lines that make a table."""

_SHARE = 0.9
"""Share of the lines that look as the format's lines do."""

_SECTION = re.compile(r"\[\[?[^\]\[\n]+\]\]?\s*(?:[#;].*)?")
_ENTRY = re.compile(r"[\w.\"' -]{1,60}\s*[=:].*")
_VALUE_OF_TOML = re.compile(r"""[\w."'-]+ *= *(?:["'\[{]|[-+]?\d|true\b|false\b).*""")
_LINE_OF_YAML = re.compile(r"""\s*(?:- )*(?:[\w."'/@-]{1,60}:(?:\s.*)?|-\s.*|[\w."'][^:]*)?|\s*#.*|---.*""")
_MARKUP = re.compile(r"\s*<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?/?>")
_TAG_OF_HTML = frozenset(["body", "div", "h1", "h2", "head", "main", "ol", "p", "section", "table", "ul"])


def sniff(text: str) -> str | None:
    """The format that a text begins like; None where it may be anything.

    Only beginnings that can hardly be anything else count: a wrong reader is worse than the generic one.
    """
    beginning = text[:_BEGINNING].removeprefix("\ufeff")
    return next((found for look in LOOKS if (found := look(beginning))), None)


def _markup(text: str) -> str | None:
    """XML and HTML without their declarations: one tag ahead of all, and its end."""
    found = _MARKUP.match(text)
    if not found:
        return None
    if found[1].lower() in _TAG_OF_HTML:
        return "html"
    return "xml" if f"</{found[1]}" in text or len(text) == _BEGINNING else None


def _sections(text: str) -> str | None:
    """TOML and INI: a section's name, and keys below it."""
    lines = [line.strip() for line in islice(_filled(text), _LINES) if line.strip()[0] not in "#;"]
    if not lines or not any(map(_SECTION.fullmatch, lines)):
        return None
    entries = [line for line in lines if not _SECTION.fullmatch(line)]
    first = next(index for index, line in enumerate(lines) if _SECTION.fullmatch(line))
    if not entries or first > len(lines) // 2 or not all(map(_ENTRY.fullmatch, entries)):
        return None
    return "toml" if all(map(_VALUE_OF_TOML.fullmatch, entries)) else "ini"


def _yaml(text: str) -> str | None:
    """YAML that says so, by a document's mark or a directive, and holds no prose below."""
    if not re.match(r"(?:%YAML |---[ \t]*(?:#.*)?\r?\n)", text):
        return None
    lines = list(_filled(text))[1:]
    closed = any(line.rstrip() == "---" for line in lines[:_LINES])  # the head of a page, then, not a stream
    keyed = sum(":" in line or line.lstrip().startswith("-") for line in lines)
    if closed or not lines or keyed < len(lines) / 2 or not all(map(_LINE_OF_YAML.fullmatch, lines[:_LINES])):
        return None
    return "yaml"


def _table(text: str) -> str | None:
    """Separated values: at least three lines, all with as many of one separator, and short values."""
    lines = list(islice(_filled(text), _LINES))
    mark = separator(text)
    if len(lines) < _FEWEST or mark is None:
        return None
    counts = [re.sub(r'"[^"]*"', "", line).count(mark) for line in lines]
    usual = max(set(counts), key=counts.count)
    least = 1 if mark == "\t" else 2
    if usual < least or counts.count(usual) < len(lines) * _SHARE or lines[0].lstrip().startswith(mark):
        return None
    if mark in ",;" and any(re.search(r"\w[.!?]\s*$", line) and " " in line for line in lines[:_FEWEST]):
        return None  # sentences
    spaced = sum(f"{mark} " in line for line in lines)
    if mark == "," and spaced > len(lines) / 2:
        return None  # prose sets a space behind a comma
    return {"\t": "tsv", "|": "psv"}.get(mark, "csv")


def _filled(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


LOOKS: tuple[Callable[[str], str | None], ...] = (sniff_structure, _markup, _sections, _yaml, _table)
"""What is tried, in this order: each takes a text's beginning and names a format, or None.

A reader that knows its texts by their beginning adds its own look here.
"""
