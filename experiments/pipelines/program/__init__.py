"""LLM program: the state and the way through it are the host's, the model sees one step at a time."""

from holdtrue.experiments.pipelines.program.pipeline import PIPELINE

__all__ = ["PIPELINE"]
