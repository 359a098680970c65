"""The four operations: what each is given, what it is asked, and nothing else that it could know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdtrue.experiments.documents.grammar import chars
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.prompting import Prompt, asking

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from holdtrue.experiments.models import Model

LINE = chars(r"^\n", 1, 160)
"""What an operation says: one line."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One cognitive tool."""

    name: str
    """As the model calls it."""

    takes: tuple[str, ...]
    """What it is given, by name: all that its context holds besides the instruction and the examples."""

    instruction: str
    """What it is asked."""

    def prompt(self, worked: tuple[tuple[Mapping[str, str], str], ...]) -> Prompt:
        """The operation's own prompt, with worked examples of inputs and results."""
        return Prompt(
            instruction=self.instruction,
            worked=tuple((self.shown(inputs), result) for inputs, result in worked),
            answer=LINE,
            most=70,
        )

    def shown(self, inputs: Mapping[str, str]) -> str:
        """Its inputs as a case.

        Raises:
            StepFailed: They are not those that it takes: class `undeclared_input`. A sandbox lets nothing else in.
        """
        if set(inputs) != set(self.takes):
            raise StepFailed("undeclared_input", f"{self.name} takes {self.takes}, not {sorted(inputs)}")
        return "\n".join(f"{name.capitalize()}: {inputs[name]}" for name in self.takes)

    def by(
        self, model: Model, worked: tuple[tuple[Mapping[str, str], str], ...]
    ) -> Runnable[Mapping[str, str], str]:
        """The operation as a chain from its inputs to its result, in a fresh context."""
        return asking(model, self.prompt(worked), self.shown)


UNDERSTAND = Operation(
    "understand_question",
    ("question",),
    "Say what is asked and which steps lead there. Do not answer.",
)
RECALL = Operation(
    "recall_related",
    ("question",),
    "Recall a similar question and how it was answered.",
)
EXAMINE = Operation(
    "examine_answer",
    ("question", "reasoning"),
    "Look for flaws, wrong assumptions and missed conditions in the reasoning.",
)
BACKTRACK = Operation(
    "backtracking",
    ("question", "reasoning"),
    "Say which step of the reasoning is wrong, and what to do instead.",
)

OPERATIONS = (UNDERSTAND, RECALL, EXAMINE, BACKTRACK)
"""Ebouky et al., arXiv 2506.12115, section 3."""
