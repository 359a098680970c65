"""Text without its style: one sort of quotes, dashes and white space, no capitals."""

from __future__ import annotations

import html
import re
import unicodedata

_STYLE = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | {"…": "...", "\u00ad": "", "\u200b": "", "\u2060": "", "\ufeff": ""}
)


def unstyled(text: str) -> str:
    """The text in composed characters, straight quotes and hyphens, single spaces, and its own capitals."""
    if text.isascii():
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text).translate(_STYLE).split())


def folded(text: str) -> str:
    """The same without capitals: equal for texts that differ in style alone."""
    return unstyled(text).casefold()


_ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "c": "\u0327", "v": "\u030c",
    "=": "\u0304", ".": "\u0307", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
"""TeX's accents as combining characters."""

_TEX = re.compile(r"""\{?\\(['`^"~=.]|[cvuHkr](?=[{ ]))[ ]?\{?\\?([A-Za-z])\}?\}?""")
_LETTERS = {
    "\\AA": "Å",
    "\\aa": "å",
    "\\O": "Ø",
    "\\o": "ø",
    "\\ss": "ß",
    "\\L": "Ł",
    "\\l": "ł",
    "\\ae": "æ",
}
_LETTER = re.compile(r"\{?(\\(?:AA|aa|O|o|ss|L|l|ae))(?![A-Za-z])\}?")
_HEX = re.compile(r"\\u([0-9A-Fa-f]{4})")


def decoded(text: str) -> str:
    r"""The text with the escapes of markup, code and TeX replaced by what they stand for: `&auml;`, `\u00e4`, `{\"a}`."""
    if "&" in text:
        text = html.unescape(text)
    if "\\" not in text:
        return text
    text = _HEX.sub(lambda found: chr(int(found[1], 16)), text)
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    return unicodedata.normalize("NFC", _TEX.sub(lambda found: found[2] + _ACCENTS[found[1]], text))
