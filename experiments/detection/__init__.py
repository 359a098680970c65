"""Which detectors see which errors, on hand-offs whose right result a program computes."""

from holdtrue.experiments.detection.damage import KINDS, damaged
from holdtrue.experiments.detection.roc import area, curve

__all__ = ["KINDS", "area", "curve", "damaged"]
