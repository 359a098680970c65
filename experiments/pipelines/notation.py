"""Tool calls in one line of text, `price("apple", #E1)`: read by a parser.

An argument is a JSON value or a reference to another step's result. A reference stays a value of its own type until the
result is there; nothing is ever put into text that is read again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from holdtrue.checks.references import references, substitute
from holdtrue.experiments.pipelines.failing import StepFailed
from holdtrue.experiments.pipelines.standard import DECODER
from holdtrue.experiments.pipelines.tooling import parameters, run_tool
from holdtrue.experiments.tasks import Ref as TaskRef

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.pipelines.tooling import Parameter
    from holdtrue.experiments.tasks import Call as TaskCall

_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_REFERENCE = re.compile(r"#E\d+(?!\w)")
_MARK = "#E"
_BLANK = re.compile(r"[ \t]*")
_MOST = 2000
"""Characters of a call; a longer one is a model that has lost the thread."""


@dataclass(frozen=True, slots=True)
class ResultOf:
    """The result of another step."""

    name: str
    """As in `#E1`."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What is to be called with what."""

    tool: str
    """The tool's name."""

    args: tuple[Any, ...] = ()
    """Arguments by position: JSON values and references."""

    named: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Arguments by name."""

    @property
    def refs(self) -> tuple[str, ...]:
        """The results that it needs, in their order, each once; those named inside of texts among them."""
        found: list[str] = []
        for value in (*self.args, *self.named.values()):
            _collect(value, found)
        return tuple(dict.fromkeys(found))

    def resolved(self, results: Mapping[str, str]) -> ToolCall:
        """The call with results in the place of references; those inside of texts are replaced whole, once.

        Raises:
            StepFailed: A result is not there.
        """
        for name in self.refs:
            if name not in results:
                raise StepFailed("dangling_reference", f"{name} has no result")
        args = tuple(_resolved(value, results) for value in self.args)
        return ToolCall(
            self.tool, args, {key: _resolved(value, results) for key, value in self.named.items()}
        )

    @property
    def lines(self) -> str:
        """The tool and each argument on a line of its own, texts without quotes: what a substitution is checked by."""
        values = [*self.args, *self.named.values()]
        flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
        return "\n".join([self.tool, *(item if isinstance(item, str) else _written(item) for item in flat)])

    def __str__(self) -> str:
        positional = [_written(value) for value in self.args]
        named = [f"{key}={_written(value)}" for key, value in self.named.items()]
        return f"{self.tool}({', '.join(positional + named)})"


def read_call(text: str) -> ToolCall:
    """The call that a line says, and nothing but a call.

    Raises:
        StepFailed: It is none: class `unparsed_call`.
    """
    if len(text) > _MOST:
        raise _unparsed(text, "it is too long")
    text = text.strip()
    if not (name := _NAME.match(text)):
        raise _unparsed(text, "it begins with no name")
    at = _skip(text, name.end())
    if text[at : at + 1] != "(":
        raise _unparsed(text, "no bracket follows the name")
    at = _skip(text, at + 1)
    args: list[Any] = []
    named: dict[str, Any] = {}
    while text[at : at + 1] != ")":
        if args or named:
            if text[at : at + 1] != ",":
                raise _unparsed(text, "its arguments do not end in a bracket")
            at = _skip(text, at + 1)
        key, at = _key(text, at)
        value, at = _value(text, at)
        if key is None and not named:
            args.append(value)
        elif key is None or key in named:
            raise _unparsed(text, "an argument is given twice, or has no name after one that has")
        else:
            named[key] = value
    if text[at + 1 :].strip():
        raise _unparsed(text, "something follows it")
    return ToolCall(name[0], tuple(args), named)


def written(calls: Sequence[TaskCall], tools: Mapping[str, BaseTool]) -> tuple[ToolCall, ...]:
    """Calls of a task's solution in this notation: the first one's result is `#E1`, arguments stand by position."""
    return tuple(_written_call(call, tools[call.tool]) for call in calls)


def carry_out(call: ToolCall, tools: Sequence[BaseTool]) -> str:
    """What a call comes to.

    Raises:
        StepFailed: There is no such tool, the call does not fit, or the tool failed; see `tooling.run_tool`.
    """
    tool = next((tool for tool in tools if tool.name == call.tool), None)
    return run_tool(tools, call.tool, {} if tool is None else dict(fitted(call, tool).named))


def fitted(call: ToolCall, tool: BaseTool) -> ToolCall:
    """The call with all its arguments by name. A result is a text; where a number is wanted and it is one, it becomes one.

    Raises:
        StepFailed: There are more arguments than the tool takes, or one is given twice: class `wrong_arguments`.
    """
    order = parameters(tool)
    named = {each.name: value for each, value in zip(order, call.args, strict=False)}
    if len(call.args) > len(order) or named.keys() & call.named.keys():
        raise StepFailed("wrong_arguments", f"{call} gives too many arguments, or one twice")
    named |= call.named
    named |= {each.name: _fitting(named[each.name], each) for each in order if each.name in named}
    return ToolCall(call.tool, (), named)


def positional(call: ToolCall, tool: BaseTool) -> ToolCall:
    """A fitted call with its arguments by position as far as that goes."""
    left = dict(call.named)
    args: list[Any] = []
    for each in parameters(tool):
        if each.name not in left:
            break
        args.append(left.pop(each.name))
    return ToolCall(call.tool, tuple(args), left)


def _fitting(value: Any, wanted: Parameter) -> Any:
    if wanted.takes(value) or not isinstance(value, str):
        return value
    try:
        number = DECODER.decode(value)
    except (ValueError, RecursionError):
        return value
    return number if wanted.takes(number) else value


def _written_call(call: TaskCall, tool: BaseTool) -> ToolCall:
    values = {
        name: ResultOf(f"#E{value.call + 1}") if isinstance(value, TaskRef) else value
        for name, value in call.arguments.items()
    }
    return positional(ToolCall(call.tool, (), values), tool)


def _key(text: str, at: int) -> tuple[str | None, int]:
    name = _NAME.match(text, at)
    if name and text[(after := _skip(text, name.end())) : after + 1] == "=":
        return name[0], _skip(text, after + 1)
    return None, at


def _value(text: str, at: int) -> tuple[Any, int]:
    if reference := _REFERENCE.match(text, at):
        return ResultOf(reference[0]), _skip(text, reference.end())
    try:
        value, end = DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise _unparsed(text, "an argument is neither a JSON value nor a reference") from error
    return value, _skip(text, end)


def _skip(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _collect(value: Any, found: list[str]) -> None:
    if isinstance(value, ResultOf):
        found.append(value.name)
    elif isinstance(value, str):
        found += [reference.name for reference in references(value) if reference.name.startswith(_MARK)]
    elif isinstance(value, list):
        for item in value:
            _collect(item, found)


def _resolved(value: Any, results: Mapping[str, str]) -> Any:
    if isinstance(value, ResultOf):
        return results[value.name]
    if isinstance(value, str):
        return substitute(value, results)
    if isinstance(value, list):
        return [_resolved(item, results) for item in value]
    return value


def _written(value: Any) -> str:
    return value.name if isinstance(value, ResultOf) else json.dumps(value, ensure_ascii=False)


def _unparsed(text: str, why: str) -> StepFailed:
    shown = text if len(text) <= 80 else f"{text[:80]}..."
    return StepFailed("unparsed_call", f"{shown!r} is no call: {why}")
