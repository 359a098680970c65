"""Reads what an answer says of a problem's variables, whatever form it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from holdtrue.checks.optimization.answers.answer import NOTHING, Answer
from holdtrue.checks.optimization.answers.choices import read_choices
from holdtrue.checks.optimization.answers.claims import claim
from holdtrue.checks.optimization.answers.found import Found, Step
from holdtrue.checks.optimization.answers.labels import as_bound, grouped, labelled, read_sequence
from holdtrue.checks.optimization.answers.leftover import finish
from holdtrue.checks.optimization.answers.naming import Names
from holdtrue.checks.optimization.answers.objects import read_block
from holdtrue.checks.optimization.answers.scan import Token, scan
from holdtrue.checks.optimization.answers.statements import Bound, bind, paired
from holdtrue.checks.optimization.answers.structured import blocks
from holdtrue.checks.optimization.answers.tables import say, tables
from holdtrue.checks.optimization.answers.vectors import last_bracket, vectors
from holdtrue.checks.optimization.answers.vocabulary import FINAL, ITERATION, STAGES

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem

LONGEST = 300_000
"""Characters of the longest answer that is read; ten thousand variables fit."""

_HEAD = 6
"""Tokens at the beginning of a line in which it may be given the number of a step."""


class AnswerReader:
    """Reads answers to one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.names = Names(problem)

    def read(self, text: str) -> Answer:
        """What the text says; anything at all may be in it, and it is read in time linear in its length."""
        if not text.strip():
            return Answer(text, NOTHING, self.problem.names, trouble="the answer is empty")
        if len(text) > LONGEST:
            trouble = f"the answer has {len(text)} characters; it is read up to {LONGEST}"
            return Answer(text, NOTHING, self.problem.names, trouble=trouble)
        found = Found()
        rest = self._objects(text, found)
        self._text(rest, found)
        finish(text, self.problem, self.names, found)
        answer = found.answer(self.problem, text)
        if not answer.values and not answer.trouble:
            trouble = "no number in it belongs to a variable"
            return Answer(text, NOTHING, answer.missing, answer.extra, answer.objective, trouble=trouble)
        return answer

    def _objects(self, text: str, found: Found) -> str:
        """Read what is JSON; return the text with blanks in its place."""
        pieces, at = [], 0
        for block in blocks(text):
            if read_block(block, self.problem, self.names, found):
                pieces += [text[at : block.start], _blank(text[block.start : block.end])]
                at = block.end
        return "".join([*pieces, text[at:]])

    def _text(self, text: str, found: Found) -> None:
        tokens = scan(text, self.names)
        tokens = vectors(tokens, self.names, found)
        lines, spans = _lines(tokens, len(text))
        sense = self.problem.objective.sense
        in_table: dict[int, int] = {}
        for first, after, table in tables(text, lines, spans):
            said = say(table, self.names, sense)
            if not (said.bound or said.labels or said.steps):
                continue
            in_table[first] = after
            for each in said.bound:
                found.bind(each)
            for variable, label, token in said.labels:
                found.bind(as_bound(variable, label, token))
            for number, start, values, said_claim in said.steps:
                step = Step(number, start, {each.variable: each.figure for each in values}, said_claim)
                found.steps.append(step)
            for each_claim in said.claims:
                found.claimed(each_claim)
        self._lines(lines, in_table, found)
        if not (found.asserted or found.supposed or found.chosen or found.steps or found.trouble):
            point = last_bracket(tokens, len(self.problem.variables))
            for variable, token in enumerate(point):
                if token.figure is not None:
                    found.bind(Bound(variable, token.figure))

    def _lines(
        self,
        lines: Sequence[Sequence[Token]],
        in_table: dict[int, int],
        found: Found,
    ) -> None:
        context: dict[int, int] = {}
        step: Step | None = None
        over = False
        free: list[Sequence[Token]] = []
        at = 0
        while at < len(lines):
            if at in in_table:
                at = in_table[at]
                continue
            line = lines[at]
            at += 1
            if not line:
                over = step is not None and bool(step.values)
                continue
            number = _numbered(line)
            if number is not None and _is_stage(line) and not any(bind(line[number[1] :])):
                step, number = None, None  # a heading of the text
            if number is not None:
                step = Step(number[0], line[0].start)
                found.steps.append(step)
                line = line[number[1] :]
            elif over or (line[0].kind == "word" and line[0].text.casefold() in FINAL):
                step = None
            over = False
            line = paired(line, self.names, context)
            for bound in grouped(line, self.names):
                found.bind(bound, step)
            for bound in self._bound(line):
                found.bind(bound, step)
            found.claimed(claim(line, self.problem.objective.sense), step)
            if step is None:
                free.append(line)
        found.steps = [each for each in found.steps if each.values or each.claim is not None]
        read_sequence(free, self.problem, found)
        read_choices(free, self.problem, found)

    def _bound(self, line: Sequence[Token]) -> Iterator[Bound]:
        yield from bind(line)
        yield from labelled(line)


def _lines(tokens: Sequence[Token], size: int) -> tuple[list[list[Token]], list[tuple[int, int]]]:
    """The tokens by line, and where each line lies in the text."""
    lines: list[list[Token]] = [[]]
    spans: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        if token.kind == "line":
            spans.append((at, token.start))
            lines.append([])
            at = token.end
        else:
            lines[-1].append(token)
    return lines, [*spans, (at, size)]


def _is_stage(line: Sequence[Token]) -> bool:
    """Whether what is numbered may be a section of the text."""
    return any(token.kind == "word" and token.text.casefold() in STAGES for token in line[:_HEAD])


def _numbered(line: Sequence[Token]) -> tuple[int, int] | None:
    """The number of a step that a line opens with, and where its content begins."""
    for k, token in enumerate(line[:_HEAD]):
        if token.kind == "word" and token.text.casefold() in ITERATION:
            short = len(token.text) == 1
            at = k + 1
            while at < len(line) and line[at].kind in ("other", "open", "equal") and at - k < 4:
                at += 1
            if short and not (at > k + 1 and line[at - 1].kind == "equal"):
                return None
            if (
                at < len(line)
                and (figure := line[at].figure) is not None
                and figure.finite
                and figure.value == int(figure.value)
            ):
                return int(figure.value), at + 1
            return None
        if token.kind not in ("word", "other", "operator", "open"):
            return None
    return None


def _blank(text: str) -> str:
    return "".join("\n" if sign == "\n" else " " for sign in text)


def read_answer(problem: Problem, text: str) -> Answer:
    """What a text says of a problem's variables; `AnswerReader` for many texts about one problem."""
    return AnswerReader(problem).read(text)
