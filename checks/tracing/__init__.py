"""Traces what came out to what was handed over: records paired, values aligned, differences listed."""

from holdtrue.checks.tracing.trace import Trace, trace

__all__ = ["Trace", "trace"]
