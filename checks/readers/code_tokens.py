"""The tokens of program text, and what the first of them say about a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from holdtrue.checks.readers.languages import Language

Token = tuple[str, int, int]
"""Its kind (a group of the language's pattern, or `document`), where it begins and where it ends."""

_FAILURES = 8
"""Here-documents without an end that are looked for: a text full of `<<` must not be searched for each."""

_MODIFIERS = frozenset(
    [
        "public",
        "private",
        "protected",
        "internal",
        "static",
        "abstract",
        "final",
        "sealed",
        "partial",
        "open",
        "data",
        "inline",
        "async",
        "export",
        "default",
        "pub",
        "unsafe",
        "extern",
        "const",
        "declare",
        "local",
        "override",
        "virtual",
        "readonly",
        "typedef",
        "suspend",
    ]
)
_CLASSES = frozenset(
    [
        "class",
        "struct",
        "interface",
        "enum",
        "trait",
        "impl",
        "namespace",
        "module",
        "object",
        "record",
        "union",
        "message",
        "service",
        "protocol",
    ]
)
_FUNCTIONS = frozenset(["def", "function", "func", "fn", "fun", "sub", "proc"])
_CONTROL = frozenset(
    [
        "if",
        "else",
        "elif",
        "for",
        "foreach",
        "while",
        "switch",
        "case",
        "catch",
        "do",
        "try",
        "finally",
        "return",
        "with",
        "using",
        "match",
        "when",
        "unless",
        "until",
        "lock",
        "new",
        "await",
        "throw",
        "yield",
        "select",
        "go",
        "defer",
        "synchronized",
    ]
)
_LEADING = 24
"""Tokens at the head of a statement that tell what it is."""


def tokens_of(text: str, language: Language) -> Iterator[Token]:
    """The tokens of a text. A here-document is one, of the lines behind the one that announces it."""
    position: int | None = 0
    failures = 0
    while position is not None:
        start, position, tag = position, None, ""
        for match in language.tokens.finditer(text, start):
            kind = match.lastgroup or ""
            if kind == "document":
                kind, tag = "other", match[0].strip("<-~\"'")
            elif kind == "newline" and tag and failures < _FAILURES:
                closing = re.compile(rf"^[ \t]*{tag}[ \t]*$", re.MULTILINE).search(text, match.end())
                if closing:
                    yield "document", match.end(), closing.start()
                    position = closing.end()
                    break
                failures, tag = failures + 1, ""
            yield kind, match.start(), match.end()


def head_of(text: str, tokens: Sequence[Token], language: Language, *, block: bool) -> tuple[str, int]:
    """What a statement is by its first tokens, and the position among them of its name, -1 where it has none.

    Args:
        text: The whole text.
        tokens: The statement's, or those before its block.
        language: What it is written in.
        block: Whether a block follows.

    Returns:
        `function`, `class`, `block` or `statement`.
    """
    leading = tokens[:_LEADING]
    words = [
        (at, word)
        for at, (kind, start, end) in enumerate(leading)
        if kind == "word" and (word := text[start:end]) not in _MODIFIERS
    ]
    otherwise = "block" if block else "statement"
    if not words or language.labelled:
        return otherwise, -1
    first, second = words[0][1], words[1][0] if len(words) > 1 else -1
    if (first in _CLASSES or first == "type") and second == words[0][0] + 1 and (block or language.indented):
        return "class", second
    if first in _FUNCTIONS and second > 0:
        called = (at for at, _ in words[1:] if _is(text, leading, at + 1, "("))
        return "function", next(called, second)
    declared = second if first in ("let", "var") else words[0][0]
    if declared >= 0 and _is(text, leading, declared + 1, "="):
        arrow = any(
            _is(text, leading, at, "=") and _is(text, leading, at + 1, ">")
            for at in range(declared + 2, len(leading))
        )
        function = any(word == "function" for _, word in words)
        return ("function", declared) if block and (arrow or function) else (otherwise, -1)
    if block and first not in _CONTROL and text[tokens[-1][1]] == "{" and not _open(leading):
        called = (at for at, _ in words if _is(text, leading, at + 1, "("))
        if (name := next(called, -1)) >= 0:
            return "function", name
    return otherwise, -1


def _is(text: str, tokens: Sequence[Token], at: int, written: str) -> bool:
    return at < len(tokens) and text[tokens[at][1] : tokens[at][2]] == written


def _open(tokens: Sequence[Token]) -> bool:
    """Whether a bracket besides that of the block is open: the block is then an argument."""
    depth = 0
    for kind, _, _ in tokens[:-1]:
        depth += (kind == "open") - (kind == "close")
    return depth > 0
