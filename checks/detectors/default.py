"""The detectors that run unless others are chosen, cheapest evidence first."""

from __future__ import annotations

from holdtrue.checks.contract import DecidedBy
from holdtrue.checks.detectors import (
    checker,
    coverage,
    declared,
    drift,
    facts,
    preservation,
    structure,
    transport,
)
from holdtrue.checks.detectors.base import Detector
from holdtrue.checks.detectors.suspicion import suspicion

_BY_MODE: frozenset[DecidedBy] = frozenset({"mode"})
_BY_CLAUSES: frozenset[DecidedBy] = frozenset({"clauses"})

_OF_A_DOCUMENT: frozenset[DecidedBy] = _BY_MODE | _BY_CLAUSES | {"weights"}

DEFAULT = (
    Detector("checker", checker.detect, frozenset({"checker"})),
    Detector("transport", transport.detect, _OF_A_DOCUMENT),
    Detector("contract", declared.detect, _BY_CLAUSES),
    Detector("structure", structure.detect, _OF_A_DOCUMENT),
    Detector("preservation", preservation.detect, _BY_MODE),
    Detector("coverage", coverage.detect, _BY_MODE),
    Detector("facts", facts.detect, _BY_MODE),
    Detector("drift", drift.detect, _BY_MODE | {"weights"}),
    suspicion(),
)
