"""Variables that take names instead of numbers: `stop 3: Lyon`, `Lyon -> Paris -> Nice`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.found import Found
from holdtrue.checks.optimization.answers.naming import Names
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.statements import Bound

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem

LABEL = "label"
"""Unit of a figure that is a label's number already."""

_JOINS = frozenset({"arrow", "comma", "operator", "pipe", "line"})


def as_figure(label: int, text: str, start: int, end: int) -> Figure:
    """A label as the number that it stands for, which is exact."""
    return Figure(float(label), text, start, end, None, 1, LABEL)


def as_bound(variable: int, label: int, token: Token) -> Bound:
    """A variable with the label that it takes."""
    return Bound(variable, as_figure(label, token.text, token.start, token.end))


def labelled(line: Sequence[Token]) -> Iterator[Bound]:
    """Variables that a line gives a label: the name, what says that it is so, the label."""
    waiting: int | None = None
    gap = 0
    for token in line:
        mention = token.mention
        if mention is not None and len(mention.variables) == 1:
            waiting, gap = mention.variables[0], 0
        elif mention is not None and mention.label is not None and waiting is not None:
            yield as_bound(waiting, mention.label, token)
            waiting = None
        elif token.kind in ("stop", "comma", "number"):
            waiting = None
        else:
            gap += 1
            waiting = waiting if gap <= 4 else None


def grouped(line: Sequence[Token], names: Names) -> Iterator[Bound]:
    """Variables that a line lists behind the label which they all take: `bin 2: item 1, item 4`."""
    if (
        len(line) < 3
        or line[0].mention is None
        or line[0].mention.label is None
        or line[1].kind not in ("colon", "arrow", "equal", "pipe")
    ):
        return
    label = line[0].mention.label
    for token in line[2:]:
        if token.kind in ("open", "stop", "relation"):
            if token.text not in ("[", "{", ";"):
                return
        elif token.mention is not None and len(token.mention.variables) == 1:
            yield Bound(token.mention.variables[0], as_figure(label, line[0].text, token.start, token.end))
        elif token.figure is not None and (variable := names.numbered(token.figure.value)) is not None:
            yield Bound(variable, as_figure(label, line[0].text, token.start, token.end))


def read_sequence(lines: Iterable[Sequence[Token]], problem: Problem, found: Found) -> None:
    """Take the last chain of labels that is as long as the problem has variables, or closes a round trip."""
    if not problem.labels or found.asserted:
        return
    for line in lines:
        chain: list[Token] = []
        joined = True
        for token in line:
            if token.mention is not None and token.mention.label is not None:
                if not joined:
                    chain = []
                chain.append(token)
                joined = False
            elif token.kind in _JOINS or token.text.casefold() in ("then", "and", "und", "et", "y"):
                joined = True
            elif token.kind not in ("open", "close", "other"):
                take(chain, problem, found)
                chain, joined = [], True
        take(chain, problem, found)


def take(chain: Sequence[Token], problem: Problem, found: Found) -> bool:
    """Read a chain of labels as the variables in their order; False where it is too short to be meant so."""
    labels = [
        token.mention.label
        for token in chain
        if token.mention is not None and token.mention.label is not None
    ]
    count = len(problem.variables)
    if len(labels) == count + 1 and labels[0] == labels[-1]:
        labels = labels[:-1]
    elif len(labels) == count + 2 and labels[0] == labels[-1]:
        labels, chain = labels[1:-1], chain[1:-1]  # the place where it starts is no variable
    elif len(labels) == count + 1 and len(labels) > 2:
        labels, chain = labels[1:], chain[1:]
    if len(labels) < max(3, min(count - 1, 3)):
        return False
    if len(labels) != count:
        found.trouble = found.trouble or f"the sequence has {len(labels)} stops where there are {count}"
        return False
    found.trouble = ""
    for k, (label, token) in enumerate(zip(labels, chain, strict=False)):
        found.asserted[k] = as_figure(label, token.text, token.start, token.end)
    return True
