"""What the text of a cell stands for: numbers, money, dates, times, durations, identifiers, whatever the notation."""

from holdtrue.checks.values.parse import parse
from holdtrue.checks.values.value import Key, Kind, Value, key

__all__ = ["Key", "Kind", "Value", "key", "parse"]
