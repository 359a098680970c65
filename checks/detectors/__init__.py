"""One kind of trouble each: a detector reads a hand-off and yields findings."""

from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.detectors.default import DEFAULT

__all__ = ["DEFAULT", "Detector"]
