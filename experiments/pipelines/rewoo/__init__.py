"""ReWOO: the whole plan first, then its steps, then the answer."""

from holdtrue.experiments.pipelines.rewoo.pipeline import PIPELINE

__all__ = ["PIPELINE"]
