"""Function calling (arXiv 2410.18890): constrained or free, its failures told apart, and pairs to train on."""

from holdtrue.experiments.pipelines.calling.pipeline import PIPELINE

__all__ = ["PIPELINE"]
