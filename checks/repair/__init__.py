"""Repair: the step's legitimate change is kept, the rest undone."""

from holdtrue.checks.repair.repair import Repaired, repair, repairing

__all__ = ["Repaired", "repair", "repairing"]
