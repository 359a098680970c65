"""What the host keeps, and which of it each step may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from holdtrue.experiments.pipelines.failing import StepFailed

VISIBLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "step": ("question", "paragraph", "chain"),
        "conclude": ("question", "chain"),
    }
)
"""By step, the parts of the state that its prompt may be made of. Paragraphs that were not chosen, their scores, what was
tried and the canary stay with the host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of a run, which no prompt is ever made of but through `view`."""

    question: str
    """What is asked."""

    paragraphs: Mapping[str, str]
    """Everything there is to read, by name."""

    canary: str
    """A mark that means nothing and stands in no paragraph: whoever shows it has seen the whole state."""

    chain: tuple[str, ...] = ()
    """What was found out so far, one sentence each."""

    read: tuple[str, ...] = ()
    """Paragraphs that a step was taken on, by name."""

    scores: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """How well each paragraph fits what comes next."""

    paragraph: str = ""
    """The one that the next step is taken on."""

    def view(self, step: str) -> dict[str, Any]:
        """What a step may see, and nothing else.

        Raises:
            StepFailed: The map of what is visible does not know the step: class `unmapped_step`.
        """
        if step not in VISIBLE:
            raise StepFailed("unmapped_step", f"nothing says what {step!r} may see")
        return {name: getattr(self, name) for name in VISIBLE[step]}

    def everything(self) -> dict[str, Any]:
        """The whole state, for the control arm that hides nothing."""
        return {
            "question": self.question,
            "chain": self.chain,
            "notes": (
                f"mark {self.canary}",
                *(f"{name}: {score:.2f}" for name, score in self.scores.items()),
            ),
            "paragraph": "\n".join(self.paragraphs.values()),
        }
