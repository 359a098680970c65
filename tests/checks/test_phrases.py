"""Lines that stand for content which is not there, and lines that only look like it."""

import pytest

from holdtrue.checks.phrases import elides


@pytest.mark.parametrize(
    "line",
    [
        "... (continued) ...",
        "... (Fortsetzung folgt) ...",
        "// same as above",
        "<!-- as before -->",
        "[truncated]",
        "(usw.)",
        "… (suite inchangée)",
        "… 12 more rows …",
        "... weitere 30 Zeilen ...",
        "# (rest of the file unchanged)",
    ],
)
def test_a_line_that_stands_for_others_is_told(line):
    assert elides(line)


@pytest.mark.parametrize(
    "line",
    [
        "# Continued fractions",
        "* Continue",
        "- skipped",
        "The rest, continued",
        "We counted 12 more rows.",
        "etc.",
        "(as before the war)",
        "; see lines 3 to 5",
        "… and she left.",
    ],
)
def test_content_is_not_taken_for_it(line):
    assert elides(line) is None
