"""Typed facts in a text: numbers, dates, identifiers, names, addresses and negations, each with its place."""

from holdtrue.checks.facts.extract import extract
from holdtrue.checks.facts.fact import Fact

__all__ = ["Fact", "extract"]
