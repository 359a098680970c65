"""A chat model as judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdtrue.middleware.asking import Reply, ask, model_name
from holdtrue.middleware.judge.judgement import Judgement, read_rulings, rule, rule_whole, unanswered
from holdtrue.middleware.judge.questions import SHARE, Asked, doubts_question, whole_question

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from holdtrue.checks import HandOff, Verdict
    from holdtrue.middleware.asking import Prices


TIMEOUT_S = 60.0
"""How long a guard waits for a judge where it is told nothing else, in seconds."""


class ChatJudge:
    """Asks a chat model once for each hand-off that differs, about the places that may be damage only.

    What the check could not explain comes first, then what it let pass, the likeliest damage first.

    Args:
        model: Any LangChain chat model; with structured output where it has it.
        share: Share of the tokens of both documents whole that one question may take at most.
        whole: Whether to send both documents whole instead, of every hand-off.
        prices: What the model costs.
        timeout_s: How long a guard waits for it, in seconds.
    """

    def __init__(
        self,
        model: BaseChatModel,
        *,
        share: float = SHARE,
        whole: bool = False,
        prices: Prices | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self.model = model
        self.share = share
        self.whole = whole
        self.prices = prices
        self.timeout_s = timeout_s
        self.name = model_name(model)

    def __call__(self, handoff: HandOff, verdict: Verdict) -> Judgement:
        """The verdict after judging.

        Where the model fails, refuses or answers something else, it is as it was, and `warn` where it passed: what was
        put to a judge is not confirmed before the judge has answered.
        """
        if self.whole:
            return finish_whole(handoff, verdict, ask(self.model, whole_question(handoff)), self.name)
        asked = doubts_question(handoff, verdict, share=self.share)
        if asked is None:
            return Judgement(verdict)
        return finish_doubts(verdict, asked, ask(self.model, asked.question), self.name)


def finish_doubts(verdict: Verdict, asked: Asked, reply: Reply, judge: str) -> Judgement:
    """What a reply about places that may be damage makes of the verdict."""
    count = len(asked.items)
    if reply.value is None:
        return Judgement(unanswered(verdict, reply.trouble), reply.spent, reply.trouble, count)
    rulings = read_rulings(reply.value, count)
    ruled = rule(verdict, asked, rulings, judge)
    clear = sum(ruling.ruling != "cannot_tell" for ruling in rulings.values())
    trouble = f"{count - clear} of {count} places got no clear ruling" if clear < count else ""
    if len(rulings) < count:
        ruled = unanswered(ruled, trouble)
    return Judgement(ruled, reply.spent, trouble, count)


def finish_whole(handoff: HandOff, verdict: Verdict, reply: Reply, judge: str) -> Judgement:
    """What a reply about the whole documents makes of the verdict."""
    if reply.value is None:
        return Judgement(unanswered(verdict, reply.trouble), reply.spent, reply.trouble)
    ruled = rule_whole(verdict, handoff, reply.value, judge)
    if ruled is None:
        trouble = "the answer cannot be used"
        return Judgement(unanswered(verdict, trouble), reply.spent, trouble)
    return Judgement(ruled, reply.spent)
