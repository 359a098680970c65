"""Problems that linear rows over the printed variables do not say."""

from holdtrue.checks.optimization.structures.matching import Matching
from holdtrue.checks.optimization.structures.packing import Packing
from holdtrue.checks.optimization.structures.power_flow import PowerFlow
from holdtrue.checks.optimization.structures.schedule import Schedule
from holdtrue.checks.optimization.structures.tour import Tour

__all__ = ["Matching", "Packing", "PowerFlow", "Schedule", "Tour"]
