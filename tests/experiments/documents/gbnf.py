"""Reads the part of GBNF that the layouts use, by llama.cpp's rules, independently of how they render it."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*")|(?P<set>\[(?:[^\]\\]|\\.)+\])|(?P<open>\()|(?P<close>\))|(?P<either>\|)"""
    r"""|(?P<count>\{\d+(?:,\d+)?\})|(?P<space>[ ]+)""",
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", '"': '"', "[": "[", "]": "]"}


def accepts(grammar: str, text: str) -> bool:
    """Whether a grammar of one rule accepts a text."""
    rule = re.fullmatch(r"root ::= (.+)\n", grammar)
    assert rule, grammar
    return re.fullmatch(_to_regex(rule[1]), text) is not None


def _to_regex(rule: str) -> str:
    regex, position, depth = "", 0, 0
    while position < len(rule):
        token = _TOKEN.match(rule, position)
        assert token, f"llama.cpp cannot read {rule[position:][:40]!r}"
        position = token.end()
        found = token[0]
        match token.lastgroup:
            case "text":
                regex += f"(?:{re.escape(_unescaped(found[1:-1]))})"
            case "set":
                regex += f"[{_members(found[1:-1])}]"
            case "open":
                regex, depth = regex + "(?:", depth + 1
            case "space":
                pass
            case "close":
                regex, depth = regex + ")", depth - 1
                assert depth >= 0, rule
            case _:
                regex += found
    assert depth == 0, rule
    return regex


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], text)


def _members(text: str) -> str:
    """A class as llama.cpp reads it: `a-b` is a range unless nothing follows the hyphen; no other sign is special."""
    characters = re.findall(r"\\.|.", text)
    members, at = "", 0
    while at < len(characters):
        if at + 2 < len(characters) and characters[at + 1] == "-":
            first, last = (_unescaped(characters[at + step]) for step in (0, 2))
            members += f"{re.escape(first)}-{re.escape(last)}"
            at += 3
        else:
            members += re.escape(_unescaped(characters[at]))
            at += 1
    return members
