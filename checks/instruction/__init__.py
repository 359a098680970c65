"""What an instruction allows, read from its wording: a grammar over classes of words, grounded in the documents."""

from holdtrue.checks.instruction.infer import infer
from holdtrue.checks.instruction.mode import mode
from holdtrue.checks.instruction.request import Request
from holdtrue.checks.instruction.understand import asks_for_anything, understand

__all__ = ["Request", "asks_for_anything", "infer", "mode", "understand"]
