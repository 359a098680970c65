"""The JSON Schema of a contract, generated from the clauses."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING
from typing import Any, get_args

from holdtrue.checks.contract.clauses import CLAUSES, Clause
from holdtrue.checks.contract.expression import FUNCTIONS
from holdtrue.checks.contract.modes import FactType, Mode

_NUMBER_OR_TEXT = {"type": ["number", "string"]}
_SCALAR = {"type": ["string", "number", "boolean", "null"]}
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}

_TYPES: dict[str, dict[str, Any]] = {
    "expression": _NUMBER_OR_TEXT,
    "expressions": {"anyOf": [_NUMBER_OR_TEXT, {"type": "array", "items": _NUMBER_OR_TEXT}]},
    "fields": {
        "anyOf": [
            {"type": "object", "additionalProperties": _NUMBER_OR_TEXT},
            {"type": "array", "items": {"type": "string"}},
            {"type": "string"},
        ]
    },
    "names": {"type": "object", "additionalProperties": _SCALAR, "minProperties": 1},
    "selectors": _TEXTS,
    "text": {"type": "string"},
    "texts": _TEXTS,
    "integer": {"type": "integer"},
    "flag": {"type": "boolean"},
    "scalar": _SCALAR,
    "files": {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
    "row": {"type": "object", "additionalProperties": _SCALAR},
}


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of every notation of a contract that JSON or YAML can hold."""
    clause = {
        "anyOf": [
            {"type": "string", "description": "a clause in the one-line form"},
            {
                "type": "object",
                "properties": {name: {"$ref": f"#/$defs/{name}"} for name in CLAUSES},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    }
    whole = {
        "type": "object",
        "properties": {
            "mode": {"enum": list(get_args(Mode))},
            "free": {"type": "array", "items": {"enum": list(get_args(FactType))}},
            "clauses": {"$ref": "#/$defs/clauses"},
        },
        "anyOf": [{"required": ["mode"]}, {"required": ["clauses"]}],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Contract of a hand-off",
        "anyOf": [
            {"type": "string", "description": "a mode's name, or clauses in the one-line form"},
            {"$ref": "#/$defs/clauses"},
            whole,
        ],
        "$defs": {
            "clauses": {"type": "array", "items": clause},
            **{name: _clause(kind) for name, kind in CLAUSES.items()},
        },
    }


def _clause(kind: type[Clause]) -> dict[str, Any]:
    parameters = kind.parameters()
    form: dict[str, Any] = {
        "type": "object",
        "description": (kind.__doc__ or "").strip(),
        "properties": {field.name: _parameter(field) for field in parameters},
        "additionalProperties": False,
    }
    required = [field.name for field in parameters if field.default is MISSING]
    return {**form, "required": required} if required else form


def _parameter(field: dataclasses.Field[Any]) -> dict[str, Any]:
    kind, choices = field.metadata["kind"], list(field.metadata["choices"])
    described = {"description": field.metadata["meaning"]}
    if kind == "choice":
        return {"enum": choices, **described}
    if kind == "choices":
        return {"anyOf": [{"enum": choices}, {"type": "array", "items": {"enum": choices}}], **described}
    return {**_TYPES[kind], **described}


def reference() -> str:
    """Every function, clause and parameter as Markdown."""
    lines = ["| function | gives |", "|---|---|"]
    lines += [f"| `{function.usage}` | {function.meaning} |" for function in FUNCTIONS.values()]
    lines += ["", "## Clauses", ""]
    for name, kind in CLAUSES.items():
        lines += [f"### `{name}`", "", (kind.__doc__ or "").strip(), ""]
        for field in kind.parameters():
            needed = " (needed)" if field.default is MISSING else ""
            choices = f": {', '.join(field.metadata['choices'])}" if field.metadata["choices"] else ""
            lines.append(f"- `{field.name}`{needed}: {field.metadata['meaning']}{choices}")
        lines.append("")
    return "\n".join(lines)
