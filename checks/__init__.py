"""From a hand-off to its findings: pure functions, no LangChain, no network, no global state."""

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.contract import Contract
from holdtrue.checks.embed import Embed
from holdtrue.checks.engine import check
from holdtrue.checks.errors import ContractError, HoldtrueError, InputError
from holdtrue.checks.finding import Finding, Place
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.verdict import Verdict

__all__ = [
    "Artifact",
    "Contract",
    "ContractError",
    "Embed",
    "Finding",
    "HandOff",
    "HoldtrueError",
    "InputError",
    "Place",
    "Verdict",
    "check",
]
