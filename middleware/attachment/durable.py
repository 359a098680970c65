"""Runs a step so that its result outlasts a pause of the graph that it is in.

A node that pauses is entered again from its beginning when it goes on. A model would then be asked, and paid, a second
time, and a person's answer would be about a result that is no more. So under a policy that pauses, a step runs as a
LangGraph task: the checkpoint keeps its result, and the second time it is read from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from holdtrue.middleware.attachment.graph_context import visit

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.inspection import Inspection
    from holdtrue.middleware.policies.remedy import Step


def call(step: Step, given: Any, inspection: Inspection) -> Any:
    """Run the step, as a task of the graph where the policy may pause it."""
    if not _is_kept(inspection):
        return step.invoke(given, inspection.config)
    from langgraph.func import task

    def holdtrue_step() -> dict[str, Any]:
        output = step.invoke(given, inspection.config)
        return _kept(output, inspection)

    return _restored(task(holdtrue_step)().result(), inspection)


async def acall(step: Step, given: Any, inspection: Inspection) -> Any:
    """Run the step, as a task of the graph where the policy may pause it."""
    if not _is_kept(inspection):
        return await step.ainvoke(given, inspection.config)
    from langgraph.func import task

    async def holdtrue_step() -> dict[str, Any]:
        output = await step.ainvoke(given, inspection.config)
        return _kept(output, inspection)

    return _restored(await task(holdtrue_step)(), inspection)


def _is_kept(inspection: Inspection) -> bool:
    return inspection.watch.policy.durable and visit() is not None


def _kept(output: Any, inspection: Inspection) -> dict[str, Any]:
    spent = [list(each) for each in inspection.meter.spent]
    return {"output": output, "spent": spent, "latency_ms": inspection.elapsed_ms}


def _restored(kept: dict[str, Any], inspection: Inspection) -> Any:
    inspection.meter.restore((model, read, written) for model, read, written in kept["spent"])
    inspection.latency_ms = kept["latency_ms"]
    return kept["output"]
