"""The judge of `holdtrue check`: a model that is asked at once, or files of questions and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdtrue.checks import InputError

if TYPE_CHECKING:
    from holdtrue.checks import HandOff, Verdict
    from holdtrue.middleware.asking import Answers, Prices, Question
    from holdtrue.middleware.judge import Judge, Judgement


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """What the user says about the judge; nothing by default, and then there is none."""

    model: str | None = None
    """Name of the model."""

    whole: bool = False
    """Whether it sees both documents whole."""

    share: float | None = None
    """Share of the tokens of both documents whole that one question may take."""

    prices: str | None = None
    """What the model costs."""

    requests: Path | None = None
    """Where the questions go, instead of to the model."""

    answers: Path | None = None
    """Where the answers come from."""

    @property
    def wanted(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.model or self.answers)

    def check(self, *, batch: bool) -> None:
        """See that the options go together.

        Raises:
            InputError: They do not.
        """
        if (self.requests or self.answers) and not batch:
            raise InputError("--judge-requests and --judge-answers go with --cases")
        if self.requests and not self.model:
            raise InputError(
                "--judge-requests needs --judge MODEL: a batch service asks for the model's name"
            )
        if self.requests and self.answers:
            raise InputError(
                "--judge-requests writes the questions, --judge-answers reads the answers; not both at once"
            )
        if self.answers and self.model:
            raise InputError("--judge-answers asks no model; leave --judge out")
        if not self.wanted and (self.whole or self.share is not None or self.prices):
            raise InputError(
                "--judge-whole, --judge-share and --judge-prices go with --judge or --judge-answers"
            )


@dataclass(slots=True)
class Judging:
    """Judges one verdict after the other, and adds up what it takes."""

    judge: Callable[[HandOff, Verdict], Judgement]
    """Gives the verdict as it stands after judging."""

    prices: Prices | None
    """What the model costs."""

    totals: dict[str, Any] = field(default_factory=dict)
    """Sums over the hand-offs so far."""

    def __call__(self, handoff: HandOff, verdict: Verdict) -> tuple[Verdict, dict[str, Any]]:
        """The verdict after judging, and what that took, as JSON values."""
        judgement = self.judge(handoff, verdict)
        told = judgement.account(handoff, self.prices)
        for key, value in {**told, "handoffs": 1}.items():
            if isinstance(value, (int, float)):
                self.totals[key] = self.totals.get(key, 0) + value
        return judgement.verdict, told

    def summary(self) -> str:
        """What the judging took, in one line."""
        totals = self.totals
        line = (
            f"judge: {totals.get('asked', 0)} places in {totals.get('handoffs', 0)} hand-offs, "
            f"{totals.get('input_tokens', 0):,} tokens read and {totals.get('output_tokens', 0):,} written"
        )
        if "cost" in totals:
            line += f", cost {totals['cost']:.4f}"
        return line + f"; both documents whole would be about {totals.get('whole_tokens', 0):,} tokens"


@contextmanager
def judging(options: JudgeOptions) -> Iterator[Judging]:
    """The judge that the options ask for; a file of requests appears at the end.

    Raises:
        InputError: The model, the prices or a file is of no use.
    """
    from holdtrue.middleware.asking import Prices, read_answers, request_file
    from holdtrue.middleware.judge import SHARE, judge_of

    prices = Prices.of(options.prices) if options.prices else None
    share = SHARE if options.share is None else options.share
    if options.requests and options.model:
        with request_file(options.requests, options.model.partition(":")[2] or options.model) as put:
            yield Judging(_asker(put, share, whole=options.whole), prices)
    elif options.answers:
        answers = read_answers(options.answers)
        yield Judging(_reader(answers, share, whole=options.whole), prices)
    elif options.model:
        judge: Judge = judge_of(options.model, share=share, whole=options.whole, prices=prices)
        yield Judging(judge, prices)


def _asker(
    put: Callable[[Question], None], share: float, *, whole: bool
) -> Callable[[HandOff, Verdict], Judgement]:
    from holdtrue.middleware.asking import Spending
    from holdtrue.middleware.judge import Judgement, doubts_question, unanswered, whole_question

    def ask(handoff: HandOff, verdict: Verdict) -> Judgement:
        asked = None if whole else doubts_question(handoff, verdict, share=share)
        question = whole_question(handoff) if whole else asked.question if asked else None
        if question is None:
            return Judgement(verdict)
        put(question)
        spent = Spending(calls=1, input_tokens=question.tokens)
        trouble = "not answered yet"
        return Judgement(unanswered(verdict, trouble), spent, trouble, len(asked.items) if asked else 0)

    return ask


def _reader(answers: Answers, share: float, *, whole: bool) -> Callable[[HandOff, Verdict], Judgement]:
    from holdtrue.middleware.judge import Judgement, doubts_question, whole_question
    from holdtrue.middleware.judge.chat import finish_doubts, finish_whole

    def read(handoff: HandOff, verdict: Verdict) -> Judgement:
        if whole:
            reply = answers.reply(whole_question(handoff))
            return finish_whole(handoff, verdict, reply, reply.spent.model or "the judge")
        asked = doubts_question(handoff, verdict, share=share)
        if asked is None:
            return Judgement(verdict)
        reply = answers.reply(asked.question)
        return finish_doubts(verdict, asked, reply, reply.spent.model or "the judge")

    return read
