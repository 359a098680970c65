"""A language model as the last tier: it is asked about what the checks cannot explain, and about nothing else."""

from holdtrue.middleware.judge.chat import ChatJudge
from holdtrue.middleware.judge.entailment import EntailmentJudge
from holdtrue.middleware.judge.judge import Judge, judge_of
from holdtrue.middleware.judge.judgement import Judgement
from holdtrue.middleware.judge.questions import BUDGET, doubts_question, whole_question

__all__ = [
    "BUDGET",
    "ChatJudge",
    "EntailmentJudge",
    "Judge",
    "Judgement",
    "doubts_question",
    "judge_of",
    "whole_question",
]
