"""Names a place in a document: `section 2`, `record uid == "42" >> field phone`, `line "Total"`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from holdtrue.checks.contract.expression import parse as parse_expression
from holdtrue.checks.contract.expression import quote, tokens
from holdtrue.checks.contract.nearest import did_you_mean
from holdtrue.checks.errors import ContractError

StepKind = Literal[
    "section", "record", "field", "file", "line", "text", "kind", "paragraph", "path", "from", "keys", "value"
]
"""What a step names.

`section`: a heading's number, title or key, with all below it. `record`: records that an expression holds for.
`field`: values of a field. `file`: a file, `*` for any characters. `line`, `paragraph`: those that hold a text.
`text`: the text itself, wherever it stands. `kind`: records of one sort (`comment`, `heading`, `row`).
`path`: records by their path, `*` for any characters. `from`: from a text up to another (`from "A" to "B"`; without
`to`, up to the end; the second text is outside). `keys`: names of fields. `value`: whole values equal to a text.
"""

SEPARATOR = ">>"
"""Stands between steps, each inside the one before."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step towards a place."""

    kind: StepKind
    """What it names."""

    name: str
    """The name, text or expression; empty for all of the kind."""

    end: str = ""
    """For `from`: the text up to which it reaches."""


@lru_cache(maxsize=2_048)
def parse_selector(text: str) -> tuple[Step, ...]:
    """The steps of a selector, the outermost first.

    Raises:
        ContractError: It is no selector; the message says what would be.
    """
    return tuple(_step(part, text) for part in _split(text))


def _split(text: str) -> list[str]:
    """The parts between the separators, those in quotation marks left alone."""
    parts, start, position, mark = [], 0, 0, ""
    while position < len(text):
        character = text[position]
        if mark:
            if character == "\\":
                position += 1
            elif character == mark:
                mark = ""
        elif character in "\"'" and (position == 0 or not text[position - 1].isalnum()):
            mark = character
        elif text.startswith(SEPARATOR, position):
            parts.append(text[start:position])
            position += len(SEPARATOR) - 1
            start = position + 1
        position += 1
    return [*parts, text[start:]]


def _step(part: str, whole: str) -> Step:
    word, _, rest = part.strip().partition(" ")
    rest = rest.strip()
    kind = word[:-1] if word in ("sections", "records", "fields", "files", "lines", "paragraphs") else word
    if kind not in get_args(StepKind):
        msg = f"a place begins with one of {', '.join(get_args(StepKind))}, not {word!r} (in {whole!r})"
        raise ContractError(msg + (did_you_mean(word, get_args(StepKind)) if word else ""))
    if kind == "record":
        if rest:
            parse_expression(rest)
        return Step("record", rest)
    if kind == "from":
        return _stretch(rest, whole)
    name = _unquoted(rest)
    if not name and kind in ("line", "text", "paragraph", "value", "path", "kind"):
        msg = f"{kind!r} needs a name or text behind it (in {whole!r})"
        raise ContractError(msg)
    return Step(kind, name)  # type: ignore[arg-type]  # one of the kinds, as checked above


def _stretch(rest: str, whole: str) -> Step:
    found = tokens(rest)
    texts = [token.text for token in found if token.kind == "string"]
    shape = [token.text if token.kind == "name" else token.kind for token in found]
    if shape not in (["string", "end"], ["string", "to", "string", "end"]):
        msg = f'a stretch is written: from "first text" to "text behind it" (in {whole!r})'
        raise ContractError(msg)
    return Step("from", texts[0], texts[1] if len(texts) > 1 else "")


def _unquoted(text: str) -> str:
    if text[:1] in ("'", '"'):
        found = tokens(text)
        if len(found) != 2 or found[0].kind != "string":
            msg = f"{text!r} is not one text in quotation marks"
            raise ContractError(msg)
        return found[0].text
    return text


def to_text(steps: tuple[Step, ...]) -> str:
    """The selector as it is written."""
    return f" {SEPARATOR} ".join(map(_written, steps))


def _written(step: Step) -> str:
    if step.kind == "record":
        return f"record {step.name}".strip()
    if step.kind == "from":
        return f"from {quote(step.name)}" + (f" to {quote(step.end)}" if step.end else "")
    return f"{step.kind} {quote(step.name)}" if step.name else step.kind
