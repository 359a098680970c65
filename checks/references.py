"""Plans whose steps refer to each other's results, and the substitution of results for references.

A plan names its results (`#E1 = Search[...]`, `1. search(...)`, JSON objects with an `id`) and uses them later (`#E1`,
`$1`, `${1}`). Programs that put results in with a plain text replacement write over what only begins alike: `#E10` with
#E1=Paris becomes `Paris0`, and `$1,200` with $1=Paris becomes `Paris,200` (both measured in released planners).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_DEFINED = re.compile(r"(?m)^[ \t]*(?:[-*][ \t]+)?(?P<name>#[A-Za-z]+\d+)[ \t]*(?:=|:)")
_NUMBERED = re.compile(r"(?m)^[ \t]*(?P<number>\d{1,4})[.)][ \t]+(?=[\w.]+[ \t]*\()")
_INTRODUCED = re.compile(r"(?im)^[ \t]*(?:[-*][ \t]+)?plan[ \t]*\d{0,4}[ \t]*:")
"""A line that says what the step below it is for, as ReWOO's planner writes one before each step."""

_USED = re.compile(
    r"(?<![\w#$])(?:(?P<hash>#[A-Za-z]+\d+)(?!\w)|\$\{(?P<braced>\w+)\}|\$(?P<dollar>\d{1,3})(?![\w%]|[.,]\d|[ \t]?(?:USD|k\b|m\b|million)))"
)
"""References. `$1` is one only where it cannot be an amount: no digits, decimals or thousands follow."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place that names a result, where it is made or where it is used."""

    name: str
    """The result's name: `#E1`, or `$1` in whatever notation."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset just after its last character."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan."""

    name: str
    """The name of its result."""

    defined: Reference
    """Where it is named."""

    uses: tuple[Reference, ...]
    """The results that it refers to."""

    start: int
    """Offset of its first character."""

    end: int
    """Offset just after its last character."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a plan's references."""

    kind: str
    """`duplicate`, `dangling`, `cycle` or `late`."""

    message: str
    """What is wrong, in a sentence."""

    start: int
    """Offset of the place."""

    end: int
    """Offset just after it."""


def read_plan(text: str) -> tuple[Step, ...]:
    """The steps of a plan; empty where the text names no results.

    A step reaches from the place that names its result, or from the line before it that says what it is for, to the
    next step. Where results are named `#E1`, `$1` is an amount.
    """
    hashed = [(match["name"], match.start("name"), match.end("name")) for match in _DEFINED.finditer(text)]
    numbered = [
        (f"${int(match['number'])}", match.start("number"), match.end("number"))
        for match in _NUMBERED.finditer(text)
    ]
    named = hashed or numbered
    if not named:
        return ()
    starts = _starts(text, [(start, after) for _, start, after in named])
    return tuple(
        Step(
            name,
            Reference(name, defined, after),
            tuple(
                used
                for used in (*_references(text, start, defined), *_references(text, after, end))
                if not hashed or used.name.startswith("#")
            ),
            start,
            end,
        )
        for (name, defined, after), start, end in zip(named, starts, [*starts[1:], len(text)], strict=True)
    )


def _starts(text: str, named: Sequence[tuple[int, int]]) -> list[int]:
    """Where each step begins; between two names, at the last line that introduces a step."""
    starts: list[int] = []
    before = 0
    for start, after in named:
        introduced = [match.start() for match in _INTRODUCED.finditer(text, before, start)]
        starts.append(introduced[-1] if introduced else start)
        before = after
    return starts


def faults(steps: Sequence[Step]) -> Iterator[Fault]:
    """What is wrong with a plan: names given twice, results that nothing makes, circles, results used before they are made."""
    position: dict[str, int] = {}
    for number, step in enumerate(steps):
        if step.name in position:
            message = f"{step.name} is the result of two steps"
            yield Fault("duplicate", message, step.defined.start, step.defined.end)
        position.setdefault(step.name, number)
    circle = _in_circles(steps)
    for number, step in enumerate(steps):
        for used in step.uses:
            if used.name not in position:
                message = f"{step.name} uses {used.name}, which no step makes"
                yield Fault("dangling", message, used.start, used.end)
            elif step.name in circle and used.name in circle and position[used.name] >= number:
                message = f"{step.name} waits for {used.name}, which waits for it"
                yield Fault("cycle", message, used.start, used.end)
            elif position[used.name] > number:
                message = f"{step.name} uses {used.name} before it is made"
                yield Fault("late", message, used.start, used.end)


def references(text: str) -> tuple[Reference, ...]:
    """The references of a text to results."""
    return tuple(_references(text, 0, len(text)))


def substitute(text: str, results: Mapping[str, str]) -> str:
    """The text with each whole reference replaced by its result, once; what a result says is not replaced again.

    A reference without a result stays.
    """
    pieces: list[str] = []
    end = 0
    for reference in references(text):
        if reference.name in results:
            pieces += [text[end : reference.start], results[reference.name]]
            end = reference.end
    return "".join([*pieces, text[end:]])


def _references(text: str, start: int, end: int) -> Iterator[Reference]:
    for match in _USED.finditer(text, start, end):
        name = match["hash"] or f"${match['braced'] or match['dollar']}"
        yield Reference(name, match.start(), match.end())


def _in_circles(steps: Sequence[Step]) -> set[str]:
    """The results that wait for themselves: what is left when all that can be made has been made, and is waited for."""
    waits = {step.name: {used.name for used in step.uses} for step in steps}
    left = {name: uses & waits.keys() for name, uses in waits.items()}
    for graph in (left, _turned(left)):
        free = [name for name, uses in graph.items() if not uses]
        users = _turned(graph)
        while free:
            name = free.pop()
            left.pop(name, None)
            for user in users.get(name, ()):
                graph[user].discard(name)
                if not graph[user] and user in graph:
                    free.append(user)
    return set(left)


def _turned(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = {name: set() for name in graph}
    for name, uses in graph.items():
        for used in uses:
            if used in turned:
                turned[used].add(name)
    return turned
