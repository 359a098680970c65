"""Which model is asked first, by kind of job; learned from a log, fixed while a sweep runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from holdtrue.experiments.pipelines.cascade.clusters import Clusters

if TYPE_CHECKING:
    from holdtrue.experiments.pipelines.cascade.log import Entry

Size = Literal["small", "large"]

_ENOUGH = 5
"""Jobs of a kind before its rate of escalation is believed."""


@dataclass(frozen=True, slots=True)
class Registry:
    """Who is asked first."""

    clusters: Clusters = field(default_factory=Clusters)
    """Tells which kind a job is."""

    first: Mapping[str, Size] = field(default_factory=lambda: MappingProxyType({}))
    """By kind of job; the small model where nothing is said."""

    def of(self, request: str) -> tuple[str, Size]:
        """The kind of a job, and who is asked first."""
        cluster = self.clusters.of(request)
        return cluster, self.first.get(cluster, "small")

    @classmethod
    def learned(cls, log: Iterable[Entry], break_even: float) -> Registry:
        """Send the kinds straight to the large model whose jobs were escalated more often than pays.

        Args:
            log: Jobs that the small model was asked first.
            break_even: The share of escalations from which the detour costs more than it saves (`Costs.breaks_even`).
        """
        seen = list(log)
        clusters = Clusters.learned(entry.request for entry in seen)
        went: dict[str, list[bool]] = defaultdict(list)
        for entry in seen:
            went[clusters.of(entry.request)].append(entry.escalated)
        first: dict[str, Size] = {
            cluster: "large"
            for cluster, escalated in went.items()
            if len(escalated) >= _ENOUGH and sum(escalated) / len(escalated) > break_even
        }
        return cls(clusters, first)
