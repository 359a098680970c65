"""How LangChain composes steps: the parts of a composition, and the same composition of other parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from langchain_core.runnables import (
    Runnable,
    RunnableBinding,
    RunnableBranch,
    RunnableParallel,
    RunnableSequence,
    RunnableWithFallbacks,
)
from langchain_core.runnables.base import RunnableEach
from langchain_core.runnables.passthrough import RunnableAssign
from langchain_core.runnables.retry import RunnableRetry
from langchain_core.runnables.router import RouterRunnable

Parts = dict[str, Runnable[Any, Any]]
"""Steps by what they are called inside a composition."""


def parts_of(step: Runnable[Any, Any]) -> Parts:
    """The steps that a composition runs, in order; empty for what is not a composition.

    The conditions of a branch are not among them: they choose a way and hand nothing on.
    """
    kind = _kind(step)
    return _COMPOSITIONS[kind][0](step) if kind in _COMPOSITIONS else {}


def rebuilt(step: Runnable[Any, Any], parts: Parts) -> Runnable[Any, Any]:
    """The same composition of other parts, named as `parts_of` names them."""
    write = _COMPOSITIONS[_kind(step)][1]
    return step.model_copy(update=dict(write(step, parts)))  # type: ignore[attr-defined,no-any-return]  # all are pydantic models


def _kind(step: Runnable[Any, Any]) -> type:
    """The exact class, without type parameters: a subclass (a message history, a guard) may do more than run its parts."""
    generic = getattr(type(step), "__pydantic_generic_metadata__", {}).get("origin")
    return generic or type(step)


def _sequence(step: Any) -> Parts:
    return {str(number): part for number, part in enumerate(step.steps, 1)}


def _write_sequence(_: Any, parts: Parts) -> Mapping[str, Any]:
    first, *middle, last = parts.values()
    return {"first": first, "middle": middle, "last": last}


def _branch(step: Any) -> Parts:
    ways = {f"if {number}": way for number, (_, way) in enumerate(step.branches, 1)}
    return {**ways, "else": step.default}


def _write_branch(step: Any, parts: Parts) -> Mapping[str, Any]:
    *ways, default = parts.values()
    conditions = [condition for condition, _ in step.branches]
    return {"branches": list(zip(conditions, ways, strict=True)), "default": default}


def _fallbacks(step: Any) -> Parts:
    spare = {f"fallback {number}": part for number, part in enumerate(step.fallbacks, 1)}
    return {"first": step.runnable, **spare}


def _write_fallbacks(_: Any, parts: Parts) -> Mapping[str, Any]:
    first, *spare = parts.values()
    return {"runnable": first, "fallbacks": spare}


def _bound(step: Any) -> Parts:
    return {"": step.bound}


def _write_bound(_: Any, parts: Parts) -> Mapping[str, Any]:
    return {"bound": parts[""]}


_COMPOSITIONS: dict[type, tuple[Callable[[Any], Parts], Callable[[Any, Parts], Mapping[str, Any]]]] = {
    RunnableSequence: (_sequence, _write_sequence),
    RunnableParallel: (lambda step: dict(step.steps__), lambda _, parts: {"steps__": parts}),
    RunnableAssign: (lambda step: {"": step.mapper}, lambda _, parts: {"mapper": parts[""]}),
    RunnableBranch: (_branch, _write_branch),
    RouterRunnable: (lambda step: dict(step.runnables), lambda _, parts: {"runnables": parts}),
    RunnableWithFallbacks: (_fallbacks, _write_fallbacks),
    RunnableBinding: (_bound, _write_bound),
    RunnableRetry: (_bound, _write_bound),
    RunnableEach: (_bound, _write_bound),
}
