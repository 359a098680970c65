"""DELEGATE-52's round-trip relay on documents of our own, bare or guarded."""

from holdtrue.experiments.relay.contracts import with_declared_only
from holdtrue.experiments.relay.export import as_json, export, writer_for
from holdtrue.experiments.relay.failing import DELEGATE52, FailingModels, failing
from holdtrue.experiments.relay.result import Hop, RelayResult
from holdtrue.experiments.relay.run import Guarding, RelayError, run
from holdtrue.experiments.relay.strategies import STRATEGIES
from holdtrue.experiments.relay.table import (
    comparison_table,
    hop_table,
    kind_table,
    policy_table,
    relay_table,
    sentences,
)

__all__ = [
    "DELEGATE52",
    "STRATEGIES",
    "FailingModels",
    "Guarding",
    "Hop",
    "RelayError",
    "RelayResult",
    "as_json",
    "comparison_table",
    "export",
    "failing",
    "hop_table",
    "kind_table",
    "policy_table",
    "relay_table",
    "run",
    "sentences",
    "with_declared_only",
    "writer_for",
]
