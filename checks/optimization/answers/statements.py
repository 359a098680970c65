"""What one line, or one clause, asserts of the variables: `x_1 = 3`, `3 chairs`, `plant A to B: 40 units`."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.naming import Mention, Names
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.vocabulary import HYPOTHETICAL, IS, LIMITS, ROUGHLY

_BETWEEN = 6
"""Words that may stand between a number and what it counts."""

_TOGETHER = 200
"""Names that may share one list of numbers."""

_RESETS = frozenset({"stop", "line"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A variable with the number that a text gives it."""

    variable: int
    figure: Figure
    weak: bool = False
    """Whether it is only supposed."""

    iteration: int | None = None
    """The step that it is marked with, as in `x^{(3)}`."""


def paired(line: Sequence[Token], names: Names, context: dict[int, int]) -> list[Token]:
    """The line with a mention of the variable wherever the things that it pairs have come together.

    `context` holds things named in a heading above; a line that names one thing and no number becomes one.
    """
    parts = [
        token
        for token in line
        if token.mention is not None and token.mention.parts and not token.mention.variables
    ]
    if not names.places or not parts:
        return list(line)
    if len(parts) == 1 and not any(token.kind == "number" for token in line):
        place, thing = _options(parts[0])[0]
        context[place] = thing
        return list(line)
    present = {place for token in parts for place, _ in _options(token)}
    known = {place: thing for place, thing in context.items() if place not in present}
    out: list[Token] = []
    pending: dict[int, int] = {}
    trailing: int | None = None
    for token in line:
        out.append(token)
        if token.mention is None or not token.mention.parts or token.mention.variables:
            continue
        options = dict(_options(token))
        free = [place for place in options if place not in pending or place == trailing]
        place = free[0] if free else next(iter(options))
        if trailing is not None and place != trailing:
            pending.pop(trailing, None)
        pending[place] = options[place]
        key = tuple((known | pending).get(at, -1) for at in range(names.places))
        if -1 not in key:
            trailing = place
            if (variable := names.pairs.get(key)) is not None:
                out[-1] = replace(token, mention=Mention(token.start, token.end, (variable,), worded=True))
    return out


def _options(token: Token) -> tuple[tuple[int, int], ...]:
    return token.mention.parts if token.mention is not None else ()


def bind(line: Sequence[Token]) -> Iterator[Bound]:
    """Everything that a line asserts of single variables."""
    yield from _Binder(line).run()


