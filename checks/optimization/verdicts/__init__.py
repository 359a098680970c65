"""What can be concluded about an answer to an optimisation problem, with the evidence."""

from holdtrue.checks.optimization.verdicts.assess import assess
from holdtrue.checks.optimization.verdicts.assessment import Assessment, Conclusion
from holdtrue.checks.optimization.verdicts.invariance import Telling, moves, paraphrased, renamed, reordered
from holdtrue.checks.optimization.verdicts.methods import (
    GradientDescent,
    Method,
    ProjectedGradient,
    Recurrence,
    Simplex,
    newton,
)
from holdtrue.checks.optimization.verdicts.power_steps import newton_power_flow
from holdtrue.checks.optimization.verdicts.printing import half_units
from holdtrue.checks.optimization.verdicts.probe import Ask, Probe, perturbed, probe, stale
from holdtrue.checks.optimization.verdicts.reuse import reused
from holdtrue.checks.optimization.verdicts.template import template

__all__ = [
    "Ask",
    "Assessment",
    "Conclusion",
    "GradientDescent",
    "Method",
    "Probe",
    "ProjectedGradient",
    "Recurrence",
    "Simplex",
    "Telling",
    "assess",
    "half_units",
    "moves",
    "newton",
    "newton_power_flow",
    "paraphrased",
    "perturbed",
    "probe",
    "renamed",
    "reordered",
    "reused",
    "stale",
    "template",
]
