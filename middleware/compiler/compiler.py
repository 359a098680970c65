"""Asks a model for the clauses of an instruction, and takes those that are grounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from holdtrue.checks import Artifact, ContractError
from holdtrue.checks.contract import Clause
from holdtrue.checks.contract.forms import read_line
from holdtrue.middleware.asking import Fence, Question, Reply, Spending, ask, chat_model, model_name
from holdtrue.middleware.compiler.cache import CompilationCache
from holdtrue.middleware.compiler.compilation import Ambiguity, Compilation
from holdtrue.middleware.compiler.grounding import Ground, folded
from holdtrue.middleware.compiler.outline import outline
from holdtrue.middleware.compiler.prompt import ANSWER, SYSTEM

if TYPE_CHECKING:
    from pathlib import Path

    from langchain_core.language_models import BaseChatModel

TIMEOUT_S = 60.0
"""How long a guard waits for a compilation, in seconds."""

_CLAUSES = 40
"""Clauses of one answer that are looked at."""

_SENTENCE = re.compile(r"(?<=[.!?;:。！？])\s+|\n+")


class Compiler:
    """Compiles instructions with a chat model; the same instruction over documents of one outline once.

    Args:
        model: `provider:model`, or any LangChain chat model.
        cache: Where answers are kept beyond this process; by default they are kept in memory.
        timeout_s: How long a guard waits, in seconds.

    Raises:
        InputError: There is no such model, or the cache is of no use.
    """

    def __init__(
        self,
        model: str | BaseChatModel,
        *,
        cache: CompilationCache | str | Path | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self.model = chat_model(model)
        self.timeout_s = timeout_s
        if cache is not None and not isinstance(cache, CompilationCache):
            cache = CompilationCache(cache)
        self._cache = cache
        self._known: dict[str, Mapping[str, Any]] = {}

    def __call__(self, instruction: str, before: Artifact) -> Compilation:
        """The instruction as clauses that stand on it and on the document; never raises."""
        if not instruction.strip() or before.is_empty:
            return Compilation(trouble="there is no instruction or no document")
        question = compile_question(instruction, before, model_name(self.model))
        value = self._known.get(question.id)
        if value is None and self._cache is not None:
            value = self._cache.get(question.id)
        if value is not None:
            self._known[question.id] = value
            return read_compilation(instruction, before, Reply(value, Spending(model_name(self.model))))
        reply = ask(self.model, question)
        if reply.value is not None:
            self._known[question.id] = reply.value
            if self._cache is not None:
                self._cache.put(question.id, reply.value)
        return read_compilation(instruction, before, reply)


def compile_question(instruction: str, before: Artifact, model: str) -> Question:
    """What a model is asked: the same for the same instruction, outline and model."""
    shown = outline(before)
    fence = Fence([instruction, shown])
    parts = [fence.put("instruction", instruction), fence.put("outline", shown)]
    key = json.dumps(["compile", SYSTEM, instruction, shown, model])
    return Question(key, f"{SYSTEM}\n{fence.rule}", "\n".join(parts), ANSWER)


def read_compilation(instruction: str, before: Artifact, reply: Reply) -> Compilation:
    """What of an answer stands: each clause that is quoted, readable and grounded; all else is ambiguous.

    A sentence of the instruction that no quote touches is ambiguous too: a model must not pass over it.
    """
    if reply.value is None:
        return Compilation((), (), reply.spent, reply.trouble)
    ground = Ground(instruction, before)
    clauses: list[Clause] = []
    open_parts: list[Ambiguity] = []
    quotes: list[str] = []
    for entry in _objects(reply.value.get("clauses"))[:_CLAUSES]:
        quote, line = _text(entry, "quote"), _text(entry, "clause")
        found, why = _grounded(line, quote, ground)
        if why:
            open_parts.append(Ambiguity(quote, f"{line}: {why}"))
        clauses += found
        quotes.append(quote)
    for entry in _objects(reply.value.get("ambiguous")):
        open_parts.append(
            Ambiguity(_text(entry, "quote"), _text(entry, "question") or "the model leaves it open")
        )
        quotes.append(_text(entry, "quote"))
    nothing = reply.value.get("nothing")
    quotes += [text for text in (nothing if isinstance(nothing, list) else ()) if isinstance(text, str)]
    open_parts += [
        Ambiguity(part, "the model says nothing about it") for part in _untouched(instruction, quotes)
    ]
    return Compilation(tuple(clauses), tuple(open_parts), reply.spent)


def _grounded(line: str, quote: str, ground: Ground) -> tuple[Sequence[Clause], str]:
    """The clauses of a line, or why there are none."""
    if not quote.strip() or folded(quote) not in ground.instruction:
        return (), "its quote is not in the instruction"
    try:
        clauses = read_line(line)
    except (ContractError, RecursionError) as error:
        return (), str(error)
    for clause in clauses:
        if why := ground.objection(clause):
            return (), why
    return clauses, ""


def _untouched(instruction: str, quotes: Sequence[str]) -> Iterator[str]:
    """Sentences that share no stretch with any quote that stands in the instruction."""
    said = folded(instruction)
    spans = []
    for quote in map(folded, quotes):
        start = said.find(quote) if quote else -1
        if start >= 0:
            spans.append((start, start + len(quote)))
    position = 0
    for sentence in _SENTENCE.split(instruction):
        text = folded(sentence)
        if not any(character.isalnum() for character in text):
            continue
        start = max(said.find(text, position), 0)
        position = start + len(text)
        if not any(a < position and start < b for a, b in spans):
            yield sentence.strip()


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""
