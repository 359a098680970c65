"""Misread letters are put right where the source has the word, and only there."""

from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import HandOff
from holdtrue.checks.repair import repair
from holdtrue.checks.repair.mojibake import unscrambled

LETTERS = st.text(
    st.characters(min_codepoint=0xA1, max_codepoint=0x2FFF, categories=["L"]), min_size=1, max_size=6
)


def misread(text):
    """UTF-8 read as Windows-1252, with Latin-1 for the bytes that it does not have."""
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("cp1252")
        for byte in text.encode()
    )


@given(st.lists(LETTERS, min_size=1, max_size=8))
def test_a_text_that_was_misread_comes_back(words):
    text = " ".join(words)
    scrambled = misread(text)
    assert unscrambled(text, text) == text
    assert unscrambled(scrambled, text) == text or any(misread(word) in words for word in words)


def test_misread_twice():
    assert unscrambled(misread(misread("Zoë, Łódź")), "Łódź and Zoë") == "Zoë, Łódź"


def test_a_word_that_the_source_does_not_have_stays():
    assert unscrambled(misread("Müller"), "Muller") == misread("Müller")
    assert unscrambled("Ã©", "é and Ã©") == "Ã©"
    assert unscrambled("Ã©", "é", known="Write Ã© for é") == "Ã©"


def test_it_needs_no_contract():
    before = "Frau Jäger wohnt in Köln.\nSie zahlt 20 EUR.\n"
    after = before.replace("Köln", misread("Köln")).replace("Sie zahlt", "Sie schuldet")
    repaired = repair(HandOff.of(before, after, instruction="Write schuldet for zahlt."))

    assert repaired is not None
    assert dict(repaired) == {"text": before.replace("zahlt", "schuldet")}
