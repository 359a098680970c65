"""Where a text that had to stay as it is did not; one finding for each line that changed, went, came or moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from holdtrue.checks.align import Pair
from holdtrue.checks.diff import changed_words
from holdtrue.checks.finding import Finding
from holdtrue.checks.lines import Line
from holdtrue.checks.reading import Group, Reading

_QUOTED = 60
"""Characters of a text that a message quotes; the evidence holds the rest."""

_NAMED = 3
"""Changed stretches of one line that a message names."""


def detect(reading: Reading) -> Iterator[Finding]:
    """Compare line by line, in `preserve` mode only."""
    if reading.handoff.contract.mode != "preserve" or not reading.arrived:
        return
    for group in reading.groups:
        if group.paired:
            yield from _compare(group)


def _compare(group: Group) -> Iterator[Finding]:
    (before,), (after,) = group.before, group.after
    if before.content == after.content:
        return
    if before.content.replace("\r\n", "\n") == after.content.replace("\r\n", "\n"):
        yield _line_endings(group)
        return
    if _without_newline(before.content) == after.content or before.content == _without_newline(after.content):
        yield _final_newline(group)
        return
    moved = _moved(group.aligned)
    goals = set(moved.values())
    for pair in group.aligned:
        if pair.before and pair.after:
            if not pair.equal:
                yield _changed(pair.before, pair.after)
        elif pair.before and (goal := moved.get(pair.before)):
            message = f"line {pair.before.number} moved to line {goal.number}: {_quote(pair.before.text)}"
            yield _forbidden("text.moved", message, pair.before, goal)
        elif pair.before:
            message = f"line {pair.before.number} is gone: {_quote(pair.before.text)}"
            yield _forbidden("text.lost", message, pair.before, None)
        elif pair.after and pair.after not in goals:
            message = f"line {pair.after.number} was not there before: {_quote(pair.after.text)}"
            yield _forbidden("text.added", message, None, pair.after)


def _moved(pairs: tuple[Pair, ...]) -> dict[Line, Line]:
    """Lost lines that came back elsewhere with the same text, each with its new place."""
    arrived: dict[str, list[Line]] = defaultdict(list)
    for pair in reversed(pairs):
        if pair.after and not pair.before and not pair.after.is_blank:
            arrived[pair.after.text].append(pair.after)
    moved = {}
    for pair in pairs:
        if pair.before and not pair.after and arrived[pair.before.text]:
            moved[pair.before] = arrived[pair.before.text].pop()
    return moved


def _changed(before: Line, after: Line) -> Finding:
    pairs = changed_words(before.text, after.text)
    told = "; ".join(_tell(lost, added) for lost, added in pairs[:_NAMED])
    if len(pairs) > _NAMED:
        told += f"; and {len(pairs) - _NAMED} more"
    where = f"line {before.number}"
    if after.number != before.number:
        where += f" (now {after.number})"
    return _forbidden("text.changed", f"{where}: {told}", before, after)


def _tell(lost: str, added: str) -> str:
    if not lost:
        return f"{_quote(added)} was put in"
    if not added:
        return f"{_quote(lost)} is gone"
    return f"{_quote(lost)} became {_quote(added)}"


def _forbidden(kind: str, message: str, before: Line | None, after: Line | None) -> Finding:
    blank = (before is None or before.is_blank) and (after is None or after.is_blank)
    return Finding(
        kind,
        "forbidden",
        "minor" if blank else "critical",
        message,
        before.place if before else None,
        after.place if after else None,
    )


def _line_endings(group: Group) -> Finding:
    (before,), (after,) = group.before, group.after
    changed = next(pair for pair in group.aligned if not pair.equal)
    crlf = ("Windows (CR LF)", "Unix (LF)")
    old, new = crlf if before.content.count("\r\n") > after.content.count("\r\n") else crlf[::-1]
    message = f"line endings went from {old} to {new}, first in line {changed.before.number if changed.before else 1}"
    return Finding(
        "text.line_endings",
        "forbidden",
        "minor",
        message,
        changed.before.place if changed.before else before.place,
        changed.after.place if changed.after else after.place,
    )


def _without_newline(text: str) -> str:
    """The text without the line ending at its very end."""
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def _final_newline(group: Group) -> Finding:
    (before,), (after,) = group.before, group.after
    had = len(before.content) > len(after.content)
    message = "the newline at the very end is gone" if had else "a newline was added at the very end"
    return Finding(
        "text.final_newline",
        "noted",
        "minor",
        message,
        before.line(len(before.lines)).place,
        after.line(len(after.lines)).place,
    )


def _quote(text: str) -> str:
    """A text in quotation marks, cut where it is long, invisible characters spelt out."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return f'"{shown}"' if len(shown) <= _QUOTED else f'"{shown[:_QUOTED]}…"'
