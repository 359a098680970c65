"""Readers: any text to records of named cells with their places, a reader per family of formats."""

from holdtrue.checks.readers.registry import read

__all__ = ["read"]
