"""A chain of reasoning with placeholders, `[20 + 35 = y1]`, as it is read from a model's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from holdtrue.experiments.pipelines.abstraction.expression import VARIABLE, Expression, parse
from holdtrue.experiments.pipelines.failing import StepFailed

_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_BRACKETED = re.compile(rf'\[((?:[^\[\]"\n]|{_QUOTED})*)\]')
_QUOTES = re.compile(f"({_QUOTED})")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One step whose value is not known yet."""

    variable: str
    """What it defines."""

    expression: Expression
    """What it comes to."""

    written: str
    """The expression as the model wrote it."""

    start: int
    """Offset of its opening bracket in the chain."""

    end: int
    """Offset after its closing bracket."""

    def shown(self, values: Mapping[str, str]) -> str:
        """The expression with the values of its variables; what stands between quotes stays."""
        pieces = _QUOTES.split(self.written)
        return "".join(
            piece if piece.startswith('"') else _WORD.sub(lambda word: values.get(word[0], word[0]), piece)
            for piece in pieces
        )


@dataclass(frozen=True, slots=True)
class Mention:
    """A variable in the prose around the placeholders."""

    variable: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chain:
    """A text with placeholders and mentions of what they define."""

    text: str
    """As the model wrote it."""

    placeholders: tuple[Placeholder, ...]
    """In the order in which they stand."""

    mentions: tuple[Mention, ...]
    """In the order in which they stand."""

    @property
    def answer(self) -> str:
        """The variable that the chain ends with: the last one that it defines or speaks of."""
        parts: list[Placeholder | Mention] = [*self.placeholders, *self.mentions]
        return max(parts, key=lambda part: part.end).variable

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with the values in their places; a placeholder keeps its expression, `[20 + 35 = 55]`.

        Every place was found by the parser, so that no value can be taken for a reference.
        """
        parts: list[tuple[int, int, str]] = [
            (mention.start, mention.end, values[mention.variable]) for mention in self.mentions
        ]
        parts += [
            (each.start, each.end, f"[{each.shown(values)} = {values[each.variable]}]")
            for each in self.placeholders
        ]
        pieces, at = [], 0
        for start, end, value in sorted(parts):
            pieces += [self.text[at:start], value]
            at = end
        return "".join([*pieces, self.text[at:]])


def read(text: str) -> Chain:
    """Read a chain; what stands in square brackets with an equals sign is a placeholder, or an error.

    Raises:
        StepFailed: There is no placeholder (`no_placeholder`), or one that cannot be read (`unparsed_placeholder`).
    """
    if _BRACKETED.sub("", text).count("["):
        raise StepFailed("unparsed_placeholder", "a bracket is opened and not closed: the chain was cut off")
    placeholders = tuple(_placeholder(found) for found in _BRACKETED.finditer(text) if "=" in found[1])
    if not placeholders:
        raise StepFailed("no_placeholder", "the chain has no placeholder such as [20 + 35 = y1]")
    return Chain(text, placeholders, tuple(_mentions(text, placeholders)))


def _placeholder(found: re.Match[str]) -> Placeholder:
    # The last equals sign, since the arguments of a call may have signs of their own.
    written, _, variable = found[1].rpartition("=")
    variable = variable.strip()
    if not VARIABLE.fullmatch(variable):
        msg = f"{found[0][:80]!r} defines {variable[:20]!r}, which is no variable such as y1"
        raise StepFailed("unparsed_placeholder", msg)
    return Placeholder(variable, parse(written), written.strip(), found.start(), found.end())


def _mentions(text: str, placeholders: tuple[Placeholder, ...]) -> Iterator[Mention]:
    at = 0
    for start, end in [*((each.start, each.end) for each in placeholders), (len(text), len(text))]:
        for word in _WORD.finditer(text, at, start):
            if VARIABLE.fullmatch(word[0]):
                yield Mention(word[0], word.start(), word.end())
        at = end
