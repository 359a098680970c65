"""Calls whose texts and numbers are copied: for a small model, the grammar lets through only what it was given.

A small model writes the names of its worked examples instead of those of its question. What a call is about is said in
the question or in an earlier result, so a decoder need not offer anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from holdtrue.experiments.documents.grammar import literal
from holdtrue.experiments.pipelines.tooling import parameters

if TYPE_CHECKING:
    from langchain_core.tools import BaseTool

    from holdtrue.experiments.pipelines.tooling import Parameter

_WORD = re.compile(r"\S+")
_AROUND = '.,;:?!()[]{}"\\“”‘’…'
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_LONGEST = 4
"""Words of a text that is copied whole."""

_MOST = 400
"""Texts that a grammar offers; a longer question is cut."""


def spans(text: str) -> tuple[str, ...]:
    """The runs of up to four words of a text, each without the punctuation around it, in the order of their beginning."""
    found: list[str] = []
    for line in text.splitlines():
        words = _WORD.findall(line)
        for start in range(len(words)):
            ends = range(start + 1, min(start + _LONGEST, len(words)) + 1)
            found += [" ".join(words[start:end]).strip(_AROUND) for end in ends]
    kept = (span for span in found if span and '"' not in span and "\\" not in span)
    return tuple(dict.fromkeys(kept))[:_MOST]


def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text, each once."""
    words = (word.strip(_AROUND) for word in text.split())
    return tuple(dict.fromkeys(word for word in words if _NUMBER.fullmatch(word)))


def value_rules(text: str) -> str:
    """The rules `text` and `number`: what can be copied out of a text."""
    texts = [json.dumps(span, ensure_ascii=False) for span in spans(text)] or ['""']
    return f"text ::= {_choice(texts)}\nnumber ::= {_choice(numbers(text) or ('0',))}"


def call_rule(name: str, tools: Sequence[BaseTool], references: Sequence[str] = ()) -> str:
    """The rule of that name: any tool with its required arguments, each copied (`value_rules`) or a reference."""
    return f"{name} ::= " + " | ".join(_call(tool, references) for tool in tools)


def _call(tool: BaseTool, references: Sequence[str]) -> str:
    given = [_argument(each, references) for each in parameters(tool) if each.is_required]
    return " ".join([literal(f"{tool.name}(").gbnf, ' ", " '.join(given), '")"'])


def _argument(each: Parameter, references: Sequence[str]) -> str:
    if each.choices:
        value = _choice([json.dumps(choice, ensure_ascii=False) for choice in each.choices])
    elif each.types and set(each.types) <= {"integer", "number"}:
        value = "number"
    elif not each.types or "string" in each.types:
        value = "text"
    else:
        value = each.pattern.gbnf
    return f"({' | '.join([value, *(literal(name).gbnf for name in references)])})"


def _choice(texts: Iterable[str]) -> str:
    return f"({' | '.join(literal(text).gbnf for text in texts)})"
