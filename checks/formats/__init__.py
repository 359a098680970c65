"""Whether a text is what its format says, and how many records it holds."""

from holdtrue.checks.formats.parsed import Parsed, Trouble
from holdtrue.checks.formats.registry import format_of, parse, sniff

__all__ = ["Parsed", "Trouble", "format_of", "parse", "sniff"]
