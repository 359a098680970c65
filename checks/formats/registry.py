"""Which format a file is in, and its parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from holdtrue.checks.formats.code import parse_python
from holdtrue.checks.formats.data import parse_ini, parse_json, parse_jsonl, parse_toml, parse_yaml
from holdtrue.checks.formats.markup import parse_html, parse_xml
from holdtrue.checks.formats.parsed import Parsed
from holdtrue.checks.formats.tables import parse_csv, parse_tsv

_PARSERS: dict[str, Callable[[str], Parsed]] = {
    "json": parse_json,
    "jsonl": parse_jsonl,
    "csv": parse_csv,
    "tsv": parse_tsv,
    "yaml": parse_yaml,
    "toml": parse_toml,
    "ini": parse_ini,
    "xml": parse_xml,
    "html": parse_html,
    "py": parse_python,
}

_ALIASES = {
    "geojson": "json",
    "ndjson": "jsonl",
    "yml": "yaml",
    "cfg": "ini",
    "gpx": "xml",
    "svg": "xml",
    "kml": "xml",
    "rss": "xml",
    "xhtml": "xml",
    "htm": "html",
    "pyi": "py",
}

_SHAPES = (
    ("xml", re.compile(r"\s*<\?xml\b")),
    ("html", re.compile(r"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)),
    ("jsonl", re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{[^\n]*\}[ \t\r]*(?:\n|$)")),
    ("json", re.compile(r'\s*(?:\{\s*(?:"|\}\s*$)|\[\s*(?:[{"]|\[\s*[\d"{]))')),
)
"""How a text begins that can hardly be anything else; tables and YAML have no such mark."""


def format_of(name: str) -> str | None:
    """The format that a file name's ending stands for; None where it stands for none that is parsed."""
    ending = PurePosixPath(name).suffix[1:].lower()
    ending = _ALIASES.get(ending, ending)
    return ending if ending in _PARSERS else None


def sniff(text: str) -> str | None:
    """The format that a text without a telling name begins like; None where it may be plain text."""
    return next((name for name, shape in _SHAPES if shape.match(text)), None)


def parse(name: str, text: str) -> Parsed:
    """Read a text as the format of that name, which is one that `format_of` or `sniff` returned."""
    return _PARSERS[name](text.removeprefix("\ufeff"))
