"""What can be concluded about an answer to an optimisation problem, with the evidence."""

from holdtrue.checks.optimization.verdicts.assess import assess
from holdtrue.checks.optimization.verdicts.assessment import Assessment, Conclusion
from holdtrue.checks.optimization.verdicts.methods import GradientDescent, Method, Recurrence, Simplex, newton
from holdtrue.checks.optimization.verdicts.printing import half_units

__all__ = [
    "Assessment",
    "Conclusion",
    "GradientDescent",
    "Method",
    "Recurrence",
    "Simplex",
    "assess",
    "half_units",
    "newton",
]
