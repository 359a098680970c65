"""Ways to have a model solve a problem, each within the same budget of calls and tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from holdtrue.experiments.optimization.ceiling.tools import CALCULATOR, SOLVER, calculated, solved

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from holdtrue.checks.optimization import Problem

STRATEGIES = ("monolithic", "plan", "calculator", "solver")
"""One prompt; a plan first, then its execution; arithmetic as a tool; a solver as a tool."""

PLAN = "Write a short numbered plan of how to solve this, without numbers of the answer."
EXECUTE = "Carry out your plan and give the answer in the form asked for above."
_RULES = "You solve optimisation problems. Give the final answer in exactly the form that is asked for."


@dataclass(frozen=True, slots=True)
class Budget:
    """What an answer may cost, whatever the strategy."""

    calls: int
    tokens: int
    """Written by the model, all calls together."""

    @classmethod
    def of(cls, problem: Problem) -> Budget:
        """Enough for the answer twice over and something to say: a line of the answer has about 14 tokens."""
        return cls(4, 160 + 28 * len(problem.variables))


@dataclass(slots=True)
class Talk:
    """A conversation with a model, and what it has cost so far."""

    model: BaseChatModel
    budget: Budget
    messages: list[BaseMessage] = field(default_factory=list)
    calls: int = 0
    read: int = 0
    """Tokens of the prompts."""

    written: int = 0
    """Tokens of the answers."""

    @property
    def left(self) -> bool:
        """Whether the model may be asked again."""
        return self.calls < self.budget.calls and self.written < self.budget.tokens

    def ask(self, question: str, *, share: float = 1.0) -> str:
        """The model's answer, for which it may write that share of the tokens left."""
        self.messages.append(HumanMessage(question))
        most = max(1, int(share * (self.budget.tokens - self.written)))
        answer = self.model.invoke(self.messages, max_tokens=most)
        self.calls += 1
        usage = answer.usage_metadata
        if usage:
            self.read += usage["input_tokens"]
            self.written += usage["output_tokens"]
        text = answer.text
        self.messages.append(AIMessage(text))
        return text


def answer(strategy: str, model: BaseChatModel, problem: Problem) -> tuple[str, Talk]:
    """The answer to a problem's text, and the conversation that led to it."""
    talk = Talk(model, Budget.of(problem))
    extra = {"calculator": CALCULATOR, "solver": SOLVER}.get(strategy, "")
    talk.messages.append(SystemMessage(f"{_RULES} {extra}".strip()))
    if strategy == "plan":
        talk.ask(f"{problem.text}\n\n{PLAN}", share=0.5)
        return (talk.ask(EXECUTE) if talk.left else ""), talk
    tool: Callable[[str], str | None] = {"calculator": calculated, "solver": solved}.get(
        strategy, lambda _: None
    )
    said = talk.ask(problem.text)
    while talk.left and (result := tool(said)) is not None:
        said = talk.ask(result)
    return said, talk
