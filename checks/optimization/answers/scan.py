"""A text as tokens: numbers, mentions of variables, signs of equality, arrows, ends of lines."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from holdtrue.checks.optimization.answers.figure import NUMBER, Figure, Mark, amounts, mark_of
from holdtrue.checks.optimization.answers.naming import Mention, Names

Kind = Literal[
    "number", "mention", "word", "equal", "colon", "arrow", "relation", "operator", "comma", "stop", "pipe",
    "open", "close", "power", "line", "other",
]  # fmt: skip
"""`line` ends a line, `stop` a sentence or a clause; `power` is what begins an exponent."""

_TOKEN = re.compile(
    rf"""
    (?P<line>\r\n?|\n|\\\\(?:\[[^\]\n]{{0,8}}\])?|\\cr(?![A-Za-z]))
  | (?P<space>[ \t\u00a0\u2009\u202f~]+|\\[,;:!\ ]|\\q?quad(?![A-Za-z])|\*\*|\\left|\\right)
  | (?P<fraction>\\[dt]?frac\{{\s?[-−]?\d{{1,15}}\s?\}}\{{\s?\d{{1,15}}\s?\}}|(?<![\w./])\d{{1,15}}/\d{{1,15}}(?![\w./]))
  | (?P<number>{NUMBER})
  | (?P<arrow>-{{1,2}}>|–>|[→⟶➔➜⇒]|=>|\\(?:to|rightarrow|longrightarrow|Rightarrow)(?![A-Za-z]))
  | (?P<relation><=|>=|=<|[≤≥<>≠]|!=|\\(?:leq?|geq?|neq?|lt|gt|in)(?![A-Za-z]))
  | (?P<equal>:=|==?|[≈≃≅←]|\\(?:approx|simeq|doteq|coloneqq)(?![A-Za-z]))
  | (?P<colon>:)
  | (?P<infinite>∞|\\infty(?![A-Za-z])|(?<![^\W_])(?:nan|inf|infinity)(?![^\W_]))
  | (?P<operator>[-−–—+*/×·^]|\\(?:times|cdot|pm)(?![A-Za-z]))
  | (?P<command>\\(?P<named>[A-Za-z]{{1,30}})(?:\{{(?P<environment>[a-z]{{0,12}}matrix|array)\}})?)
  | (?P<word>[^\W\d_]+)
  | (?P<stop>;|[.!?](?=\s|$))
  | (?P<comma>,)
  | (?P<pipe>[|&│])
  | (?P<open>[(\[{{])
  | (?P<close>[)\]}}])
  | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE,
)

_TIMES_TEN = re.compile(
    r"\s?\s?(?:[x×·*]|\\times|\\cdot)\s?\s?10\s?(?:\^\s?\{?\s?(?P<power>[-+−]?\d{1,3})\}?|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")

_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?![\d ]?\d)(?:[.,]\d+)?")
"""A number whose thousands stand apart; in running text only, where columns cannot be meant."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the answer."""

    kind: Kind
    text: str
    start: int
    end: int
    figure: Figure | None = None
    """For a number."""

    mention: Mention | None = None
    """For a mention."""


def scan(text: str, names: Names) -> list[Token]:
    """The tokens of a text; spaces and typesetting commands left out."""
    pieces = list(_tokens(text, names))
    return _signed(list(_figures(text, pieces, mark_of(_decisive(text, pieces)))))


def _decisive(text: str, pieces: Sequence[Token]) -> Iterator[str]:
    """Numbers that stand free, so that a comma in them does not separate entries."""
    for piece in pieces:
        if piece.kind != "number" or piece.figure is not None:
            continue
        before, after = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
        enclosed = (before and before in "([{,_") or (after and after in ")]},")
        if "." in piece.text or ("," in piece.text and not enclosed):
            yield piece.text


def _figures(text: str, pieces: Sequence[Token], mark: Mark) -> Iterator[Token]:
    """The tokens with the values of their numbers."""
    reached = 0
    for piece in pieces:
        if piece.start < reached:  # part of the number before, as a power of ten is
            continue
        if piece.kind == "number" and piece.figure is None:
            reached = yield from _numbers(text, piece, mark)
        else:
            yield piece


