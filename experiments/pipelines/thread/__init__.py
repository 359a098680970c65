"""Thread-style subtask trees (TIM, arXiv 2507.16784): a task splits into subtasks, and only conclusions go up."""

from holdtrue.experiments.pipelines.thread.pipeline import PIPELINE

__all__ = ["PIPELINE"]
