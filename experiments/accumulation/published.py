"""DELEGATE-52's published curves, as reference data; what is ours is never mixed with it."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from holdtrue.experiments.accumulation.comparison import Curve

SOURCE = "Laban et al. 2026, arXiv 2604.15597v1"
"""Where all of it is from."""


@cache
def published() -> tuple[Curve, ...]:
    """RS@2 to RS@20 of 19 models, means over 310 documents (Table 1)."""
    return _curves("delegate52_rs.csv", every=1)


@cache
def published_long() -> tuple[Curve, ...]:
    """RS@10 to RS@100 of four of the models, every tenth interaction (Table 6)."""
    return _curves("delegate52_rs100.csv", every=5)


def _curves(file: str, *, every: int) -> tuple[Curve, ...]:
    return tuple(
        Curve(
            row["model"],
            tuple(float(value) / 100 for name, value in row.items() if name.startswith("RS@")),
            every,
        )
        for row in _rows(file)
    )


def _rows(file: str) -> list[Mapping[str, str]]:
    text = files(__package__).joinpath("data", file).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
