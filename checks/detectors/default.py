"""The detectors that run unless others are chosen, cheapest evidence first."""

from __future__ import annotations

from holdtrue.checks.detectors import coverage, declared, drift, facts, preservation, structure, transport
from holdtrue.checks.detectors.base import Detector

DEFAULT = (
    Detector("transport", transport.detect),
    Detector("contract", declared.detect),
    Detector("structure", structure.detect),
    Detector("preservation", preservation.detect),
    Detector("coverage", coverage.detect),
    Detector("facts", facts.detect),
    Detector("drift", drift.detect),
)
