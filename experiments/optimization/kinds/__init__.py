"""The kinds of problems."""

from typing import Any

from holdtrue.experiments.optimization.kind import Kind
from holdtrue.experiments.optimization.kinds.assignment import Assignment
from holdtrue.experiments.optimization.kinds.knapsack import Knapsack
from holdtrue.experiments.optimization.kinds.packing import BinPacking
from holdtrue.experiments.optimization.kinds.portfolio import Portfolio
from holdtrue.experiments.optimization.kinds.power import Power
from holdtrue.experiments.optimization.kinds.production import Production
from holdtrue.experiments.optimization.kinds.shop import JobShop
from holdtrue.experiments.optimization.kinds.tour import RoundTour
from holdtrue.experiments.optimization.kinds.transport import Transport

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Production(whole=False),
        Production(whole=True),
        Knapsack(),
        BinPacking(),
        Assignment(),
        Transport(),
        RoundTour(),
        JobShop(),
        Portfolio(),
        Power("dc"),
        Power("ac"),
    )
}
"""By name."""

__all__ = ["KINDS"]
