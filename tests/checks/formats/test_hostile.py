"""No text keeps a parser busy for more than it is long, nor fills the memory."""

import time

import pytest

from holdtrue.checks.formats import parse


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ini", "[a]\nb" + " " * 200_000 + "c\n"),
        ("ini", "[a]\nb" + " c" * 200_000 + "\n"),
        ("html", "<!--" * 100_000),
        ("html", "<p><b>" * 50_000),
        ("toml", "a." * 100_000 + "b = 1\n"),
        ("toml", "a = {" + "b." * 100_000 + "c = 1}\n"),
    ],
    ids=["spaces", "words", "comments", "tags", "long key", "long key inside"],
)
def test_hostile_texts_are_parsed_in_linear_time(name: str, text: str) -> None:
    begin = time.process_time()
    parse(name, text)

    assert time.process_time() - begin < 6  # what grows with the square takes minutes
