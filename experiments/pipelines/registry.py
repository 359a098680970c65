"""The pipelines by name, each loaded when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from holdtrue.experiments.pipelines.pipeline import Pipeline

PIPELINES: dict[str, str] = {
    name: f"holdtrue.experiments.pipelines.{name}"
    for name in (
        "abstraction",
        "calling",
        "cascade",
        "cognitive",
        "decomposer",
        "graph",
        "program",
        "rewoo",
        "thread",
    )
}
"""Where each one's `PIPELINE` is."""


def pipeline_named(name: str) -> Pipeline:
    """The pipeline of that name.

    Raises:
        InputError: There is none.
    """
    if name not in PIPELINES:
        msg = f"unknown pipeline {name!r}; one of {', '.join(sorted(PIPELINES))}"
        raise InputError(msg)
    pipeline: Pipeline = import_module(PIPELINES[name]).PIPELINE
    return pipeline
