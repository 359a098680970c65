"""Thresholds from a user's own clean hand-offs, with a guarantee on false alarms."""

from holdtrue.middleware.calibration.conformal import calibrate, needed
from holdtrue.middleware.calibration.thresholds import Thresholds, conformity

__all__ = ["Thresholds", "calibrate", "conformity", "needed"]
