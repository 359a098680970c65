"""`guard_chain`: attach to every step of a chain at once, and `outline`: say what is guarded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from langchain_core.prompts import BasePromptTemplate
from langchain_core.runnables import Runnable, RunnablePassthrough, RunnablePick
from langchain_core.runnables.base import RunnableLike, coerce_to_runnable

from holdtrue.checks import InputError
from holdtrue.middleware.attachment.guard import guard
from holdtrue.middleware.attachment.guarded import GuardedRunnable
from holdtrue.middleware.attachment.structure import Parts, parts_of, rebuilt

if TYPE_CHECKING:
    from holdtrue.middleware.attachment.options import GuardOptions


def guard_chain(
    chain: RunnableLike[Any, Any],
    *,
    steps: Mapping[str, GuardOptions | None] | None = None,
    **options: Unpack[GuardOptions],
) -> Runnable[Any, Any]:
    """Guard every step of a chain; `outline` shows what came of it.

    Goes into sequences, parallels, branches, routers, assignments, bindings, retries, fallbacks and maps. Left bare is
    what hands on no work of its own: passed-through and picked values, and prompt templates, which only put values
    into a text (name one in `steps` to guard it too). A step that is guarded already keeps its guard.

    Args:
        chain: Any Runnable, or what LangChain makes one of.
        steps: By a step's name, what its guard is told beside and before `options`; None leaves the step bare.
            Steps of one name are told apart by their order: `RunnableLambda`, `RunnableLambda 2`, ...
        options: What every guard is told; see `guard`.

    Returns:
        The chain with its steps guarded; the chain that was given stays as it was.

    Raises:
        InputError: A name in `steps` is no step's, or the chain has nothing to guard.
    """
    bound: Runnable[Any, Any] = coerce_to_runnable(chain)
    told = dict(steps or {})
    names: Counter[str] = Counter()
    guarded: list[str] = []

    def attach(step: Runnable[Any, Any]) -> Runnable[Any, Any]:
        if isinstance(step, GuardedRunnable):
            guarded.append(step.watch.step)
            return step
        parts = parts_of(step)
        if parts:
            return rebuilt(step, {key: attach(part) for key, part in parts.items()})
        name = _numbered(step.get_name(), names)
        own = told.get(name, {})
        if own is None or (name not in told and _why_bare(step)):
            return step
        guarded.append(name)
        merged: GuardOptions = {**options, "name": name, **own}
        return guard(step, **merged)

    result = attach(bound)
    known = [_known(name, number) for name, count in names.items() for number in range(1, count + 1)]
    for name in told:
        if name not in known:
            msg = f"the chain has no step {name!r}; its steps are {', '.join(known)}"
            raise InputError(msg)
    if not guarded:
        msg = "the chain has nothing to guard: use guard(step), or name a step in steps="
        raise InputError(msg)
    return result


def outline(chain: Runnable[Any, Any]) -> str:
    """A chain's steps, one a line, each with what its guard holds it to, or why it has none."""
    return "\n".join(_lines(chain, "", 0))


def _lines(step: Runnable[Any, Any], label: str, depth: int) -> Iterator[str]:
    indent = "  " * depth + (f"{label}: " if label else "")
    parts: Parts = {} if isinstance(step, GuardedRunnable) else parts_of(step)
    if not parts:
        yield f"{indent}{_said(step)}"
        return
    if list(parts) != [""]:  # a binding or a map shows as what it is around
        yield f"{indent}{type(step).__name__}"
        depth, label = depth + 1, ""
    for key, part in parts.items():
        yield from _lines(part, key or label, depth)


def _said(step: Runnable[Any, Any]) -> str:
    if isinstance(step, GuardedRunnable):
        watch = step.watch
        contract = watch.contract.mode if watch.contract.source != "default" else "no contract"
        return f"{watch.step} [{contract}, {watch.policy}]"
    return f"{step.get_name()} (bare: {_why_bare(step) or 'left out'})"


def _why_bare(step: Runnable[Any, Any]) -> str:
    if isinstance(step, BasePromptTemplate):
        return "a prompt template"
    if isinstance(step, RunnablePassthrough | RunnablePick):
        return "hands on what it is given"
    return ""


def _numbered(name: str, names: Counter[str]) -> str:
    names[name] += 1
    return _known(name, names[name])


def _known(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"
