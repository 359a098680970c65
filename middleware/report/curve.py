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

_COLOURS = 8
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
    """`solid` or `dashed`, followed by the number of its colour, as in `solid-1`."""

    points: str
    """As the `points` of an SVG polyline."""

    dots: tuple[Dot, ...]
    """Hand-offs drawn one by one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of one or more runs."""

    title: str
    """What the height of a line means."""

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
    """Draw integrity over the hops; every run starts intact at hop 0.

    Of one run, what the checks estimate and what was measured; of several, one line each: what was measured where that
    is known of all of them, else the estimates.
    """
    longest = max((hop.number for run in runs for hop in run.hops), default=1)
    several = len(runs) > 1
    measured = several and all(run.measurements for run in runs)
    curves = [run.measurements if measured else _estimates(run) for run in runs]
    extra = [] if several else [run.measurements for run in runs if run.measurements]
    floor = _floor([share for curve in (*curves, *extra) for _, share in curve])
    lines = [
        Line(
            run.label if several else "estimated by the checks",
            f"solid-{index % _COLOURS + 1}",
            _points(curve, longest, floor),
            _dots(run, curve, longest, floor),
        )
        for index, (run, curve) in enumerate(zip(runs, curves, strict=True))
    ]
    lines += [
        Line("measured against the right answer", "dashed-1", _points(curve, longest, floor), ())
        for curve in extra
    ]
    step = max(1, -(-longest // _MOST_LABELS))
    quarters = [floor + (1 - floor) * part / 4 for part in range(5)]
    return Chart(
        title="Share of the right answer that is left, measured."
        if measured
        else "Share of the content still intact.",
        lines=tuple(lines),
        columns=tuple((_x(number, longest), number) for number in range(0, longest + 1, step)),
        rows=tuple((_y(value, floor), percent(value)) for value in quarters),
        since=() if several or not runs else _since(runs[0], longest),
        caption="; ".join(
            f"{run.label} ends at {percent(curve[-1][1])}"
            for run, curve in zip(runs, curves, strict=True)
            if curve
        ),
    )


def _estimates(run: Run) -> tuple[tuple[int, float], ...]:
    return tuple((hop.number, hop.integrity) for hop in run.hops)


def _dots(run: Run, curve: Sequence[tuple[int, float]], longest: int, floor: float) -> tuple[Dot, ...]:
    shares = dict(curve)
    return tuple(
        Dot(
            _x(hop.number, longest),
            _y(shares[hop.number], floor),
            hop.outcome,
            f"{run.label}, hand-off {hop.number}, {hop.outcome}: {percent(shares[hop.number])}",
        )
        for hop in run.hops
        if hop.number in shares and (len(run.hops) <= MOST_DOTS or hop.outcome != "pass")
    )


def _since(run: Run, longest: int) -> tuple[tuple[float, str, str], ...]:
    hop = run.first_trouble
    if hop is None:
        return ()
    said = "failed" if hop.outcome == "fail" else "not confirmed"
    return ((_x(hop.number, longest), f"since hand-off {hop.number}: {said}", hop.outcome),)


def _floor(shares: Sequence[float]) -> float:
    """Where the integrity axis begins: at 0, or higher where there are losses too small to be seen from there."""
    lowest = min(shares, default=0.0)
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
