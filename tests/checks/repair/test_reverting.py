"""What had to stay is put back where that is certain."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdtrue.checks import Contract, Finding, HandOff, Verdict, check
from holdtrue.checks.finding import Place
from holdtrue.checks.repair.reverting import revert

LETTER = "Your deposit of 480.00 EUR was not returned.\nSigned, Okafor\n"
WRONG = LETTER.replace("not ", "")


@pytest.mark.parametrize("contract", ["transform", "derive", "compress", None])
def test_other_contracts_are_not_reverted(contract: str | None) -> None:
    handoff = HandOff.of(LETTER, WRONG, contract=contract)

    assert revert(handoff, check(handoff)) is None


@given(st.text(), st.text())
def test_under_preserve_every_change_is_taken_back(before: str, after: str) -> None:
    handoff = HandOff.of(before, after, contract="preserve")
    verdict = check(handoff)
    if verdict.outcome != "pass":
        repaired = revert(handoff, verdict)
        assert repaired is not None
        assert check(HandOff(handoff.before, repaired, "", handoff.contract)).outcome == "pass"


class TestPlaces:
    """Where some places are excepted, only what is forbidden is taken back."""

    HANDOFF = HandOff.of("a 1 b 2 c", "A 7 b 8 c", contract=Contract.only(at="line 2"))

    def verdict(self, *places: tuple[int, int, str, str]) -> Verdict:
        findings = tuple(
            Finding(
                "text.changed",
                "forbidden",
                "critical",
                "changed",
                Place("text", start, start + len(was), 1, was),
                Place("text", start, end, 1, now),
            )
            for start, end, was, now in places
        )
        return Verdict("fail", 0.5, findings, self.HANDOFF.contract, 1.0)

    def test_forbidden_changes_go_and_others_stay(self) -> None:
        repaired = revert(self.HANDOFF, self.verdict((2, 3, "1", "7"), (6, 7, "2", "8")))

        assert repaired is not None
        assert dict(repaired) == {"text": "A 1 b 2 c"}

    @pytest.mark.parametrize("places", [(), ((0, 3, "a", "A 7"), (2, 5, "1", "7 b")), ((0, 1, "a", "x"),)])
    def test_what_is_not_certain_is_let_be(self, places: Any) -> None:
        assert revert(self.HANDOFF, self.verdict(*places)) is None
