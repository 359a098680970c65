"""Knowledge-graph reasoning (KGoT, arXiv 2504.02670): what is found out becomes triples, from which the answer is read."""

from holdtrue.experiments.pipelines.graph.pipeline import PIPELINE

__all__ = ["PIPELINE"]
