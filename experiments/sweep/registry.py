"""The experiments by name; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from holdtrue.checks import InputError
from holdtrue.experiments.sweep.experiment import Experiment

EXPERIMENTS: dict[str, str] = {
    "ceiling": "holdtrue.experiments.optimization.ceiling:CEILING",
    "nulls": "holdtrue.experiments.optimization.nulls:NULLS",
    "pipelines": "holdtrue.experiments.sweep.pipelines:PIPELINES_EXPERIMENT",
    "accumulation": "holdtrue.experiments.accumulation.experiment:ACCUMULATION",
    "detection": "holdtrue.experiments.detection.experiment:DETECTION",
}
"""Where each one is: a module and the `Experiment` in it."""


def experiment_named(name: str) -> Experiment:
    """The experiment of that name, or the one at `module:attribute`.

    Raises:
        InputError: There is none.
    """
    place = EXPERIMENTS.get(name, name)
    module, colon, attribute = place.partition(":")
    try:
        found = getattr(import_module(module), attribute) if colon else None
    except Exception as error:  # a module runs whatever it likes when it is imported
        msg = f"no experiment at {place}: {type(error).__name__}: {error}"
        raise InputError(msg) from error
    if not isinstance(found, Experiment):
        msg = f"no experiment {name!r}; one of {', '.join(EXPERIMENTS)}, or module:attribute of your own"
        raise InputError(msg)
    return found
