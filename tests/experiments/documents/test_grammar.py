"""Patterns render alike as regular expressions and as GBNF."""

import pytest

from holdtrue.experiments.documents.grammar import chars, literal, one_of, repeated, sequence

from .gbnf import accepts

QUOTED = sequence('"', chars('a-z"\\\\\\]-', 0, 3), '"\n\t')


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        (literal('a"b\\c\n'), ['a"b\\c\n'], ['a"b\\c', "a"]),
        (literal(""), [""], ["a"]),
        (chars("0-9", 2), ["07"], ["7", "007", "a7"]),
        (chars("À-ž", 1, 2), ["é", "Łž"], ["", "e", "éée"]),
        (repeated(sequence("a", one_of("b", "cd")), 0, 2), ["", "ab", "acdab"], ["a", "ababab"]),
        (one_of("in", "inn", sequence("x", chars("0-9"))), ["in", "inn", "x1"], ["x", "i", "innn"]),
        (QUOTED, ['""\n\t', '"-]\\"\n\t', '"a"z"\n\t'], ['"A"\n\t', '""']),
    ],
)
def test_both_renderings_hold_the_same_texts(pattern, inside, outside):
    for text in inside:
        assert pattern.matches(text)
        assert accepts(f"root ::= {pattern.gbnf}\n", text)
    for text in outside:
        assert not pattern.matches(text)
        assert not accepts(f"root ::= {pattern.gbnf}\n", text)
