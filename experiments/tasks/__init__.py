"""Work with exact answers, generated from seeds: what decomposed pipelines are measured on."""

from holdtrue.experiments.tasks.task import Family, Task

__all__ = ["Family", "Task"]
