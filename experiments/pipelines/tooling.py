"""Tools as pipelines see them: what they take, whether a call fits, how a call is written, and what running one comes to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from holdtrue.experiments.documents.grammar import Pattern, chars, literal, one_of, repeated, sequence
from holdtrue.experiments.pipelines.failing import StepFailed

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

Misfit = Literal["missing_argument", "extra_argument", "mistyped_argument"]
"""How a call's arguments do not fit."""

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list, tuple), "object": (dict,), "null": (type(None),),
}  # fmt: skip
_LONGEST_TEXT = 60
"""Characters of a text in a call that a grammar lets through; a small model that has lost the thread does not close it."""

_NUMBER = sequence(
    repeated(literal("-"), 0, 1), chars("0-9", 1, 12), repeated(sequence(".", chars("0-9", 1, 6)), 0, 1)
)
_WHOLE = sequence(repeated(literal("-"), 0, 1), chars("0-9", 1, 12))
_TEXT = sequence('"', chars(r"^\"\\\n", 1, _LONGEST_TEXT), '"')


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a tool takes under one name."""

    name: str
    types: tuple[str, ...]
    """JSON Schema's names of the types that it may have; none where any will do."""

    choices: tuple[Any, ...]
    """The values that it may have; none where the type decides."""

    is_required: bool

    def takes(self, value: Any) -> bool:
        """Whether it may have this value; a number written without a fraction is a number, too, but a truth value is none."""
        if self.choices:
            return any(value == choice and isinstance(value, type(choice)) for choice in self.choices)
        if not self.types:
            return True
        if isinstance(value, bool):
            return "boolean" in self.types
        return any(isinstance(value, _TYPES[name]) for name in self.types) or (
            "integer" in self.types and isinstance(value, float) and value.is_integer()
        )

    @property
    def pattern(self) -> Pattern:
        """The JSON values that it may have, as far as one can be written without nesting."""
        if self.choices:
            return one_of(*(json.dumps(choice, ensure_ascii=False) for choice in self.choices))
        return one_of(*(_PATTERNS[name] for name in self.types or ("string", "number")))


_SCALAR = one_of(_TEXT, _NUMBER)
_PATTERNS = {
    "string": _TEXT,
    "integer": _WHOLE,
    "number": _NUMBER,
    "boolean": one_of("true", "false"),
    "null": literal("null"),
    "array": sequence("[", _SCALAR, repeated(sequence(", ", _SCALAR), 0, 5), "]"),
    "object": sequence("{", _TEXT, ": ", _SCALAR, repeated(sequence(", ", _TEXT, ": ", _SCALAR), 0, 5), "}"),
}


def parameters(tool: BaseTool) -> tuple[Parameter, ...]:
    """What a tool takes, in the order of its schema."""
    schema = schema_of(tool)
    required = set(schema.get("required", ()))
    definitions = schema.get("$defs", {})
    return tuple(
        Parameter(name, *_types(form, definitions), name in required)
        for name, form in schema.get("properties", {}).items()
    )


def schema_of(tool: BaseTool) -> Mapping[str, Any]:
    """The JSON Schema of a tool's arguments, as far as the model fills them in."""
    schema: Any = tool.tool_call_schema
    return schema if isinstance(schema, dict) else dict(schema.model_json_schema())


def described(tools: Iterable[BaseTool]) -> str:
    """One line a tool: its name, its parameters with their types, what it does."""
    return "\n".join(
        f"{tool.name}({', '.join(f'{each.name}: {_said(each)}' for each in parameters(tool))}) - "
        f"{(tool.description or '').strip().splitlines()[0] if tool.description else 'no description'}"
        for tool in tools
    )


def call_pattern(tools: Sequence[BaseTool], keys: tuple[str, str] = ("name", "arguments")) -> Pattern:
    """The calls of these tools, `{"name": ..., "arguments": {...}}`.

    Args:
        tools: The tools.
        keys: Names for the tool and for its arguments. Required ones come in the schema's order, then the others or not.
    """
    return one_of(*(_call_of(tool, keys) for tool in tools))


