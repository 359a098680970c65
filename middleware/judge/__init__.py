"""A language model as the last tier: it is asked about the places that may be damage, and about nothing else."""

from holdtrue.middleware.judge.chat import ChatJudge
from holdtrue.middleware.judge.entailment import EntailmentJudge
from holdtrue.middleware.judge.judge import Judge, judge_of
from holdtrue.middleware.judge.judgement import Judgement, unanswered
from holdtrue.middleware.judge.questions import SHARE, doubts_question, whole_question

__all__ = [
    "SHARE",
    "ChatJudge",
    "EntailmentJudge",
    "Judge",
    "Judgement",
    "doubts_question",
    "judge_of",
    "unanswered",
    "whole_question",
]
