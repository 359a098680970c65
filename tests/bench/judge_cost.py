"""What a judge would be sent on labelled hand-offs: `python tests/bench/judge_cost.py CASES.jsonl [BUDGET]`.

For each hand-off, the tokens of the question about its doubts beside those of a question with both documents whole; and
of the corrupt ones, how many the checks have failed already, and how many have their damaged place inside what would be
sent. Both together are the most that a judge can catch. A place counts as inside where a line of an excerpt shows the
words that the corruption changed beside most of the line around them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from holdtrue.checks import check
from holdtrue.middleware.cli.inputs import read_cases
from holdtrue.middleware.judge import BUDGET, doubts_question, whole_question

_SHARE = 0.6
"""Share of a damaged line's words that an excerpt's line must show."""

_LONG = 20
"""Words of a damaged stretch beyond which it is enough to see so many of them together with the changed ones."""


def words(text: str | None) -> list[str]:
    """The words of a text, as the scorer of the labelled hand-offs tells them."""
    return re.findall(r"[\w.,:/@#-]+", (text or "").lower())


def shows(sent: str, corruption: dict[str, Any]) -> bool:
    """Whether an excerpt shows the damaged place."""
    expected, found = words(corruption["expected"]), words(corruption["found"])
    changed = set((Counter(expected) - Counter(found)) | (Counter(found) - Counter(expected)))
    changed = changed or set(expected) | set(found)
    for line in sent.splitlines():
        seen = set(words(line.partition("│")[2]))
        if not seen & changed:
            continue
        for side in (set(expected), set(found)):
            if side and len(side & seen) >= min(_SHARE * len(side), _LONG):
                return True
    return False


def percentile(values: list[int], share: float) -> int:
    """The value that so large a share of the values does not exceed."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0


def main(path: Path, budget: int) -> None:
    """Measure and print the table."""
    labels = {case["id"]: case for case in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    doubts: list[int] = []
    whole: list[int] = []
    count: Counter[str] = Counter()
    for case in track(read_cases(path), "asking", total=len(labels), console=Console(stderr=True)):
        verdict = check(case.handoff)
        asked = doubts_question(case.handoff, verdict, budget=budget)
        doubts.append(asked.question.tokens if asked else 0)
        whole.append(whole_question(case.handoff).tokens)
        corruption = labels[case.id]["corruption"]
        if corruption is None:
            count["clean"] += 1
            count["clean, failed"] += verdict.outcome == "fail"
            count["clean, asked about"] += asked is not None
            continue
        count["corrupt"] += 1
        if verdict.outcome == "fail":
            count["failed"] += 1
        elif asked is None:
            count["passed" if verdict.outcome == "pass" else "not asked about"] += 1
        else:
            count["shown" if shows(asked.question.user, corruption) else "asked elsewhere"] += 1
    table = Table(
        "tokens of a hand-off", "doubts", "whole", "ratio", title=f"budget {budget}, {len(whole)} hand-offs"
    )
    for name, one, other in (
        ("mean", sum(doubts) / len(doubts), sum(whole) / len(whole)),
        ("95th percentile", percentile(doubts, 0.95), percentile(whole, 0.95)),
    ):
        table.add_row(name, f"{one:,.0f}", f"{other:,.0f}", f"{one / other:.3f}")
    Console().print(table)
    ceiling = (count["failed"] + count["shown"]) / max(count["corrupt"], 1)
    Console().print(dict(sorted(count.items())), f"ceiling {ceiling:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else BUDGET)
