"""Cognitive tools: operations of thought that the model calls, each worked out by the same model in a fresh context."""

from holdtrue.experiments.pipelines.cognitive.pipeline import PIPELINE

__all__ = ["PIPELINE"]
