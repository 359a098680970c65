"""Chain-of-Abstraction (arXiv 2401.17464): a chain of reasoning with placeholders, filled by tools afterwards."""

from holdtrue.experiments.pipelines.abstraction.pipeline import PIPELINE

__all__ = ["PIPELINE"]
