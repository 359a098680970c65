"""The work: each job goes to the model that the registry names, is checked, and where the check fails goes up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from holdtrue.experiments.pipelines.answering import read_value
from holdtrue.experiments.pipelines.cascade import job as jobs
from holdtrue.experiments.pipelines.cascade.costs import Costs, Spent
from holdtrue.experiments.pipelines.cascade.known_skill import known_skill
from holdtrue.experiments.pipelines.cascade.log import CASCADE
from holdtrue.experiments.pipelines.handing import given, hand_on
from holdtrue.experiments.pipelines.pipeline import Attempt
from holdtrue.middleware.policies import Escalate, InOrder
from holdtrue.middleware.policies.base import resolve

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable, RunnableConfig

    from holdtrue.experiments.pipelines.cascade.job import Job
    from holdtrue.experiments.pipelines.cascade.registry import Registry
    from holdtrue.experiments.pipelines.envelope import Envelope
    from holdtrue.experiments.pipelines.handing import Reader
    from holdtrue.experiments.pipelines.pipeline import Setting
    from holdtrue.experiments.tasks import Task


class Cascade:
    """One attempt at a task, with what it spends."""

    def __init__(self, setting: Setting, task: Task, registry: Registry, costs: Costs) -> None:
        self._setting = setting
        self._task = task
        self._registry = registry
        self._costs = costs
        self._small, self._large = Spent(), Spent()
        self._checks = 0
        self._escalated = 0

    def attempt(self, run: str, config: RunnableConfig) -> Attempt:
        """Do the task's jobs, one after the other."""
        task = self._task
        first = given({"question": task.question}, run=run, to="job 1")
        if task.family == "relay":
            text = task.files[task.edits[0].edit.source.file]
            last = first
            for number, edit in enumerate(task.edits, 1):
                last = self._do(last, jobs.edit(edit, text), _document, f"job {number + 1}", config)
                text = last.payload["answer"]
        else:
            work = jobs.calls(task) if task.family == "calls" else jobs.question(task)
            last = self._do(first, work, read_value, "task", config)
        return Attempt(answer=last.payload["answer"], detail=self._detail())

    def _do(self, last: Envelope, job: Job, read: Reader, to: str, config: RunnableConfig) -> Envelope:
        cluster, size = self._registry.of(job.request)
        arm = self._setting.arm
        alone = {"small_only": "small", "large_only": "large"}.get(arm, "large" if size == "large" else "")
        before = self._large.calls
        done = hand_on(
            last,
            self._large_chain(job) if alone == "large" else self._small_chain(job),
            read,
            to=to,
            promise="derive",
            contract=job.contract,
            setting=self._setting if alone else self._escalating(job),
            config=config,
            instruction=job.request,
            detectors=job.detectors,
            source=job.source,
            extra={CASCADE: {"cluster": cluster, "first": alone or "small"}},
        )
        escalated = not alone and self._large.calls > before
        self._escalated += escalated
        self._small.jobs += alone != "large"
        self._large.jobs += escalated or alone == "large"
        self._checks += 1 + escalated
        return done

    def _escalating(self, job: Job) -> Setting:
        """The setting's remedies first, since they are cheaper; then the larger model; then what its policy says."""
        policy = resolve(self._setting.policy)
        last = policy.last if isinstance(policy, InOrder) else policy
        return replace(
            self._setting, policy=InOrder((*policy.remedies, Escalate(self._large_chain(job))), last)
        )

    def _small_chain(self, job: Job) -> Runnable[Any, Any]:
        return job.by(self._setting.model).with_config(callbacks=[self._small])

    def _large_chain(self, job: Job) -> Runnable[Any, Any]:
        larger = self._setting.larger or known_skill(self._task.name, job.right)
        return job.by(larger).with_config(callbacks=[self._large])

    def _detail(self) -> dict[str, Any]:
        small, large = self._small, self._large
        return {
            "jobs": self._checks - self._escalated,
            "escalations": self._escalated,
            "checks": self._checks,
            "small_calls": small.calls,
            "small_tokens": small.read + small.written,
            "large_calls": large.calls,
            "large_tokens": large.read + large.written,
            "cascade_cost": self._costs.of(small, large, self._checks),
            "larger": self._setting.larger.name
            if self._setting.larger
            else "scripted, right 90% of the time",
        }


def _document(text: str) -> dict[str, str]:
    return {"answer": text}
