"""What relays lose: when, how suddenly, by leaving out or by getting wrong, and against what a look at each hop says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.experiments.sweep import Interval, mean

if TYPE_CHECKING:
    import polars as pl

CRITICAL = 0.1
"""A round trip that loses this much of the document fails critically (arXiv 2604.15597, section 5)."""


def is_critical(drop: float) -> bool:
    """Whether a round trip that loses this much fails critically."""
    return drop > CRITICAL - 1e-9  # 1 - 0.9 is a little less than a tenth


@dataclass(frozen=True, slots=True)
class Relay:
    """One relay of the table."""

    document: str
    """What was edited."""

    seed: int
    """Seed of the order of the edits."""

    left: tuple[float, ...]
    """RS@2, RS@4, ..."""

    wrong: tuple[bool | None, ...]
    """Per hop, from the first: whether what went on was wrong in itself; None where that cannot be told."""

    kept: float
    """The product of what each hop kept in itself: what would be left if losses were of different things."""

    coverage: float
    """Records at the end over records at the start, at most 1."""

    @property
    def drops(self) -> tuple[float, ...]:
        """What each round trip lost; what it regained is negative."""
        return tuple(before - after for before, after in zip((1.0, *self.left), self.left, strict=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What a group of relays lost; intervals are over documents."""

    relays: int
    """How many."""

    first: Interval
    """Lost in the first round trip."""

    end: Interval
    """Left after the last one: RS@20 after ten."""

    first_share: float | None
    """The first round trip's share of all that was lost; None where nothing was."""

    critical: Interval
    """Share of the relays with a critical failure."""

    critical_share: float | None
    """Share of all losses of round trips that critical failures took."""

    deletion: Interval
    """Lost at the end because records are missing: 1 - coverage (arXiv 2604.15597, appendix F)."""

    corruption: Interval
    """Lost at the end though records are there: coverage - RS."""

    drift: Interval
    """How much more is left, or less, than the product of what each hop kept in itself: what checks of single hops get
    wrong about the way from the source."""

    hazard: tuple[float | None, ...]
    """Per hop the share of relays in which it was wrong in itself, of those where that can be told."""


def relays(table: pl.DataFrame) -> list[Relay]:
    """The relays of a table of hops, as the experiment `accumulation` writes it, of one model, strategy and policy."""
    found = []
    for (document, seed), hops in table.sort("number").group_by("document", "seed", maintain_order=True):
        states: dict[int, float] = {}
        kept = 1.0
        for hop in hops.iter_rows(named=True):
            states[hop["trip"]] = hop["state"]
            kept *= 1.0 if hop["kept"] is None else hop["kept"]
        last = hops.row(-1, named=True)
        found.append(
            Relay(
                str(document),
                int(str(seed)),
                tuple(states.values()),
                tuple(None if kept_now is None else kept_now < 1.0 for kept_now in hops["kept"]),
                kept,
                min(1.0, last["records_end"] / last["records"]),
            )
        )
    return found


def losses(told: Sequence[Relay]) -> Losses:
    """What the relays lost."""
    documents = [relay.document for relay in told]

    def over(value: Callable[[Relay], float]) -> Interval:
        return mean([value(relay) for relay in told], documents)

    drops = [drop for relay in told for drop in relay.drops if drop > 0]
    lost = sum(1 - relay.left[-1] for relay in told)
    hops = max(len(relay.wrong) for relay in told)
    return Losses(
        relays=len(told),
        first=over(lambda relay: relay.drops[0]),
        end=over(lambda relay: relay.left[-1]),
        first_share=sum(relay.drops[0] for relay in told) / lost if lost else None,
        critical=over(lambda relay: float(is_critical(max(relay.drops)))),
        critical_share=sum(drop for drop in drops if is_critical(drop)) / sum(drops) if drops else None,
        deletion=over(lambda relay: 1 - relay.coverage),
        corruption=over(lambda relay: relay.coverage - relay.left[-1]),
        drift=over(lambda relay: relay.left[-1] - relay.kept),
        hazard=tuple(_share([relay.wrong[n] for relay in told if n < len(relay.wrong)]) for n in range(hops)),
    )


def by_document(told: Sequence[Relay]) -> Mapping[str, list[tuple[float, ...]]]:
    """The curves of the relays, under their documents."""
    found: dict[str, list[tuple[float, ...]]] = {}
    for relay in told:
        found.setdefault(relay.document, []).append(relay.left)
    return found


def _share(wrong: Sequence[bool | None]) -> float | None:
    known = [one for one in wrong if one is not None]
    return sum(known) / len(known) if known else None
