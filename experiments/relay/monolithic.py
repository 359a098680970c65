"""The whole document in one prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableLambda

if TYPE_CHECKING:
    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay.task import Task

_SYSTEM = "You edit documents. Answer with the whole edited document and nothing else."


def monolithic(model: Model, task: Task) -> Runnable[str, str]:
    """A chain from a document to what the model makes of it, after one worked example document."""
    shown, result = task.worked_document

    # Messages, not a template: a document may hold the braces that a template would read.
    def prompt(document: str) -> list[BaseMessage]:
        return [
            SystemMessage(_SYSTEM),
            HumanMessage(_request(task, shown)),
            AIMessage(result),
            HumanMessage(_request(task, document)),
        ]

    return RunnableLambda(prompt) | model.chat | StrOutputParser()


def _request(task: Task, document: str) -> str:
    return f"{task.edit.instruction}\n\n{document}"
