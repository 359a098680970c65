"""Instructions to another agent keep what binds."""

import pytest

from holdtrue.checks import HandOff, check
from holdtrue.checks.detectors import DELEGATION

REQUEST = """Please update the price list for customer C-4471.
Never change the article numbers.
Raise all prices by 4.5 %, except for spare parts.
Send it before 3 March 2026 and only to billing@example.org."""


def outcome(told: str, request: str = REQUEST) -> tuple[str, list[str]]:
    verdict = check(HandOff.of(request, told, contract="compress"), detectors=[DELEGATION])
    return verdict.outcome, [finding.kind for finding in verdict.findings]


def test_the_same_words_pass() -> None:
    assert outcome(REQUEST) == ("pass", [])


def test_other_words_that_bind_alike_pass() -> None:
    told = (
        "Update the price list of customer C-4471: raise every price by 4.5 %, excluding spare parts. "
        "Do not change article numbers. Send it to billing@example.org exclusively, by 3 March 2026."
    )
    assert outcome(told)[0] == "pass"


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("Never change the article numbers.", "Change the article numbers.", "delegation.unbound"),
        ("all prices", "prices", "delegation.unbound"),
        (", except for spare parts", " for spare parts", "delegation.unbound"),
        ("and only to", "to", "delegation.unbound"),
        ("Never change the article numbers.\n", "", "delegation.left_out"),
        ("4.5 %", "5.4 %", "delegation.not_named"),
        ("C-4471", "C-4417", "delegation.not_named"),
        ("3 March 2026", "13 March 2026", "delegation.not_named"),
    ],
)
def test_what_is_lost_is_found(was: str, now: str, kind: str) -> None:
    assert was in REQUEST
    assert kind in outcome(REQUEST.replace(was, now))[1]


@pytest.mark.parametrize(
    ("request_text", "told"),
    [
        (
            "Kürze den Bericht, aber ändere niemals die Tabelle mit den Umsätzen.",
            "Kürze den Bericht, ändere die Tabelle mit den Umsätzen.",
        ),
        (
            "Envía el informe solamente al cliente principal. Nunca borres archivos.",
            "Envía el informe al cliente principal. Borres archivos.",
        ),
    ],
)
def test_in_other_languages(request_text: str, told: str) -> None:
    assert outcome(told, request_text)[0] == "fail"
