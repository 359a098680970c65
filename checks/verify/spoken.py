"""The words that a marked-up text says, its markup aside, so that one markup can be held against another."""

from __future__ import annotations

import re
from collections.abc import Callable

from holdtrue.checks.document import Document

Word = tuple[str, int, int]
"""A word, or what stands for it in every markup, with its offsets in the text."""

_WORD = re.compile(r"\w[\w.,'’/:@-]*\w|\w")

_RST_TARGET = re.compile(r"^[ \t]*\.\. _[^:\n]+:[ \t]*$", re.MULTILINE)
_RST_DIRECTIVE = re.compile(
    r"^[ \t]*\.\. (?P<name>[\w-]+)::(?P<rest>[^\n]*)(?P<options>(?:\n[ \t]+:[\w-]+:[^\n]*)*)", re.MULTILINE
)
_RST_OPTION = re.compile(r":(?P<name>[\w-]+):(?P<value>[^\n]*)")
_RST_ROLE = re.compile(r":[\w:+-]+:(?=`)")
_RST_REFERENCE = re.compile(r"(?<=[`\w])__?(?![\w`])")
_RST_NOTE = re.compile(r"\[(?P<label>#[\w.-]*|\*|\d+)\](?:_(?!\w)|(?=[ \t]))")

_MD_ANCHOR = re.compile(r"(?<=\])\(#[^()\s]*\)|\{#[\w-]+\}|<a [^<>\n]{0,200}>(?=\s*</a>)|</a>")
_MD_FENCE = re.compile(r"^[ \t>]*(?:```+|~~~+)(?P<info>[^\n`]*)$", re.MULTILINE)
_MD_ALERT = re.compile(r"^[ \t]*>[ \t]*\[!(?P<name>\w+)\]", re.MULTILINE)
_MD_NOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,80})\]")

_ADMONITIONS = frozenset(
    ["attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"]
)
"""Directives whose name is what a reader sees above the text (docutils, "Specific admonitions")."""

_SEEN = frozenset(("alt", "caption"))
"""Options of a directive whose value a reader sees."""


def spoken(document: Document) -> list[Word]:
    """The words of a document in order; names of labels, options and anchors are none, notes are numbered as they come."""
    read = _MARKUP.get(document.format)
    text = document.text
    found = _WORD.finditer(read(text) if read else text)
    words = [(word, match.start(), match.end()) for match in found if (word := match[0].strip("_"))]
    note = _NOTES.get(document.format)
    return _numbered(words, note, text) if note else words


def _rst(text: str) -> str:
    for pattern in (_RST_TARGET, _RST_ROLE, _RST_NOTE, _RST_REFERENCE):
        text = pattern.sub(_blank, text)
    return _RST_DIRECTIVE.sub(_directive, text)


def _directive(match: re.Match[str]) -> str:
    """A directive without its options; its name where readers see it, its argument unless it is a language."""
    name = match["name"]
    head = match[0][: match.start("rest") - match.start()]
    shown = head.replace(name, name.capitalize()) if name in _ADMONITIONS else _blanks(head)
    rest = (
        _blanks(match["rest"]) if name in ("code", "code-block", "sourcecode", "highlight") else match["rest"]
    )
    return shown + rest + _RST_OPTION.sub(_option, match["options"])


def _option(match: re.Match[str]) -> str:
    if match["name"] not in _SEEN:
        return _blank(match)
    return _blanks(match[0][: match.start("value") - match.start()]) + match["value"]


def _markdown(text: str) -> str:
    text = _MD_NOTE.sub(_blank, _MD_ANCHOR.sub(_blank, text))
    text = _MD_FENCE.sub(_blank, text)
    return _MD_ALERT.sub(
        lambda m: _blanks(m[0]).replace(" " * len(m["name"]), m["name"].capitalize(), 1), text
    )


def _blank(match: re.Match[str]) -> str:
    return _blanks(match[0])


def _blanks(text: str) -> str:
    return "".join(character if character == "\n" else " " for character in text)


_MARKUP: dict[str, Callable[[str], str]] = {"rst": _rst, "markdown": _markdown}
_NOTES = {"rst": _RST_NOTE, "markdown": _MD_NOTE}


def _numbered(words: list[Word], note: re.Pattern[str], text: str) -> list[Word]:
    """With each note by the order in which its label first comes, whatever the label."""
    numbers: dict[str, int] = {}
    found = [
        (f"note {numbers.setdefault(match['label'].lstrip('#'), len(numbers) + 1)}", *match.span())
        for match in note.finditer(text)
    ]
    return sorted([*words, *found], key=lambda word: word[1])
