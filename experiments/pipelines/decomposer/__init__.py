"""Decomposer and solver: who cuts a question up cannot answer it."""

from holdtrue.experiments.pipelines.decomposer.pipeline import PIPELINE

__all__ = ["PIPELINE"]
