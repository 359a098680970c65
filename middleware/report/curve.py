"""Where the points of an integrity curve lie, in the units of an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdtrue.middleware.report.model import Run
from holdtrue.middleware.report.text import percent

WIDTH, HEIGHT = 880, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 14, 16, 40

MOST_DOTS = 80
"""Hand-offs up to which each is drawn as a dot; beyond, only those that did not hold are."""

_COLOURS = 4
"""Runs that the style sheet tells apart by colour; beyond, colours come again."""

_MOST_LABELS = 20
"""Numbers along the hop axis, at most."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One hand-off on the curve."""

    x: float
    y: float
    outcome: str
    """Colours the dot."""

    title: str
    """What a reader is told about it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One curve."""

    label: str
    """What it shows."""

    style: str
    """`estimated` or `measured`, followed by the run's colour, as in `estimated-1`."""

    points: str
    """As the `points` of an SVG polyline."""

    dots: tuple[Dot, ...]
    """Hand-offs drawn one by one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of one or more runs."""

    lines: tuple[Line, ...]
    columns: tuple[tuple[float, int], ...]
    """Where the hop axis is labelled, and with which number."""

    rows: tuple[tuple[float, str], ...]
    """Where the integrity axis is labelled, and with what."""

    since: tuple[tuple[float, str, str], ...]
    """Where the first hand-off lies that did not hold, what is written there, and its outcome; only for one run."""

    caption: str
    """The drawing in a sentence, for those who cannot see it."""

    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    width: int = WIDTH
    height: int = HEIGHT


def chart(runs: Sequence[Run]) -> Chart:
    """Draw estimated and measured integrity over the hops; every run starts intact at hop 0."""
    longest = max((hop.number for run in runs for hop in run.hops), default=1)
    floor = _floor(runs)
    lines: list[Line] = []
    for index, run in enumerate(runs):
        place = index % _COLOURS + 1
        several = f"{run.label}: " if len(runs) > 1 else ""
        estimated = [(hop.number, hop.integrity) for hop in run.hops]
        dots = tuple(
            Dot(
                _x(hop.number, longest),
                _y(hop.integrity, floor),
                hop.outcome,
                f"{several}hand-off {hop.number}, {hop.outcome}: {percent(hop.integrity)} intact",
            )
            for hop in run.hops
            if len(run.hops) <= MOST_DOTS or hop.outcome != "pass"
        )
        lines.append(
            Line(
                f"{several}estimated by the checks",
                f"estimated-{place}",
                _points(estimated, longest, floor),
                dots,
            )
        )
        measured = [(hop.number, hop.measured) for hop in run.hops if hop.measured is not None]
        if measured:
            points = _points(measured, longest, floor)
            lines.append(Line(f"{several}measured against the right answer", f"measured-{place}", points, ()))
    step = max(1, -(-longest // _MOST_LABELS))
    steps = range(0, longest + 1, step)
    quarters = [floor + (1 - floor) * part / 4 for part in range(5)]
    return Chart(
        lines=tuple(lines),
        columns=tuple((_x(number, longest), number) for number in steps),
        rows=tuple((_y(value, floor), percent(value)) for value in quarters),
        since=_since(runs[0], longest) if len(runs) == 1 else (),
        caption="; ".join(f"{run.label} ends at {percent(run.integrity)} intact" for run in runs),
    )


def _since(run: Run, longest: int) -> tuple[tuple[float, str, str], ...]:
    hop = run.first_trouble
    if hop is None:
        return ()
    said = "failed" if hop.outcome == "fail" else "not confirmed"
    return ((_x(hop.number, longest), f"since hand-off {hop.number}: {said}", hop.outcome),)


def _floor(runs: Sequence[Run]) -> float:
    """Where the integrity axis begins: at 0, or higher where there are losses too small to be seen from there."""
    lowest = min(
        (
            value
            for run in runs
            for hop in run.hops
            for value in (hop.integrity, hop.measured)
            if value is not None
        ),
        default=0.0,
    )
    if lowest == 1:
        return 0.0
    return next((floor for floor in (0.96, 0.8, 0.6) if lowest > floor + (1 - floor) / 8), 0.0)


def _points(values: Sequence[tuple[int, float]], longest: int, floor: float) -> str:
    whole = [(0, 1.0), *values]
    return " ".join(f"{_x(number, longest)},{_y(value, floor)}" for number, value in whole)


def _x(number: int, longest: int) -> float:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * number / longest, 1)


def _y(value: float, floor: float) -> float:
    share = max(0.0, (value - floor) / (1 - floor))
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - share), 1)
