"""Which reader reads a file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from holdtrue.checks.document import Document
from holdtrue.checks.readers.code import reader_of
from holdtrue.checks.readers.delimited import read_csv, read_psv, read_tsv
from holdtrue.checks.readers.draft import Reader
from holdtrue.checks.readers.family_text import TEXT_ENDINGS, TEXT_READERS
from holdtrue.checks.readers.fixed_width import read_fixed_width
from holdtrue.checks.readers.gedcom import read_gedcom
from holdtrue.checks.readers.html import read_html
from holdtrue.checks.readers.ical import read_ical
from holdtrue.checks.readers.ini import read_environment, read_ini, read_properties
from holdtrue.checks.readers.json_family import read_json, read_jsonl
from holdtrue.checks.readers.languages import ENDINGS, LANGUAGES
from holdtrue.checks.readers.ledger import read_ledger
from holdtrue.checks.readers.lines import read_lines
from holdtrue.checks.readers.loose import with_loose
from holdtrue.checks.readers.plans import read_plan
from holdtrue.checks.readers.po import read_po
from holdtrue.checks.readers.sniff import sniff
from holdtrue.checks.readers.sql import read_sql
from holdtrue.checks.readers.subtitles import read_subtitles
from holdtrue.checks.readers.toml import read_toml
from holdtrue.checks.readers.xml import read_xml
from holdtrue.checks.readers.yaml import read_yaml
from holdtrue.checks.wrapping import unwrap

_READERS: dict[str, Reader] = {
    **TEXT_READERS,
    "lines": read_lines,
    "csv": read_csv,
    "tsv": read_tsv,
    "psv": read_psv,
    "fixed-width": read_fixed_width,
    "json": read_json,
    "jsonl": read_jsonl,
    "yaml": read_yaml,
    "toml": read_toml,
    "ini": read_ini,
    "properties": read_properties,
    "env": read_environment,
    "ical": read_ical,
    "subtitles": read_subtitles,
    "po": read_po,
    "gedcom": read_gedcom,
    "ledger": read_ledger,
    "sql": read_sql,
    "plan": read_plan,
    **{language: reader_of(language) for language in LANGUAGES},
    "xml": read_xml,
    "html": read_html,
}
"""By the format's name, which is the `format` of its documents."""

_ENDINGS: dict[str, str] = {
    **TEXT_ENDINGS,
    "tab": "tsv",
    "geojson": "json",
    "json5": "json",
    "jsonc": "json",
    "ndjson": "jsonl",
    "yml": "yaml",
    "gpx": "xml",
    "kml": "xml",
    "svg": "xml",
    "rss": "xml",
    "atom": "xml",
    "xsd": "xml",
    "xsl": "xml",
    "xhtml": "html",
    "htm": "html",
    "cfg": "ini",
    "conf": "ini",
    "ics": "ical",
    "ifb": "ical",
    "vcf": "ical",
    "vcard": "ical",
    "srt": "subtitles",
    "vtt": "subtitles",
    "pot": "po",
    "ged": "gedcom",
    "beancount": "ledger",
    "bean": "ledger",
    "hledger": "ledger",
    "journal": "ledger",
    "ddl": "sql",
    **ENDINGS,
}
"""Format by file ending, where the ending is not the format's name itself."""

_VISIBLE = re.compile(r"[^\r\n]")


def read(name: str, text: str, format: str | None = None) -> Document:  # noqa: A002  # the field's word
    """Read a file as records.

    Args:
        name: The file's name; its ending tells the format where `format` does not.
        text: Its whole text.
        format: Name of the format, where it is known otherwise.

    A text whose name tells no format that has a reader, or plain text only, is read as what it begins like, or else by
    its own line grammar. A code fence around a whole document is no part of it: its lines are records of their own. No
    text raises.
    """
    ending = PurePosixPath(name).suffix[1:].lower() or name.lower().lstrip(".")
    chosen = format or _ENDINGS.get(ending, ending)
    start, end = _inside(text)
    reader_name = chosen if chosen in _READERS else "lines"
    if format is None and reader_name in ("lines", "txt"):
        reader_name = sniff(text[start:end]) or reader_name
    read_text = _READERS[reader_name]
    if (start, end) == (0, len(text)):
        draft = read_text(text)
        return Document(name, text, reader_name, draft.records, draft.trouble)
    draft = read_text(_blank(text[:start]) + text[start:end] + _blank(text[end:]))
    around = read_lines(text[:start]).records + read_lines(_blank(text[:end]) + text[end:]).records
    return Document(name, text, reader_name, with_loose(list(draft.records), list(around)), draft.trouble)


def _inside(text: str) -> tuple[int, int]:
    """Where the document stands in a text that fences it in; the whole text where it does not."""
    if "```" not in text and "~~~" not in text:
        return 0, len(text)
    wrapping = unwrap(text)
    return (wrapping.start, wrapping.end) if wrapping.fenced else (0, len(text))


def _blank(text: str) -> str:
    """Spaces in a text's place, so that what follows stays where it is."""
    return _VISIBLE.sub(" ", text)
