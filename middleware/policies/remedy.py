"""The interface of a remedy: it tries to put right a hand-off that does not hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator

    from langchain_core.runnables import RunnableConfig

    from holdtrue.checks import Artifact, HandOff, Verdict
    from holdtrue.middleware.record import Action


class Step(Protocol):
    """What was guarded, as far as a remedy needs it."""

    def invoke(self, given: Any, config: RunnableConfig) -> Any:
        """Do the work."""

    async def ainvoke(self, given: Any, config: RunnableConfig) -> Any:
        """Do the work."""

    def advised(self, given: Any, said: str, advice: str) -> tuple[Step, Any]:
        """The step and what it is given, with advice on what it said before, where there is a place for advice."""

    def replaced(self, by: Any) -> Step:
        """The step with its model replaced by another, or another step in its place."""

    def part(self, given: Any, text: str) -> Any:
        """What the step is given, with only this text for the document.

        Raises:
            InputError: Where the document is cannot be told.
        """


@dataclass(frozen=True, slots=True)
class Case:
    """A hand-off that does not hold, with everything that may put it right."""

    step: Step
    """The step that made it."""

    name: str
    """The step's name in records."""

    given: Any
    """What the step was given."""

    output: Any
    """What the step returned."""

    handoff: HandOff
    """Its two sides as they were judged."""

    verdict: Verdict
    """What is wrong."""

    write: Callable[[Artifact], Any]
    """The step's output with this artifact for its document; raises InputError where that cannot be."""


def _only(outputs: list[Any]) -> Any:
    return outputs[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One more attempt at a hand-off."""

    action: Action
    """What it does about the verdict before it, for the record."""

    calls: tuple[tuple[Step, Any], ...] = ()
    """Steps to run, each with what it is given."""

    combine: Callable[[list[Any]], Any] = _only
    """Makes the output of what the calls returned."""

    wait_s: float = 0.0
    """How long to wait before, in seconds."""

    accepted: bool = False
    """Whether it stands whatever the check says of it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A decision that the hand-off must not go on."""


class Remedy(ABC):
    """Tries to put right a hand-off that does not hold.

    A guard runs what `tries` yields, judges it, and sends the case back, None where it raised. It stops at the first
    try that holds; of those that do not, the best is handed on to the next remedy.
    """

    durable: ClassVar[bool] = False
    """Whether it pauses the graph that the step runs in, so that the step's result must be kept until it goes on."""

    keeps: ClassVar[Literal["clean", "better"]] = "better"
    """What becomes of a try that does not hold: dropped, or kept where it is better than what there was."""

    on: Literal["fail", "warn"] = "fail"
    """The mildest outcome that it acts on; anything milder holds."""

    @abstractmethod
    def tries(self, case: Case) -> Generator[Try | Refusal, Case | None, None]:
        """Yield one attempt after the other, as many as there may be."""

    def holds(self, verdict: Verdict | None) -> bool:
        """Whether nothing more need be done."""
        if verdict is None:
            return False
        if self.keeps == "clean":
            return verdict.outcome == "pass"
        return not self.acts_on(verdict)

    def acts_on(self, verdict: Verdict) -> bool:
        """Whether the verdict calls for it."""
        return verdict.outcome == "fail" or verdict.outcome == self.on

    def __str__(self) -> str:
        return type(self).__name__.lower()


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before one more attempt."""

    first_s: float = 0.0
    """Before the first, in seconds; each further one waits twice as long."""

    longest_s: float = field(default=60.0)
    """No wait is longer, in seconds."""

    def __iter__(self) -> Iterator[float]:
        wait = self.first_s
        while True:
            yield min(wait, self.longest_s)
            wait *= 2
