"""Patterns that render both as a regular expression and as GBNF, so that parser and decoder cannot disagree.

GBNF is the grammar notation that llama.cpp constrains its decoding by (`grammars/README.md` in its repository).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_GBNF_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A set of texts; build one with the functions of this module."""

    regex: str
    """The set as a regular expression of `re`, safe to put beside others."""

    gbnf: str
    """The set as the right side of a GBNF rule, safe to put beside others."""

    def matches(self, text: str) -> bool:
        """Whether the whole text belongs to the set."""
        return re.fullmatch(self.regex, text) is not None


def literal(text: str) -> Pattern:
    """Exactly this text."""
    return Pattern(re.escape(text), f'"{text.translate(_GBNF_ESCAPES)}"' if text else '""')


def chars(members: str, least: int = 1, most: int | None = None) -> Pattern:
    r"""From `least` to `most` characters out of a class; exactly `least` where `most` is None.

    Args:
        members: What stands between the brackets of a character class. `re` and GBNF read it alike when a hyphen
            that means itself comes last and `[`, `]` and `\` are escaped by a backslash.
        least: The fewest characters.
        most: The most characters.
    """
    return repeated(Pattern(f"[{members}]", f"[{members}]"), least, most)


def repeated(pattern: Pattern, least: int, most: int | None = None) -> Pattern:
    """From `least` to `most` occurrences in a row; exactly `least` where `most` is None."""
    if least == 1 and most is None:
        return pattern
    count = f"{{{least}}}" if most is None else f"{{{least},{most}}}"
    return Pattern(f"(?:{pattern.regex}){count}", f"({pattern.gbnf}){count}")


def any_number(pattern: Pattern) -> Pattern:
    """None, one or more occurrences in a row; cheaper for a decoder than a bound, which it unrolls."""
    return Pattern(f"(?:{pattern.regex})*", f"({pattern.gbnf})*")


def sequence(*parts: Pattern | str) -> Pattern:
    """One part after the other; a string stands for itself."""
    patterns = [_pattern(part) for part in parts]
    return Pattern("".join(p.regex for p in patterns), " ".join(p.gbnf for p in patterns))


def one_of(*choices: Pattern | str) -> Pattern:
    """Any one of the choices; a string stands for itself."""
    patterns = [_pattern(choice) for choice in choices]
    return Pattern(
        f"(?:{'|'.join(p.regex for p in patterns)})",
        f"({' | '.join(p.gbnf for p in patterns)})",
    )


def _pattern(part: Pattern | str) -> Pattern:
    return literal(part) if isinstance(part, str) else part
