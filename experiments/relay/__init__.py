"""DELEGATE-52's round-trip relay on documents of our own, bare or guarded."""

from holdtrue.experiments.relay.export import as_json, export, writer_for
from holdtrue.experiments.relay.result import Hop, RelayResult
from holdtrue.experiments.relay.run import Guarding, RelayError, run
from holdtrue.experiments.relay.strategies import STRATEGIES
from holdtrue.experiments.relay.table import comparison_table, hop_table, kind_table, relay_table, sentences

__all__ = [
    "STRATEGIES",
    "Guarding",
    "Hop",
    "RelayError",
    "RelayResult",
    "as_json",
    "comparison_table",
    "export",
    "hop_table",
    "kind_table",
    "relay_table",
    "run",
    "sentences",
    "writer_for",
]
