"""Code splits the document into records, the model edits one at a time, code joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableLambda

if TYPE_CHECKING:
    from langchain_core.language_models import BaseLLM

    from holdtrue.experiments.models import Model
    from holdtrue.experiments.relay.task import Task


def decomposed(model: Model, task: Task) -> Runnable[str, str]:
    """A chain from a document to the same document with each record edited by a call of its own.

    Every call sees the worked examples and one record. A model with a completion endpoint continues a text under a
    grammar of the target layout, so that each answer parses; another one answers to messages. The embedded model does
    at least as well the first way: of 12 five-field records each, it wrote 12 lines as CSV against 9 to messages, and
    12 in either way from CSV to lines, from CSV to JSON and back. The grammar changed none of these counts.
    """
    one = _chatted(model, task) if model.completion is None else _completed(model.completion, task)
    each = one.map().with_config(max_concurrency=model.at_once)
    return RunnableLambda(task.edit.source.split) | each | RunnableLambda(task.edit.target.join)


def _chatted(model: Model, task: Task) -> Runnable[str, str]:
    shown: list[BaseMessage] = [SystemMessage(task.edit.record_instruction)]
    for record, result in task.worked:
        shown += [HumanMessage(record), AIMessage(result)]

    def prompt(record: str) -> list[BaseMessage]:
        return [*shown, HumanMessage(record)]

    return RunnableLambda(prompt) | model.chat | StrOutputParser() | str.strip


def _completed(completion: BaseLLM, task: Task) -> Runnable[str, str]:
    shown = "".join(f"In: {record}\nOut: {result}\n\n" for record, result in task.worked)

    def prompt(record: str) -> str:
        return f"{task.edit.record_instruction}\n\n{shown}In: {record}\nOut:"

    # The space belongs to the answer: tokens of most models begin with it, and none ends with it.
    grammar = task.edit.target.grammar.replace("root ::= ", 'root ::= " " ', 1)
    bound = completion.bind(stop=["\n\n"], extra_body={"grammar": grammar})
    return RunnableLambda(prompt) | bound | str.strip
