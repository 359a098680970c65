"""Reads an answer to an optimisation problem, in whatever form it comes."""

from holdtrue.checks.optimization.answers.answer import Answer, Iterate
from holdtrue.checks.optimization.answers.figure import Figure
from holdtrue.checks.optimization.answers.reader import AnswerReader, read_answer

__all__ = ["Answer", "AnswerReader", "Figure", "Iterate", "read_answer"]
