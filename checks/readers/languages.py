"""What a reader must know of a programming language: its comments, its strings, what holds its blocks together."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HASH = r"\#[^\n]*"
_SLASHES = r"//[^\n]*|/\*(?:[^*]|\*(?!/))*+(?:\*/)?"
_DASHES = r"--(?!\[\[)[^\n]*|--\[\[(?:[^\]]|\](?!\]))*+(?:\]\])?"

_DOUBLE = r'"(?:[^"\\\n]|\\.)*+"?'
_SINGLE = r"'(?:[^'\\\n]|\\.)*+'?"
_TRIPLE = r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?' + r"|'''(?:[^'\\]|\\.|'(?!''))*+(?:''')?"
_TEMPLATE = r"`(?:[^`\\]|\\.)*+`?"


@dataclass(frozen=True, slots=True)
class Language:
    """The lexical habits of a family of languages."""

    tokens: re.Pattern[str]
    """Finds the next token, its kind the name of its group; white space but line ends is skipped."""

    indented: bool = False
    """Whether blocks are what is indented; otherwise they are what stands in brackets."""

    documents: bool = False
    """Whether here-documents (`<<END`) are strings."""

    labelled: bool = False
    """Whether a block is named by all words before it: `resource "bucket" "logs" {`."""


def _language(
    comments: str, strings: str, *, indented: bool = False, documents: bool = False, labelled: bool = False
) -> Language:
    tokens = re.compile(
        rf"""(?P<comment>{comments})|(?P<string>{strings})"""
        + (r"""|(?P<document><<[-~]?["']?[A-Za-z_]\w*["']?)""" if documents else "")
        + r"""|(?P<word>[^\W\d]\w*)|(?P<number>\d[\w.]*(?:(?<=[eE])[-+]\d+)?)"""
        r"""|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<semicolon>;)|(?P<newline>\n)|(?P<other>[^\s\ufeff])""",
        re.DOTALL,
    )
    return Language(tokens, indented, documents, labelled)


_C = _language(_SLASHES, rf"{_TRIPLE}|{_DOUBLE}|{_SINGLE}")
_SCRIPT = _language(_SLASHES, rf"{_DOUBLE}|{_SINGLE}|{_TEMPLATE}")
_GO = _language(_SLASHES, rf"{_DOUBLE}|{_SINGLE}|`[^`]*+`?")
_RUST = _language(_SLASHES, r'[br]{0,2}"(?:[^"\\]|\\.)*+"?' + r"|b?'(?:\\.[^'\n]{0,8}|[^'\\\n])'")
_PYTHON = _language(
    _HASH, rf"(?:\b[rbfuRBFU]{{1,2}})?(?=[\"'])(?:{_TRIPLE}|{_DOUBLE}|{_SINGLE})", indented=True
)
_SHELL = _language(r"(?<!\S)\#[^\n]*", r'"(?:[^"\\]|\\.)*+"?' + r"|'[^']*+'?", indented=True, documents=True)
_HASHED = _language(
    rf"(?<![\w$])\#(?!\{{)[^\n]*|{_SLASHES}", rf"{_DOUBLE}|{_SINGLE}", indented=True, documents=True
)
_TERRAFORM = _language(
    rf"{_HASH}|{_SLASHES}", r'"(?:[$%]\{[^}\n]{0,200}+\}|[^"\\\n]|\\.)*+"?', documents=True, labelled=True
)
_LUA = _language(_DASHES, rf"{_DOUBLE}|{_SINGLE}", indented=True)

LANGUAGES: dict[str, Language] = {
    "python": _PYTHON,
    "javascript": _SCRIPT,
    "c": _C,
    "go": _GO,
    "rust": _RUST,
    "terraform": _TERRAFORM,
    "shell": _SHELL,
    "ruby": _HASHED,
    "lua": _LUA,
}
"""By the name of the best known of those that write alike."""

ENDINGS: dict[str, str] = {
    ending: name
    for name, endings in {
        "python": "py pyi pyw",
        "javascript": "js mjs cjs jsx ts mts tsx",
        "c": "c h cc cpp cxx hpp java cs kt kts swift scala dart php css scss less proto gradle groovy m",
        "go": "go",
        "rust": "rs",
        "terraform": "tf tfvars hcl nomad",
        "shell": "sh bash zsh",
        "ruby": "rb pl pm r jl nix",
        "lua": "lua",
    }.items()
    for ending in endings.split()
}
"""The same by file ending."""
