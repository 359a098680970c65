"""A question to a model with a few worked examples, small enough for a small model, its answer held to a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.runnables import Runnable, RunnableLambda

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdtrue.experiments.documents.grammar import Pattern
    from holdtrue.experiments.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a model is asked besides the case at hand."""

    instruction: str
    """What is to be done."""

    worked: tuple[tuple[str, str], ...] = ()
    """Cases with their right answers, in the layout of the case at hand; none is taken from a task."""

    answer: Pattern | None = None
    """The texts that are answers. A model with a completion endpoint can write no other; a hosted one can."""

    grammar: str | None = None
    """The answers as GBNF with rules of its own, where a pattern would be too long; its `root` begins with a space and
    ends with an empty line."""

    most: int = 160
    """Tokens after which a completion is cut off."""


def asking(
    model: Model, prompt: Prompt, layout: Callable[[Any], str] = lambda text: text
) -> Runnable[Any, str]:
    """A chain from a case to the model's answer, in a fresh context each time.

    Args:
        model: Who is asked. One with a completion endpoint continues a text; another answers to messages.
        prompt: What it is asked.
        layout: Makes the case's text of what the chain is given.
    """
    if model.completion is None:
        return RunnableLambda(_messages(prompt, layout)) | model.chat | StrOutputParser() | str.strip
    options: dict[str, Any] = {"max_tokens": prompt.most}
    if prompt.grammar is not None:
        options["extra_body"] = {"grammar": prompt.grammar}
    elif prompt.answer is not None:
        # The space belongs to the answer: tokens of most models begin with it, and none ends with it. An empty line
        # ends it as it ends the examples: it is one token, and a model that may not write it does not stop.
        options["extra_body"] = {"grammar": f'root ::= " " {prompt.answer.gbnf} "\\n\\n"'}
    else:
        options["stop"] = ["\n\n"]
    return RunnableLambda(_text(prompt, layout)) | model.completion.bind(**options) | str.strip


def _messages(prompt: Prompt, layout: Callable[[Any], str]) -> Callable[[Any], list[BaseMessage]]:
    shown: list[BaseMessage] = [SystemMessage(prompt.instruction)]
    for case, answer in prompt.worked:
        shown += [HumanMessage(case), AIMessage(answer)]

    def messages(case: Any) -> list[BaseMessage]:
        return [*shown, HumanMessage(layout(case))]

    return messages


def _text(prompt: Prompt, layout: Callable[[Any], str]) -> Callable[[Any], str]:
    worked = "".join(f"In: {case}\nOut: {answer}\n\n" for case, answer in prompt.worked)

    def text(case: Any) -> str:
        return f"{prompt.instruction}\n\n{worked}In: {layout(case)}\nOut:"

    return text