def run_tool(tools: Sequence[BaseTool], name: str, arguments: Mapping[str, Any]) -> str:
    """What a tool returns, as a text.

    Raises:
        StepFailed: There is no such tool (`unknown_tool`), it does not take these arguments (`wrong_arguments`), or it
            failed (`tool_failed`). What it said about that is in the message, and nowhere where a result is expected.
    """
    tool = next((each for each in tools if each.name == name), None)
    if tool is None:
        raise StepFailed("unknown_tool", f"{name!r}; there are: {', '.join(each.name for each in tools)}")
    if wrong := misfits(tool, arguments):
        raise StepFailed("wrong_arguments", f"{name}: {wrong[0][1]}")
    try:
        message = tool.invoke({"type": "tool_call", "id": name, "name": name, "args": dict(arguments)})
    except Exception as error:  # tools raise whatever they like
        raise StepFailed("tool_failed", f"{name}: {error}") from error
    if message.status == "error":
        raise StepFailed("tool_failed", f"{name}: {message.text}")
    return str(message.text)


def misfits(tool: BaseTool, arguments: Mapping[str, Any]) -> list[tuple[Misfit, str]]:
    """What is wrong with a call's arguments: `missing_argument`, `extra_argument` or `mistyped_argument`, each with a reason."""
    known = {each.name: each for each in parameters(tool)}
    wrong: list[tuple[Misfit, str]] = [
        ("missing_argument", f"{name} is missing")
        for name, each in known.items()
        if each.is_required and name not in arguments
    ]
    wrong += [("extra_argument", f"it takes no {name}") for name in arguments if name not in known]
    wrong += [
        ("mistyped_argument", f"{name} is {json.dumps(value, default=str)}, not {_said(known[name])}")
        for name, value in arguments.items()
        if name in known and not known[name].takes(value)
    ]
    return wrong


def _call_of(tool: BaseTool, keys: tuple[str, str]) -> Pattern:
    every = parameters(tool)
    needed = [each for each in every if each.is_required]
    parts: list[Pattern | str] = [f'{{"{keys[0]}": {json.dumps(tool.name)}, "{keys[1]}": {{']
    for place, each in enumerate(needed):
        parts += [", " if place else "", f"{json.dumps(each.name)}: ", each.pattern]
    optional = [
        sequence(", ", f"{json.dumps(each.name)}: ", each.pattern) for each in every if not each.is_required
    ]
    if needed:
        parts += [repeated(each, 0, 1) for each in optional]
    elif optional:
        first, *_ = [
            sequence(f"{json.dumps(each.name)}: ", each.pattern) for each in every if not each.is_required
        ]
        parts.append(repeated(sequence(first, *(repeated(each, 0, 1) for each in optional[1:])), 0, 1))
    return sequence(*(part for part in parts if part != ""), "}}")


def _types(
    form: Mapping[str, Any], definitions: Mapping[str, Any]
) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """The types and the choices that a schema names, its alternatives and references followed."""
    if "$ref" in form:
        form = definitions.get(form["$ref"].rpartition("/")[2], {})
    if "enum" in form or "const" in form:
        return (), tuple(form.get("enum") or [form["const"]])
    if "anyOf" in form:
        found = [_types(each, definitions) for each in form["anyOf"]]
        types = tuple(name for names, _ in found for name in names)
        # With a choice among the alternatives the other types still stand, so choices alone would say too little.
        return types, () if types else tuple(choice for _, choices in found for choice in choices)
    named = form.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named), ()


def _said(parameter: Parameter) -> str:
    if parameter.choices:
        return " or ".join(json.dumps(choice, ensure_ascii=False) for choice in parameter.choices)
    return " or ".join(parameter.types) or "any value"
