"""Whether the references of a plan hold, asked before anything is carried out."""

from __future__ import annotations

from holdtrue.checks.references import faults, read_plan
from holdtrue.experiments.pipelines.failing import StepFailed

_CLASSES = {
    "dangling": "dangling_reference",
    "duplicate": "duplicate_step",
    "cycle": "cyclic_plan",
    "late": "late_reference",
}


def must_hold(text: str) -> None:
    """Refuse steps that use what no step makes, or what is made later, or wait for each other, or have one name.

    Args:
        text: A step a line, its result's name first: `#E2 = add(#E1, 2)`, `#Q2: What is twice #Q1?`.

    Raises:
        StepFailed: They do not hold: `dangling_reference`, `late_reference`, `cyclic_plan` or `duplicate_step`.
    """
    for fault in faults(read_plan(text)):
        raise StepFailed(_CLASSES[fault.kind], fault.message)
