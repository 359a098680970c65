"""Optimisation problems in words, certified and in several sizes, and what models make of them."""

from holdtrue.experiments.optimization.generate import Instance, generate, guess, worse
from holdtrue.experiments.optimization.kinds import KINDS

__all__ = ["KINDS", "Instance", "generate", "guess", "worse"]
