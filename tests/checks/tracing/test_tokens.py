"""Tokens, and the numbers among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks.tracing.tokens import key, keys, numbers, tokens

TEXTS = st.text("0123456789.,:'’-_ aÅß²“—\u00a0\n/")


@given(TEXTS)
def test_numbers_are_the_tokens_that_begin_with_a_digit(text):
    assert numbers(text) == [token.text for token in tokens(text) if token.text[0].isdecimal()]


@given(TEXTS)
def test_the_keys_of_a_text_are_those_of_its_tokens(text):
    assert keys(text) == tuple(token.key for token in tokens(text))


@given(st.text("ABCxyz0123456789.,-_", min_size=1))
def test_a_key_has_no_case(text):
    assert [key(token.text) for token in tokens(text.upper())] == [key(t.text) for t in tokens(text.lower())]
