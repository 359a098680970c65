"""Laws: what most records of a hand-off obey, so that those that do not stand out."""

from holdtrue.checks.laws.induce import induce
from holdtrue.checks.laws.law import Law

__all__ = ["Law", "induce"]
