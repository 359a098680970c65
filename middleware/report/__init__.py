"""Drift reports: what happened at the hand-offs of a run, for people and for machines."""

from holdtrue.middleware.report.model import Hop, Report, Run, build
from holdtrue.middleware.report.render import ENDINGS, render

__all__ = ["ENDINGS", "Hop", "Report", "Run", "build", "render"]
