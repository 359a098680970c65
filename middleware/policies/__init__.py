"""What to do about a verdict; one policy or remedy per module."""

from holdtrue.middleware.policies.base import Policy, PolicyLike, resolve
from holdtrue.middleware.policies.block import Block
from holdtrue.middleware.policies.escalate import Escalate
from holdtrue.middleware.policies.human import Human
from holdtrue.middleware.policies.in_order import InOrder
from holdtrue.middleware.policies.observe import Observe
from holdtrue.middleware.policies.remedy import Backoff, Case, Refusal, Remedy, Step, Try
from holdtrue.middleware.policies.repair import Repair, Repairer
from holdtrue.middleware.policies.retry import Retry
from holdtrue.middleware.policies.warn import Warn

__all__ = [
    "Backoff",
    "Block",
    "Case",
    "Escalate",
    "Human",
    "InOrder",
    "Observe",
    "Policy",
    "PolicyLike",
    "Refusal",
    "Remedy",
    "Repair",
    "Repairer",
    "Retry",
    "Step",
    "Try",
    "Warn",
    "resolve",
]
