"""Where models stop solving optimisation problems, by size and strategy, measured so that one cannot fool oneself."""

from holdtrue.experiments.optimization.ceiling.claims import Claim, claims, templates
from holdtrue.experiments.optimization.ceiling.figure import figure
from holdtrue.experiments.optimization.ceiling.measure import CEILING
from holdtrue.experiments.optimization.ceiling.rates import family_rates, rates
from holdtrue.experiments.optimization.ceiling.slopes import Slope, mixed_model, slope

__all__ = [
    "CEILING",
    "Claim",
    "Slope",
    "claims",
    "family_rates",
    "figure",
    "mixed_model",
    "rates",
    "slope",
    "templates",
]
"""`CEILING` is what `holdtrue experiment ceiling` runs; the rest reads its table."""
