"""Splits the text of an expression, or of a contract in one line, into tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from holdtrue.checks.errors import ContractError

TokenKind = Literal["string", "name", "quoted_name", "number", "operator", "end"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
  | (?P<quoted_name>`[^`]+`)
  | (?P<number>\d+(?:\.\d+)?(?![\w.]))
  | (?P<name>[^\W\d][\w]*(?:[./:@-](?=\w)[\w]+)*)
  | (?P<operator>==|!=|<=|>=|=|<|>|\+|-|\*|/|%|&|\(|\)|\[|\]|\{|\}|,|:|;)
    """,
    re.VERBOSE,
)

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "'": "'"}
"""Any other letter behind a backslash stands for itself, and so does the backslash: TeX is full of them."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of an expression."""

    kind: TokenKind
    text: str
    """Its value: unquoted where it was quoted."""

    start: int
    """Where it stands in the expression."""

    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of an expression, with one of kind `end` behind the last.

    Raises:
        ContractError: A character begins no token.
    """
    found = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            msg = f"cannot read {text[position : position + 20]!r} in {text!r}"
            raise ContractError(msg)
        if match.lastgroup != "space":
            found.append(_token(match))
        position = match.end()
    return [*found, Token("end", "", len(text), len(text))]


def _token(match: re.Match[str]) -> Token:
    kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the groups are named after the kinds
    value = match[0]
    if kind == "string":
        value = _ESCAPE.sub(lambda m: _ESCAPES.get(m[1], m[0]), value[1:-1])
    elif kind == "quoted_name":
        value = value[1:-1]
    return Token(kind, value, match.start(), match.end())


def quote(text: str) -> str:
    """A text as a string token that reads back as itself, in the quotation marks that need fewer escapes."""
    mark = "'" if '"' in text and "'" not in text else '"'
    escaped = text.replace("\\", "\\\\").replace(mark, "\\" + mark)
    return mark + escaped.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + mark
