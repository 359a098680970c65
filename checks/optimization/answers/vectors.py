"""Vectors: `x = (3, 4)`, `x^{(2)} = [3.0 4.0]`, a matrix of LaTeX, over several lines where need be."""

from __future__ import annotations

from collections.abc import Sequence

from holdtrue.checks.optimization.answers.found import Found
from holdtrue.checks.optimization.answers.naming import Names
from holdtrue.checks.optimization.answers.scan import Token
from holdtrue.checks.optimization.answers.statements import Bound

_AHEAD = 14
"""Tokens between a vector's name and its sign of equality."""

_DEEPEST = 3
"""Brackets in brackets of a vector or matrix."""

_INSIDE = frozenset({"number", "comma", "pipe", "line", "open", "close", "stop"})


def vectors(tokens: Sequence[Token], names: Names, found: Found) -> list[Token]:
    """Read the vectors; return the tokens without them."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        targets = names.vector_of(token.mention) if token.mention is not None else ()
        opening = _opening(tokens, at) if targets else None
        if opening is None:
            out.append(token)
            at += 1
            continue
        entries, stop = _entries(tokens, opening, len(targets) + 1)
        if not entries or (
            len(token.mention.variables) == 1 and len(entries) != len(targets) if token.mention else False
        ):
            out.append(token)
            at += 1
            continue
        iteration = _iteration(tokens[at:opening])
        if iteration is None and token.mention is not None and len(token.mention.variables) == 1:
            iteration = names.index_of(token.mention.variables[0])
        if len(entries) != len(targets):
            found.trouble = f"{token.text} has {_count(entries, targets)} entries where there are {len(targets)} variables"
        else:
            found.trouble = ""
            for variable, entry in zip(targets, entries, strict=True):
                if entry.figure is not None:
                    found.bind(Bound(variable, entry.figure, iteration=iteration))
        at = stop
    return out


def last_bracket(tokens: Sequence[Token], count: int) -> list[Token]:
    """The numbers of the last bracket that holds so many and nothing else: a point whose coordinates nobody named."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].kind == "open" and count > 1:
            entries, stop = _entries(tokens, at, count + 1)
            if len(entries) == count:
                found = entries
            at = max(stop, at + 1)
        else:
            at += 1
    return found


def _count(entries: Sequence[Token], targets: Sequence[int]) -> str:
    return f"more than {len(targets)}" if len(entries) > len(targets) else str(len(entries))


def _opening(tokens: Sequence[Token], at: int) -> int | None:
    """Where the vector's bracket opens."""
    equal = False
    for k in range(at + 1, min(at + _AHEAD, len(tokens))):
        token = tokens[k]
        if token.kind in ("equal", "colon"):
            equal = True
        elif equal:
            return k if token.kind == "open" else None
        elif token.kind in ("line", "word", "mention", "stop", "comma", "relation"):
            return None
    return None


def _entries(tokens: Sequence[Token], opening: int, most: int) -> tuple[list[Token], int]:
    """The numbers in a bracket, and where it ends; none where something else stands in it."""
    depth, entries = 0, []
    for k in range(opening, len(tokens)):
        token = tokens[k]
        if token.kind not in _INSIDE or depth > _DEEPEST:
            return [], opening
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "number":
            entries.append(token)
        if depth <= 0 or len(entries) >= most:
            return entries, k + 1
    return [], opening


def _iteration(between: Sequence[Token]) -> int | None:
    """The number of a step, raised behind the name."""
    raised = False
    for k, token in enumerate(between):
        raised = raised or token.kind == "power"
        if raised and token.figure is not None and token.figure.finite and between[k - 1].kind == "open":
            return int(token.figure.value)
    return None
