"""Small model first: what its check does not pass goes to a larger one, and both are paid."""

from holdtrue.experiments.pipelines.cascade.pipeline import PIPELINE

__all__ = ["PIPELINE"]
