"""Ways of cutting work into pieces for a language model, each with the control arm of its paper."""

from holdtrue.experiments.pipelines.pipeline import Attempt, Pipeline, Setting

__all__ = ["Attempt", "Pipeline", "Setting"]
