"""What the table of the experiment `accumulation` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from holdtrue.experiments.accumulation.comparison import Comparison, Curve, compare
from holdtrue.experiments.accumulation.loss import Losses, Relay, by_document, losses, relays
from holdtrue.experiments.accumulation.mixing import frailty

if TYPE_CHECKING:
    import polars as pl
    from rich.console import RenderableType

GROUP = ("model", "strategy", "guard")
"""What makes relays alike."""


def groups(table: pl.DataFrame) -> dict[tuple[str, ...], list[Relay]]:
    """The relays of a table by model, strategy and guard."""
    return {
        tuple(map(str, key)): relays(part)
        for key, part in sorted(table.group_by(*GROUP), key=lambda item: str(item[0]))
    }


def document_curves(told: Sequence[Relay]) -> list[Curve]:
    """One curve for each document, the mean over its relays."""
    return [
        Curve(document, tuple(sum(points) / len(points) for points in zip(*lefts, strict=True)))
        for document, lefts in by_document(told).items()
    ]


def mean_curve(told: Sequence[Relay]) -> tuple[float, ...]:
    """The mean over documents."""
    curves = document_curves(told)
    return tuple(sum(points) / len(points) for points in zip(*(c.left for c in curves), strict=True))


def accumulation_summary(table: pl.DataFrame) -> Sequence[RenderableType]:
    """What is left, what was lost and how, which form the loss has, and whether documents differ in frailty."""
    told = groups(table)
    return [_left(told), _losses(told), _hazards(told), *_forms(told), _frailties(told)]


def _left(told: dict[tuple[str, ...], list[Relay]]) -> Table:
    shown = _table("Left of the documents, in per cent (RS@k, mean over documents)")
    trips = max(len(relay.left) for group in told.values() for relay in group)
    for trip in range(1, trips + 1):
        shown.add_column(f"@{2 * trip}", justify="right")
    for key, group in told.items():
        shown.add_row(*key, *(f"{100 * left:.0f}" for left in mean_curve(group)))
    return shown


def _losses(told: dict[tuple[str, ...], list[Relay]]) -> Table:
    shown = _table("What was lost, and how (intervals: 95%, over documents)")
    for heading in (
        "relays", "first trip", "its share", "left at end", "relays with a\ncritical failure", "critical\nshare of loss",
        "deleted", "corrupted", "drift beyond\nsingle hops",
    ):  # fmt: skip
        shown.add_column(heading, justify="right")
    for key, group in told.items():
        one: Losses = losses(group)
        shown.add_row(
            *key,
            str(one.relays),
            str(one.first),
            _percent(one.first_share),
            str(one.end),
            str(one.critical),
            _percent(one.critical_share),
            str(one.deletion),
            str(one.corruption),
            str(one.drift),
        )
    return shown


def _hazards(told: dict[tuple[str, ...], list[Relay]]) -> Table:
    shown = _table("Hazard: share of hops that are wrong in themselves, in per cent")
    hazards = {key: losses(group).hazard for key, group in told.items()}
    for hop in range(1, max(map(len, hazards.values())) + 1):
        shown.add_column(str(hop), justify="right")
    for key, hazard in hazards.items():
        shown.add_row(*key, *("–" if one is None else f"{100 * one:.0f}" for one in hazard))
    return shown


def _forms(told: dict[tuple[str, ...], list[Relay]]) -> list[Table]:
    return [forms_table(" ".join(key), compare(document_curves(group))) for key, group in told.items()]


def forms_table(title: str, found: Comparison | None) -> Table:
    """How the forms did, best first."""
    shown = Table(
        title=f"Form of the loss: {title}",
        title_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    shown.add_column("form")
    for heading in (
        "best for\ndocuments",
        "AICc behind\n(sum)",
        "best by AICc in\nbootstrap",
        "missed\nahead",
        "best ahead in\nbootstrap",
    ):
        shown.add_column(heading, justify="right")
    if found is None:
        shown.add_row("nothing was lost", *[""] * 5)
        return shown
    for one in found.standings:
        ahead = "–" if one.missed is None else f"{one.missed:.3f}"
        shown.add_row(
            one.form, str(one.wins), f"{one.behind:.1f}", f"{one.sure:.0%}", ahead, _percent(one.sure_ahead)
        )
    if found.untouched:
        shown.caption = f"nothing lost: {', '.join(found.untouched)}"
    return shown


def _frailties(told: dict[tuple[str, ...], list[Relay]]) -> Table:
    shown = _table("Hazard of a first critical failure as a power of time: k < 1 falls, k > 1 rises")
    for heading in (
        "failed",
        "trips\nat risk",
        "k, documents\nalike",
        "k within\ndocuments",
        "95%",
        "spread of\nfrailty",
        "AICc gained\nby frailty",
    ):
        shown.add_column(heading, justify="right")
    for key, group in told.items():
        one = frailty(by_document(group))
        if one is None:
            shown.add_row(*key, *["–"] * 7)
            continue
        low, high = one.shape_interval
        shown.add_row(
            *key,
            str(one.failures),
            str(one.at_risk),
            f"{one.shape:.2f}",
            f"{one.shape_within:.2f}",
            f"[{low:.2f}, {high:.2f}]",
            f"{one.spread:.2f}",
            f"{one.gain:.1f}",
        )
    return shown


def _table(title: str) -> Table:
    shown = Table(title=title, title_justify="left", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for name in GROUP:
        shown.add_column(name)
    return shown


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"
