"""A pipeline that asks its model once, under guard, and answers what it said; the other arm refuses to."""

from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from holdtrue.experiments.pipelines import Attempt, Pipeline, Setting
from holdtrue.experiments.tasks import Task
from holdtrue.middleware import HandOffBlocked, guard


def _build(setting: Setting) -> Runnable[Task, Attempt]:
    step = guard(
        setting.model.chat | StrOutputParser(),
        contract="derive",
        policy=setting.policy,
        ledger=setting.ledger,
        before=lambda text: text,
    )

    def attempt(task: Task, config: RunnableConfig) -> Attempt:
        if setting.arm == "none":
            return Attempt(answer=None, failure="unwilling")
        try:
            return Attempt(answer=step.invoke(task.question, config), detail={"hops": 1})
        except HandOffBlocked:
            return Attempt(answer=None, failure="blocked")

    return RunnableLambda(attempt)


PIPELINE = Pipeline(
    name="probe", source="none", families=("tools", "questions"), arms=("asks", "none"), build=_build
)
