"""Experiments: many measurements, on local processes or a cluster, resumed where they stopped, as one table."""

from holdtrue.experiments.sweep.cell import Bench, Cell, Row, Value
from holdtrue.experiments.sweep.engine import SweepError
from holdtrue.experiments.sweep.experiment import Experiment, Scale, Scope
from holdtrue.experiments.sweep.intervals import Interval, difference, mean
from holdtrue.experiments.sweep.registry import EXPERIMENTS, experiment_named
from holdtrue.experiments.sweep.results import results
from holdtrue.experiments.sweep.run import Progress, sweep

__all__ = [
    "EXPERIMENTS",
    "Bench",
    "Cell",
    "Experiment",
    "Interval",
    "Progress",
    "Row",
    "Scale",
    "Scope",
    "SweepError",
    "Value",
    "difference",
    "experiment_named",
    "mean",
    "results",
    "sweep",
]
