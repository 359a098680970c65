"""Variables of 0 or 1 that an answer only lists: what it names is chosen, what it does not name is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.found import Found
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.vocabulary import CHOSEN, REFUSED

if TYPE_CHECKING:
    from holdtrue.checks.optimization.problem import Problem


def is_choice(problem: Problem) -> bool:
    """Whether every variable is 0 or 1."""
    return all(each.integer and each.lower == 0.0 and each.upper == 1.0 for each in problem.variables)


def read_choices(lines: Sequence[Sequence[Token]], problem: Problem, found: Found) -> None:
    """Take what lines name without a number for chosen; where some lines speak of choosing, only theirs."""
    count = len(problem.variables)
    if not is_choice(problem) or len(found.asserted) == count:
        return
    plain: dict[int, Figure] = {}
    spoken: dict[int, Figure] = {}
    choosing = False
    for line in lines:
        words = {token.text.casefold() for token in line if token.kind == "word"}
        named = [token for token in line if token.mention is not None and len(token.mention.variables) == 1]
        if not line:
            choosing = False
            continue
        refused = bool(words & REFUSED)
        value = 0.0 if refused else 1.0
        choosing = (choosing and bool(named)) or bool(words & CHOSEN)
        for token in named:
            if token.mention is None:
                continue
            figure = Figure(value, token.text, token.start, token.end, None, 1)
            plain[token.mention.variables[0]] = figure
            if choosing:
                spoken[token.mention.variables[0]] = figure
    found.chosen |= spoken or plain
    leave_rest(problem, found)


def leave_rest(problem: Problem, found: Found) -> None:
    """What an answer that lists what is chosen does not name, is not chosen."""
    ones = [*found.chosen.values(), *found.asserted.values()]
    if not any(figure.value == 1.0 for figure in ones) or any(
        figure.value not in (0.0, 1.0) for figure in ones
    ):
        return
    for k in range(len(problem.variables)):
        if k not in found.chosen and k not in found.asserted:
            found.chosen[k] = Figure(0.0, "", 0, 0, None, 0)
            found.implied.add(k)
