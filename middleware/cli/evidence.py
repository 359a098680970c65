"""Shows a verdict on a terminal: the outcome, then each finding with both sides and what changed in them.

Documents are untrusted: nothing in them is read as markup, and control characters are spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from holdtrue.checks import Artifact, Finding, HandOff, Place, Verdict
from holdtrue.checks.diff import Op, inline

_SHOWN = 20
"""Findings shown; the machine-readable form has them all."""

_WIDTH = 160
"""Characters of a line that are shown, around the first change."""

_CONTEXT = 40
"""Characters shown ahead of the first change in a longer line."""

_OUTCOME = {"pass": "bold green", "warn": "bold yellow", "fail": "bold red"}
_STANDING = {"forbidden": "red", "unexplained": "yellow", "noted": "cyan"}
_CHANGE: dict[Op, str] = {"equal": "", "delete": "bold red", "insert": "bold green"}
_MARKS: dict[Op, tuple[str, str]] = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}
"""As in `wdiff`, for where there is no colour."""


class Evidence:
    """A verdict as rich prints it."""

    def __init__(self, handoff: HandOff, verdict: Verdict) -> None:
        self._handoff = handoff
        self._verdict = verdict

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Outcome, findings, and how many are not shown."""
        verdict = self._verdict
        yield Text.assemble(
            (verdict.outcome.upper(), _OUTCOME[verdict.outcome]),
            f"  integrity {_percent(verdict.score)}  contract {verdict.contract.mode} ({verdict.contract.source})",
        )
        for finding in verdict.findings[:_SHOWN]:
            yield from self._finding(finding, marked=not console.color_system or console.no_color)
        if len(verdict.findings) > _SHOWN:
            yield Text(f"and {len(verdict.findings) - _SHOWN} more findings; --json lists them", style="dim")

    def _finding(self, finding: Finding, *, marked: bool) -> Iterator[Text]:
        yield Text.assemble(
            "\n",
            (finding.standing, _STANDING[finding.standing]),
            f"  {_printable(finding.message)}",
            (f"  [{finding.kind}]", "dim"),
        )
        for side, place, artifact, stretches in (
            ("before", finding.before, self._handoff.before, _stretches(finding, "insert")),
            ("after", finding.after, self._handoff.after, _stretches(finding, "delete")),
        ):
            if place:
                yield _quotation(side, place, artifact, stretches, marked=marked)


def _stretches(finding: Finding, hidden: Op) -> list[tuple[Op, str]]:
    """The first line of one side of a finding, what changed told apart; only where two sides can be compared."""
    own = finding.before if hidden == "insert" else finding.after
    if finding.before is None or finding.after is None or finding.standing == "noted":
        return [("equal", _head(own.text))] if own else []
    script = inline(_head(finding.before.text), _head(finding.after.text))
    return [(op, text) for op, text in script if op != hidden]


def _quotation(
    side: str, place: Place, artifact: Artifact, stretches: list[tuple[Op, str]], *, marked: bool
) -> Text:
    """The line of a place, with the place's changes marked in it."""
    whole = artifact.files[place.file]
    begin = whole.rfind("\n", 0, place.start) + 1
    close = whole.find("\n", place.start)
    close = len(whole) if close < 0 else close
    shown: list[tuple[Op, str]] = [("equal", whole[begin : place.start]), *stretches]
    if place.end <= close:
        shown.append(("equal", whole[place.end : close]))
    else:
        shown.append(("equal", f" … ({place.text.count(chr(10)) + 1} lines)"))
    line = Text.assemble((f"  {side:>6} {place.line:>5} │ ", "dim"))
    for op, text in _clip(shown):
        opening, closing = _MARKS[op] if marked else ("", "")
        line.append(f"{opening}{_printable(text)}{closing}", style=_CHANGE[op])
    return line


def _clip(stretches: list[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    """Cut a long line to the part around its first change."""
    ahead = 0
    for op, text in stretches:
        if op != "equal":
            break
        ahead += len(text)
    total = sum(len(text) for _, text in stretches)
    skip = max(0, min(ahead - _CONTEXT, total - _WIDTH))
    room = _WIDTH
    if skip:
        yield "equal", "…"
    for op, text in stretches:
        part = text[skip : skip + room]
        skip = max(0, skip - len(text))
        room -= len(part)
        if part:
            yield op, part
    if room <= 0 and total > _WIDTH:
        yield "equal", "…"


def _head(text: str) -> str:
    """The first line of a stretch."""
    return text.partition("\n")[0]


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _percent(score: float) -> str:
    """A share in per cent, never rounded up to all."""
    return "100%" if score == 1 else f"{int(score * 1000) / 10:.1f}%"
