"""What a judge is, and which one a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from holdtrue.middleware.asking import chat_model
from holdtrue.middleware.judge.chat import TIMEOUT_S, ChatJudge
from holdtrue.middleware.judge.entailment import EntailmentJudge, cross_encoder
from holdtrue.middleware.judge.questions import SHARE

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from holdtrue.checks import HandOff, Verdict
    from holdtrue.middleware.asking import Prices
    from holdtrue.middleware.judge.judgement import Judgement

CROSS_ENCODER = "cross-encoder:"
"""What the name of a sentence-transformers cross-encoder begins with."""


class Judge(Protocol):
    """Looks at what a check could not explain."""

    prices: Prices | None
    """What its tokens cost, where that is known."""

    timeout_s: float
    """How long a guard waits for it, in seconds."""

    def __call__(self, handoff: HandOff, verdict: Verdict) -> Judgement:
        """The verdict after judging; never raises, and where it cannot judge the verdict stays as it was."""


def judge_of(
    model: str | BaseChatModel | Judge,
    *,
    share: float = SHARE,
    whole: bool = False,
    prices: Prices | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Judge:
    """The judge that a name or a model means.

    Args:
        model: `provider:model` as LangChain's `init_chat_model` takes it, a LangChain chat model, `cross-encoder:NAME`
            for a sentence-transformers cross-encoder trained on entailment, or a judge itself.
        share: Share of the tokens of both documents whole that one question may take at most.
        whole: Whether to send both documents whole, whatever the checks found: the baseline, for short hand-offs.
        prices: What the model costs; without, only tokens are told.
        timeout_s: How long a guard waits for it, in seconds; then the verdict stays as it was.

    Raises:
        InputError: There is no such model, or its package or key is missing.
    """
    if isinstance(model, str) and model.startswith(CROSS_ENCODER):
        return EntailmentJudge(cross_encoder(model.removeprefix(CROSS_ENCODER)))
    if isinstance(model, str):
        model = chat_model(model)
    from langchain_core.language_models import BaseChatModel

    if isinstance(model, BaseChatModel):
        return ChatJudge(model, share=share, whole=whole, prices=prices, timeout_s=timeout_s)
    return model
