"""Verification: what a contract's clauses make of the documents, held against what came."""

from holdtrue.checks.verify.verify import verify

__all__ = ["verify"]