class _Binder:
    """Walks a line once, with the names that wait for a number and the number that waits for a name."""

    def __init__(self, line: Sequence[Token]) -> None:
        self.line = line
        self._reset(0)

    def _reset(self, at: int) -> None:
        """Begin a sentence."""
        opening = self.line[at : at + 4]
        self.weak = any(token.kind == "word" and token.text.casefold() in HYPOTHETICAL for token in opening)
        self.names: list[Mention] = []
        self.equal: Token | None = None
        self.number: Token | None = None
        self.words = 0
        self.says_is = False
        self.expression = False
        self.iteration: int | None = None

    def run(self) -> Iterator[Bound]:
        at = 0
        while at < len(self.line):
            token = self.line[at]
            if token.mention is not None and len(token.mention.variables) == 1:
                yield from self._mention(at, token)
            elif token.kind == "number":
                at = yield from self._number(at, token)
                continue
            elif token.kind == "power" and self.names and self.equal is None:
                at = self._raised(at)
                continue
            elif token.kind == "open":
                at = self._opened(at)
                continue
            else:
                self._other(at, token)
            at += 1

    def _other(self, at: int, token: Token) -> None:
        if token.kind in _RESETS:
            self._reset(at + 1)
        elif token.kind in ("equal", "colon"):
            self.number = None
            if self.names:
                self.equal, self.words = token, 0
        elif token.kind == "relation":
            self.names, self.equal, self.number = [], None, None
        elif token.kind == "comma":
            self.number, self.expression = None, False
            if self.equal is not None:
                self.names, self.equal = [], None
        elif token.kind == "word":
            word = token.text.casefold()
            self.says_is = self.says_is or (bool(self.names) and word in IS)
            if word in LIMITS:
                self.names, self.equal = [], None
            if word not in IS and word not in ROUGHLY:
                self.words += 1
            limit = 2 if self.equal is not None else _BETWEEN
            if self.words > limit:
                self.names, self.equal, self.number, self.words = [], None, None, 0

    def _mention(self, at: int, token: Token) -> Iterator[Bound]:
        mention = token.mention
        before = self.line[at - 1] if at else None
        after = self.line[at + 1] if at + 1 < len(self.line) else None
        if self._calculated(at, before, after) or mention is None:
            self.expression, self.names, self.equal, self.number = True, [], None, None
            return
        if self.expression:
            return
        follows = after is not None and (
            after.kind in ("equal", "colon") or (after.kind == "number" and self.number is None)
        )
        if self.number is not None and mention.worded and not follows and self.number.figure is not None:
            yield Bound(
                mention.variables[0], self._measured(self.number, self.line[at - self.words : at]), self.weak
            )
            self.number, self.names = None, []
        else:
            self.names, self.words, self.says_is = [*self.names[-_TOGETHER:], mention], 0, False

    def _calculated(self, at: int, before: Token | None, after: Token | None) -> bool:
        """Whether a mention is part of a sum or product."""
        if before is not None and before.kind == "number" and before.end == self.line[at].start:
            return True
        if before is not None and before.kind == "operator" and not (before.text in "-–—" and at == 1):
            return True
        if after is None or after.kind != "operator":
            return False
        beyond = self.line[at + 2] if at + 2 < len(self.line) else None
        if after.text == "*":
            return beyond is None or beyond.kind not in ("equal", "colon")
        dash = after.text in "-–—" and after.start > self.line[at].end
        return not (dash and beyond is not None and beyond.kind == "number")

    def _raised(self, at: int) -> int:
        """Past what stands behind `^`: a star, or the number of a step in brackets; anything else is a power."""
        stop = at + 1
        while (
            stop < len(self.line)
            and stop - at < 8
            and self.line[stop].kind in ("open", "close", "number", "operator")
        ):
            inner = self.line[stop]
            if inner.kind == "number" and inner.figure is not None:
                if self.line[stop - 1].kind != "open" or (
                    self.line[stop - 1].text == "{" and self.line[stop - 2].kind == "power"
                ):
                    self.names = []
                    return stop + 1
                self.iteration = int(inner.figure.value) if inner.figure.finite else None
            stop += 1
        return stop

    def _opened(self, at: int) -> int:
        """Past a remark in brackets behind a name; into brackets around a value."""
        if not self.names or (self.equal is not None and not self.words):
            return at + 1
        depth = 0
        for stop in range(at, min(len(self.line), at + 16)):
            depth += (self.line[stop].kind == "open") - (self.line[stop].kind == "close")
            if self.line[stop].kind in ("equal",):
                break
            if depth == 0:
                return stop + 1
        return at + 1

    def _number(self, at: int, token: Token) -> Generator[Bound, None, int]:
        before = self.line[at - 1] if at else None
        after = self.line[at + 1] if at + 1 < len(self.line) else None
        if (
            at == 0
            and after is not None
            and (after.kind == "stop" or (after.kind == "close" and after.text == ")"))
        ):
            return at + 2
        if not self.names or self.expression:
            self.number, self.words = (token, 0) if not self.expression else (None, 0)
            return at + 1
        beside = before is not None and (
            before.mention is not None
            or (before.kind == "pipe" or (before.kind == "operator" and before.text in "-–—"))
            or before.kind == "arrow"
        )
        if self.equal is None and not beside and not self.says_is:
            self.number, self.words = token, 0
            return at + 1
        figures, stop = self._right_side(at)
        if len(figures) == len(self.names):
            pairs = list(zip(self.names, figures, strict=True))
        elif len(figures) == 1:
            pairs = [(name, figures[0]) for name in self.names]
        else:
            pairs = []
        for mention, figure in pairs:
            yield Bound(mention.variables[0], figure, self.weak, self.iteration)
        self.names, self.equal, self.number, self.says_is, self.iteration = [], None, None, False, None
        self.words = 0
        return stop

    def _right_side(self, at: int) -> tuple[list[Figure], int]:
        """The numbers that are meant, and where the clause goes on: of a calculation its result, or none."""
        figures: list[Figure] = []
        calculated = False
        many = len(self.names) > 1
        chained = self.equal is None or self.equal.kind == "equal"
        stop = at
        while stop < len(self.line):
            token = self.line[stop]
            if token.kind == "number":
                before = self.line[stop - 1]
                if stop == at or before.kind == "equal":
                    figures, calculated = (
                        [self._measured(token, self.line[stop + 1 : stop + 2], before)],
                        False,
                    )
                elif many and (before.kind == "comma" or before.text.casefold() in ("and", "und", "et", "y")):
                    figures.append(self._measured(token, self.line[stop + 1 : stop + 2], before))
            elif token.kind in ("operator", "power"):
                calculated = True
            elif token.kind == "equal":
                if not (chained and self._goes_on(stop, calculated=calculated)):
                    break
            elif token.mention is not None and len(token.mention.variables) == 1:
                after = self.line[stop + 1] if stop + 1 < len(self.line) else None
                assigned = after is not None and after.kind in ("equal", "colon", "number")
                calculated = calculated or (
                    self.line[stop - 1].kind == "number" and not assigned and not token.mention.worded
                )
                break
            elif token.kind == "comma":
                if not (many and len(figures) < len(self.names) and self._goes_on(stop, calculated=True)):
                    break
            elif token.kind in ("stop", "line", "pipe", "close", "open", "relation", "arrow"):
                break
            stop += 1
        return ([] if calculated else figures), max(stop, at + 1)

    def _goes_on(self, at: int, *, calculated: bool) -> bool:
        """Whether one more number follows a sign; behind a plain number a word before the sign is another name."""
        following = self.line[at + 1] if at + 1 < len(self.line) else None
        if following is None or following.kind != "number":
            return False
        return calculated or self.line[at - 1].kind != "word"

    @staticmethod
    def _measured(token: Token, around: Sequence[Token], before: Token | None = None) -> Figure:
        figure = token.figure
        if figure is None:
            raise ValueError("only a number is a figure")
        unit = next((each.text for each in around if each.kind in ("word", "other")), "")
        if not unit and before is not None and before.kind == "other":
            unit = before.text
        return replace(figure, unit=unit)
