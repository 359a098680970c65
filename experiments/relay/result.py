"""What a relay did to a document, hop by hop."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from holdtrue.checks.verdict import Outcome
    from holdtrue.experiments.documents import Kind
    from holdtrue.middleware.record import Action

Direction = Literal["forward", "backward"]
"""`forward`: the edit. `backward`: the edit that undoes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One call of the edit chain, measured."""

    number: int
    """k: how many interactions the document has been through, from 1. A trip has two, also where one was refused."""

    trip: int
    """The round trip that it belongs to, from 1."""

    pair: str
    """Name of the edit pair."""

    kind: Kind
    """What sort of work the edit is."""

    direction: Direction
    """Which way."""

    integrity: float | None
    """How right the hop is in itself: what the model made against the right result for what it was given; None where
    earlier damage has left nothing that has a right result."""

    kept: float | None
    """The same of what goes on from here, which a remedy may have put right."""

    state: float
    """How right the document is that goes on from here: against what a program makes of the shipped one."""

    outcome: Outcome | None
    """What the guard concluded; None without a guard, or where it could not check."""

    finding: str | None
    """The guard's worst finding in words."""

    action: Action
    """What the guard did in the end: of remedies, the one that helped."""

    seconds: float
    """Wall time of the hop."""

    guard_seconds: float
    """How much of it the guard took: everything but the models' time."""

    input_tokens: int | None
    """Tokens read by the models, in all attempts."""

    output_tokens: int | None
    """Tokens written by them."""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with what the model made."""
        return self.integrity == 1.0

    @property
    def is_wrong(self) -> bool:
        """Whether something is known to be wrong with what the model made."""
        return self.integrity is not None and self.integrity < 1.0

    @property
    def is_flagged(self) -> bool:
        """Whether the guard did not let it pass as clean."""
        return self.action != "none"

    @property
    def is_refused(self) -> bool:
        """Whether the guard kept its result out."""
        return self.action == "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelayResult:
    """A document's way through a relay."""

    document: str
    """Name of the document."""

    model: str
    """Name of the model."""

    strategy: str
    """Name of the strategy."""

    policy: str
    """Name of the guard's policy; `none` without a guard."""

    trips: int
    """Round trips that were asked for."""

    seed: int
    """Seed of the order of the edits."""

    run: str
    """Identifier of the run in the ledger."""

    hops: tuple[Hop, ...]
    """The hops that took place; a trip whose forward hop was refused has no backward one."""

    text: str
    """The document as it is at the end."""

    @property
    def rs(self) -> dict[int, float]:
        """RS@k after each round trip, k = 2, 4, ...: similarity to the shipped document (arXiv 2604.15597, section 3)."""
        return {2 * hop.trip: hop.state for hop in self.hops if hop.direction == "backward" or hop.is_refused}

    @property
    def rs_end(self) -> float:
        """RS@k after the last round trip."""
        return self.rs[2 * self.trips]

    @property
    def trips_done(self) -> int:
        """Round trips that were carried out, rightly or not."""
        return self.trips - sum(hop.is_refused for hop in self.hops)

    @property
    def trips_right(self) -> int:
        """Round trips that were carried out with nothing wrong in either hop."""
        by_trip: dict[int, list[Hop]] = {}
        for hop in self.hops:
            by_trip.setdefault(hop.trip, []).append(hop)
        return sum(all(hop.kept == 1.0 and not hop.is_refused for hop in hops) for hops in by_trip.values())

    @property
    def mean_integrity(self) -> float | None:
        """Mean integrity of the hops that have one."""
        known = [hop.integrity for hop in self.hops if hop.integrity is not None]
        return sum(known) / len(known) if known else None

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a hop, for tables."""
        named = {
            name: getattr(self, name) for name in ("document", "model", "strategy", "policy", "seed", "run")
        }
        return [named | asdict(hop) for hop in self.hops]

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without the text."""
        return {
            "document": self.document,
            "model": self.model,
            "strategy": self.strategy,
            "policy": self.policy,
            "trips": self.trips,
            "seed": self.seed,
            "run": self.run,
            "rs": {str(k): value for k, value in self.rs.items()},
            "mean_integrity": self.mean_integrity,
            "trips_done": self.trips_done,
            "trips_right": self.trips_right,
            "hops": [asdict(hop) for hop in self.hops],
        }
