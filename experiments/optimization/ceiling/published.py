"""Published points, as labelled reference beside what is measured here. None of them was measured by this project."""

from __future__ import annotations

from typing import Any

_TABLE = {
    ("TSP", "text only"): ((73.3, 58.3), (70.0, 10.0), (64.0, 2.0)),
    ("TSP", "computation tool"): ((86.7, 85.0), (72.0, 70.0), (52.0, 44.0)),
    ("TSP", "solver"): ((98.3, 91.7), (96.0, 86.0), (88.0, 80.0)),
    ("knapsack", "text only"): ((93.9, 89.2), (93.2, 78.0), (61.8, 45.6)),
    ("knapsack", "computation tool"): ((98.5, 87.7), (98.3, 83.3), (87.1, 78.6)),
    ("knapsack", "solver"): ((100.0, 92.3), (100.0, 91.7), (100.0, 95.7)),
    ("network flow", "text only"): ((40.0, 10.0), (15.0, 0.0), (0.0, 0.0)),
    ("network flow", "computation tool"): ((90.0, 90.0), (85.0, 85.0), (75.0, 75.0)),
    ("network flow", "solver"): ((100.0, 100.0), (100.0, 100.0), (100.0, 100.0)),
}
"""Per cent feasible and accurate, easy to hard."""

OPT_ENGINE: tuple[dict[str, Any], ...] = tuple(
    {"kind": kind, "strategy": strategy, "level": level, "measure": measure, "rate": rate / 100.0}
    for (kind, strategy), levels in _TABLE.items()
    for level, pair in zip(("easy", "medium", "hard"), levels, strict=True)
    for measure, rate in zip(("feasible", "accurate"), pair, strict=True)
)
"""DeepSeek-V3.2 in OPT-Engine (arXiv 2601.19924), as table 2 of its repository has it."""

CONSTRAINTBENCH: tuple[dict[str, Any], ...] = (
    {
        "domain": "best model, all domains",
        "feasible": 0.65,
        "feasible and optimal": 0.305,
        "read in": "abstract of v1",
    },
    {
        "domain": "production mix",
        "feasible": 0.833,
        "feasible and optimal": None,
        "read in": "abstract of v1",
    },
    {
        "domain": "facility location",
        "feasible": 0.85,
        "feasible and optimal": 0.0,
        "read in": "a replication's notes",
    },
    {
        "domain": "shift scheduling",
        "feasible": 0.708,
        "feasible and optimal": 0.425,
        "read in": "a replication's notes",
    },
    {
        "domain": "bin packing",
        "feasible": 0.267,
        "feasible and optimal": 0.142,
        "read in": "a replication's notes",
    },
    {
        "domain": "crew assignment",
        "feasible": 0.008,
        "feasible and optimal": 0.0,
        "read in": "a replication's notes",
    },
)
"""ConstraintBench (arXiv 2602.22465): six frontier models, answers without tools, 20 tasks a domain; optimal is within 0.1%.
The best feasible and the best feasible and optimal rate need not be the same model's."""
