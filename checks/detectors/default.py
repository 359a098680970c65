"""The detectors that run unless others are chosen, cheapest evidence first."""

from __future__ import annotations

from holdtrue.checks.contract import DecidedBy
from holdtrue.checks.detectors import coverage, declared, drift, facts, preservation, structure, transport
from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.detectors.suspicion import suspicion

_BY_MODE: frozenset[DecidedBy] = frozenset({"mode"})
_BY_CLAUSES: frozenset[DecidedBy] = frozenset({"clauses"})

DEFAULT = (
    Detector("transport", transport.detect),
    Detector("contract", declared.detect, _BY_CLAUSES),
    Detector("structure", structure.detect),
    Detector("preservation", preservation.detect, _BY_MODE),
    Detector("coverage", coverage.detect, _BY_MODE),
    Detector("facts", facts.detect, _BY_MODE),
    Detector("drift", drift.detect, _BY_MODE | {"weights"}),
    suspicion(),
)
