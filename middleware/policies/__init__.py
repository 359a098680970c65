"""What to do about a verdict; one policy per module."""

from holdtrue.middleware.policies.base import Policy, resolve
from holdtrue.middleware.policies.block import Block
from holdtrue.middleware.policies.observe import Observe
from holdtrue.middleware.policies.warn import Warn

__all__ = ["Block", "Observe", "Policy", "Warn", "resolve"]
