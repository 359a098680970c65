"""What a judge would be sent on labelled hand-offs: `python tests/bench/judge_cost.py CASES.jsonl [shipped]`.

For each hand-off, the tokens of the question about its places beside those of a question with both documents whole; and
of the corrupt ones, how many the checks have failed already, and how many have their damaged place inside what would be
sent (`judge_shown` says when it is). Both together are the most that a judge can catch.

Each document is weighed by what was fitted to the others, as `python -m holdtrue.experiments.weighing` has it; with
`shipped`, by the weights that are shipped, which were fitted to these very hand-offs where these are the labelled ones
that they were fitted to.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from judge_shown import shows
from rich.console import Console
from rich.progress import track
from rich.table import Table

from holdtrue.checks import Verdict, check
from holdtrue.checks.detectors.suspicion import Weigh, weigh_reading
from holdtrue.experiments.weighing.forest import boost, grow, table
from holdtrue.experiments.weighing.labelled import Case, cases
from holdtrue.experiments.weighing.left_out import left_out, verdict_of, weighings
from holdtrue.middleware.judge import doubts_question, whole_question


def judged(found: Sequence[Case], *, shipped: bool) -> Iterator[tuple[Verdict, Weigh]]:
    """For each case what the check says of it, and what weighs its differences."""
    if shipped:
        yield from ((check(case.handoff), weigh_reading) for case in found)
        return
    data = table(found)
    out = left_out(found, data, (grow(data), boost(data)))
    for case, weighing in zip(found, weighings(found, out), strict=True):
        yield verdict_of(case, weighing), lambda _reading, _found, weighing=weighing: weighing


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the values does not exceed."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0


def main(path: Path, *, shipped: bool) -> None:
    """Measure and print the table."""
    found = cases(path)
    places: list[int] = []
    whole: list[int] = []
    asked_about: list[int] = []
    count: Counter[str] = Counter()
    pairs = zip(found, judged(found, shipped=shipped), strict=True)
    for case, (verdict, weigh) in track(pairs, "asking", total=len(found), console=Console(stderr=True)):
        asked = doubts_question(case.handoff, verdict, weigh=weigh)
        places.append(asked.question.tokens if asked else 0)
        whole.append(whole_question(case.handoff).tokens)
        if asked:
            asked_about.append(len(asked.items))
        if case.corruption is None:
            count["clean"] += 1
            count["clean, failed"] += verdict.outcome == "fail"
            count["clean, asked about"] += asked is not None
            continue
        count["corrupt"] += 1
        if verdict.outcome == "fail":
            count["corrupt, failed"] += 1
        elif asked is None:
            count["corrupt, not asked about"] += 1
        elif shows(asked.question.user, case.corruption, case.handoff.after.files):
            count["corrupt, shown"] += 1
        else:
            count["corrupt, asked elsewhere"] += 1
    shares = [one / other for one, other in zip(places, whole, strict=True)]
    told = Table("tokens of a hand-off", "places", "whole", "ratio", title=f"{len(whole)} hand-offs")
    for name, one, other in (
        ("mean", sum(places) / len(places), sum(whole) / len(whole)),
        ("95th percentile", percentile(places, 0.95), percentile(whole, 0.95)),
    ):
        told.add_row(name, f"{one:,.0f}", f"{other:,.0f}", f"{one / other:.3f}")
    Console().print(told)
    Console().print(
        f"of one hand-off's own: median {percentile(shares, 0.5):.3f}, 95th percentile {percentile(shares, 0.95):.3f}; "
        f"{sum(asked_about) / max(len(asked_about), 1):.1f} places in a question"
    )
    ceiling = (count["corrupt, failed"] + count["corrupt, shown"]) / max(count["corrupt"], 1)
    Console().print(dict(sorted(count.items())), f"ceiling {ceiling:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), shipped=sys.argv[2:] == ["shipped"])
