"""Without a contract, differences are weighed: the odd one out is told, and what was asked for is not."""

from __future__ import annotations

import random

from holdtrue.checks import HandOff, Verdict, check


def _ledger(count: int = 40) -> str:
    generator = random.Random(3)  # a table, not a secret
    lines = ["voucher,day,shop,amount,paid"]
    shops = ("Baker Holm", "Tailor Nygård", "Ferry office", "Ironmonger Lie")
    for index in range(count):
        day = f"2026-05-{index % 30 + 1:02}"
        lines.append(f"V{index + 300},{day},{shops[index % 4]},{generator.uniform(3, 80):.2f},card")
    return "\n".join(lines) + "\n"


def _check(before: str, after: str, instruction: str) -> Verdict:
    return check(HandOff.of({"l.csv": before}, {"l.csv": after}, instruction=instruction))


def test_a_changed_digit_beside_what_was_asked_scores_below_what_was_asked_alone() -> None:
    before = _ledger()
    asked = "Rename the shop Ferry office to Harbour office everywhere. Nothing else changes."
    clean = before.replace("Ferry office", "Harbour office")
    line = clean.splitlines()[17]
    amount = line.split(",")[3]
    broken = clean.replace(amount, amount[:-1] + str((int(amount[-1]) + 3) % 10), 1)
    good, bad = _check(before, clean, asked), _check(before, broken, asked)
    assert good.outcome == "pass"
    assert bad.outcome != "pass"
    assert bad.score < good.score
    assert any(finding.after and amount[:-1] in finding.after.text for finding in bad.findings)


def test_garbled_letters_are_told() -> None:
    before = _ledger()
    renamed = before.replace("Ferry office", "Harbour office")
    asked = "Rename the shop Ferry office to Harbour office everywhere."
    verdict = _check(before, renamed.replace("Nygård", "NygÃ¥rd", 1), asked)
    assert verdict.outcome != "pass"
    assert any(finding.after and "NygÃ¥rd" in finding.after.text for finding in verdict.findings)


def test_an_unchanged_document_is_intact_whatever_was_asked() -> None:
    verdict = _check(_ledger(), _ledger(), "Check the amounts; if all is well give it back as it is.")
    assert (verdict.outcome, verdict.score) == ("pass", 1.0)


def test_the_message_says_what_the_others_obey() -> None:
    before = _ledger()
    rows = [line.split(",") for line in before.splitlines()]
    scaled = [rows[0], *([*row[:3], f"{float(row[3]) * 1.25:.2f}", row[4]] for row in rows[1:])]
    scaled[9][3] = rows[9][3]
    after = "\n".join(",".join(row) for row in scaled) + "\n"
    verdict = _check(before, after, "All amounts go up by 25 %, two decimals.")
    assert verdict.outcome != "pass"
    told = " ".join(finding.message for finding in verdict.findings)
    assert "multiplied by 1.25 in 39 of 40 places" in told
