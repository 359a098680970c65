"""What may be claimed of a model's rate against size, and what is inconclusive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from holdtrue.experiments.optimization.ceiling.rates import wilson
from holdtrue.experiments.optimization.ceiling.slopes import MARGIN, Slope, slope

if TYPE_CHECKING:
    import polars as pl

TEMPLATE_SHARE = 0.9
"""Share of a model's answers that must be copies of one and the same kind before it is called a template."""

Word = Literal["plateau", "floor", "falls", "rises", "flat", "inconclusive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is said of one model under one strategy."""

    model: str
    strategy: str
    outcome: str
    slope: Slope | None
    word: Word
    """`plateau` only where the rate is shown to be flat and every condition beside is met."""

    reason: str
    """What it rests on, or what is missing."""

    def __str__(self) -> str:
        if self.slope is None:
            return f"{self.model}, {self.strategy}, {self.outcome}: {self.word} ({self.reason})"
        low, high = self.slope.interval()
        return (
            f"{self.model}, {self.strategy}, {self.outcome}: {self.word} at {self.slope.rate:.0%} of {self.slope.n}, "
            f"{self.slope.value:+.1%} [{low:+.1%}, {high:+.1%}] per doubling of the size ({self.reason})"
        )


def claims(table: pl.DataFrame, outcome: str = "optimal") -> list[Claim]:
    """A claim for every model and strategy.

    A plateau is claimed only if all of these hold: the two one-sided tests put the slope within `MARGIN`; the rate lies
    above every null baseline on the same kinds and sizes; the measure can move, that is, some other rate in the table
    falls or some strategy lifts one; no kind of problem alone shows a slope (Bonferroni).
    """
    import polars as pl

    null = table.filter(pl.col("model") == "null")
    asked = table.filter(pl.col("model") != "null")
    groups = {
        (str(model), str(strategy)): part
        for (model, strategy), part in asked.group_by("model", "strategy", maintain_order=True)
    }
    found = {key: slope(part, outcome) for key, part in groups.items()}
    return [_claim(key, part, found, null, outcome) for key, part in sorted(groups.items())]


def _claim(
    key: tuple[str, str],
    part: pl.DataFrame,
    found: dict[tuple[str, str], Slope | None],
    null: pl.DataFrame,
    outcome: str,
) -> Claim:
    word, reason = _word(key, part, found, null, outcome)
    return Claim(model=key[0], strategy=key[1], outcome=outcome, slope=found[key], word=word, reason=reason)


def _word(
    key: tuple[str, str],
    part: pl.DataFrame,
    found: dict[tuple[str, str], Slope | None],
    null: pl.DataFrame,
    outcome: str,
) -> tuple[Word, str]:
    own = found[key]
    if own is None:
        return "inconclusive", "one size only"
    if own.direction in ("falls", "rises"):
        return own.direction, "the 95% interval of the slope leaves out 0"
    if own.direction == "inconclusive":
        return "inconclusive", f"neither a slope nor its absence within ±{MARGIN:.0%} is shown"
    right = int(part[outcome].sum())
    if not right:
        return "floor", f"never right; below {wilson(0, part.height)[1]:.1%}"
    missing = list(_missing(key, part, found, null, outcome))
    if missing:
        return "flat", f"no plateau is claimed: {'; '.join(missing)}"
    return "plateau", f"equivalence within ±{MARGIN:.0%} has p = {own.equivalence:.2g}"


def _missing(
    key: tuple[str, str],
    part: pl.DataFrame,
    found: dict[tuple[str, str], Slope | None],
    null: pl.DataFrame,
    outcome: str,
) -> Iterator[str]:
    import polars as pl

    low, _ = wilson(int(part[outcome].sum()), part.height)
    there = null.join(part.select("kind", "size", "draw").unique(), on=["kind", "size", "draw"])
    if not there.height:
        yield "no null baseline was measured beside it"
    for (name,), baseline in there.group_by("strategy", maintain_order=True):
        if float(baseline[outcome].cast(pl.Float64).mean() or 0.0) >= low:  # type: ignore[arg-type]
            yield f"its rate is not above that of the null baseline {name}"
    others = [other for other_key, other in found.items() if other_key != key and other is not None]
    moved = any(other.direction in ("falls", "rises") for other in others)
    if not moved:
        yield "nothing in the table moves, so the measure may not be able to"
    kinds = part.partition_by("kind")
    for alone in kinds:
        own = slope(alone, outcome)
        ends = own.interval(1.0 - 0.05 / len(kinds)) if own else (0.0, 0.0)
        if ends[0] > 0.0 or ends[1] < 0.0:
            yield f"the rate moves with size for the kind {alone['kind'][0]}"


def templates(table: pl.DataFrame) -> list[str]:
    """What is said of models whose answers are the base case's, where every optimum differs from it.

    A copy alone may be an honest slip; here it is the same copy over instances whose certified optima all differ from
    the base case's, in number and in objective, which one that solves them does not repeat.
    """
    import polars as pl

    asked = table.filter(pl.col("model") != "null", pl.col("parsed"))
    told = []
    for (model,), part in asked.group_by("model", maintain_order=True):
        copied = part.filter(pl.col("copies") == "copied base case").height
        low, high = wilson(copied, part.height)
        if low >= TEMPLATE_SHARE:
            told.append(
                f"{model}: template; {copied} of its {part.height} readable answers [{low:.0%}, {high:.0%}] are the "
                "optimum of the base case, which is the optimum of none of these instances"
            )
    return told
