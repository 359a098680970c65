"""Asks a language model for a JSON object: now, or through the files of a provider's batch service."""

from holdtrue.middleware.asking.batch import Answers, read_answers, request_file
from holdtrue.middleware.asking.chat import chat_model, model_name
from holdtrue.middleware.asking.fence import Fence
from holdtrue.middleware.asking.question import Question, Reply
from holdtrue.middleware.asking.spending import Prices, Spending, estimate_tokens
from holdtrue.middleware.asking.structured import ask, read_object

__all__ = [
    "Answers",
    "Fence",
    "Prices",
    "Question",
    "Reply",
    "Spending",
    "ask",
    "chat_model",
    "estimate_tokens",
    "model_name",
    "read_answers",
    "read_object",
    "request_file",
]