def _tokens(text: str, names: Names) -> Iterator[Token]:
    """The pieces of a text; plain numbers as they are printed, for what they are worth depends on all of them."""
    at, size = 0, len(text)
    while at < size:
        found = _TOKEN.match(text, at)
        if found is None:  # the pattern takes any character
            break
        kind, end = found.lastgroup, found.end()
        if kind == "named" or kind == "environment":
            kind = "command"
        if (
            (kind in ("word", "infinite") or (kind == "number" and names.begins_with_digits))
            and (mention := names.at(text, at)) is not None
            and _names(mention, kind)
        ):
            yield Token("mention", text[at : mention.end], at, mention.end, mention=mention)
            at = mention.end
            continue
        if kind == "fraction":
            yield from _fraction(found)
        elif kind == "infinite":
            value = float("nan") if found[0].lower() == "nan" else float("inf")
            yield Token("number", found[0], at, end, Figure(value, found[0], at, end, None, 0))
        elif kind == "command":
            yield from _command(found)
        elif kind == "operator" and found[0] == "^":
            yield Token("power", "^", at, end)
        elif kind != "space" and kind is not None:
            yield Token(kind, found[0], at, end)  # type: ignore[arg-type]  # the pattern's groups are the kinds
        at = end


def _names(mention: Mention, kind: str) -> bool:
    """Whether a mention may be meant where a number stands: only a label that begins with digits and has letters."""
    return kind != "number" or mention.worded


def _command(found: re.Match[str]) -> Iterator[Token]:
    """A matrix opens and closes as a bracket does; other commands only set type."""
    if found["environment"]:
        kind: Kind = "open" if found["named"] == "begin" else "close"
        yield Token(kind, found[0], found.start(), found.end())


def _numbers(text: str, piece: Token, mark: Mark) -> Generator[Token, None, int]:
    """The numbers that a run of digits holds; returns where they end."""
    start, end, digits = piece.start, piece.end, piece.text
    before = text[max(0, start - 3) : start].rstrip()
    if before[-1:] in (*"=:$€£≈", "") and (grouped := _GROUPED.match(text, start)) and grouped.end() > end:
        digits, end = grouped[0], grouped.end()
    listed = before[-1:] in ("(", "[", ",") and text[end : end + 1] in (")", "]", ",", " ") and "," in digits
    entries = digits.split(",") if listed else [digits]
    read = [each for entry in entries for each in amounts(entry, "." if listed else mark)]
    at = start
    for value, decimals, figures, printed in read:
        stop = end if len(read) == 1 else at + len(printed)
        power = _TIMES_TEN.match(text, stop) if len(read) == 1 else None
        if power is not None:
            ten = int((power["power"] or power["raised"]).translate(_RAISED))
            value, decimals, stop = value * 10.0**ten, decimals - ten, power.end()
        yield Token(
            "number", text[at:stop], at, stop, Figure(value, text[at:stop], at, stop, decimals, figures)
        )
        end, at = max(end, stop), stop + 1
    return end


def _fraction(found: re.Match[str]) -> Iterator[Token]:
    above, below = re.findall(r"[-−]?\d+", found[0])
    bottom = float(below)
    value = float(above.replace("−", "-")) / bottom if bottom else float("nan")
    start, end = found.span()
    yield Token("number", found[0], start, end, Figure(value, found[0], start, end, None, len(above)))


def _signed(tokens: list[Token]) -> list[Token]:
    """Join a sign to its number, and drop the mark that opens an item of a list."""
    out: list[Token] = []
    k = 0
    while k < len(tokens):
        token, following = tokens[k], tokens[k + 1] if k + 1 < len(tokens) else None
        if token.kind == "operator" and following is not None:
            before = out[-1] if out else None
            joined = following.start == token.end
            if (before is None or before.kind == "line") and not joined:
                k += 1
                continue
            if (
                token.text in "-−–+"
                and following.figure is not None
                and _is_sign(before, token, joined=joined)
            ):
                out.append(_with_sign(token, following.figure))
                k += 2
                continue
        out.append(token)
        k += 1
    return out


def _with_sign(sign: Token, figure: Figure) -> Token:
    value = figure.value if sign.text == "+" else -figure.value
    text = sign.text + figure.text
    signed = Figure(value, text, sign.start, figure.end, figure.decimals, figure.figures)
    return Token("number", text, sign.start, figure.end, signed)


def _is_sign(before: Token | None, sign: Token, *, joined: bool) -> bool:
    """Whether a plus or minus belongs to the number behind it, for nothing stands before it that it could follow."""
    if before is None or before.kind in (
        "line",
        "pipe",
        "open",
        "comma",
        "equal",
        "colon",
        "relation",
        "arrow",
        "stop",
    ):
        return True
    return joined and before.kind in ("word", "number", "other", "operator") and before.end < sign.start
