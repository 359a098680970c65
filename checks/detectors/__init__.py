"""One kind of trouble each: a detector reads a hand-off and yields findings."""

from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.detectors.default import DEFAULT
from holdtrue.checks.detectors.delegation import DELEGATION
from holdtrue.checks.detectors.plan import PLAN, SUBSTITUTION

__all__ = ["DEFAULT", "DELEGATION", "PLAN", "SUBSTITUTION", "Detector"]
