"""Results of relays as tables and sentences for a terminal; every word rests on a number of theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from rich.table import Table

from holdtrue.middleware.report.text import percent

if TYPE_CHECKING:
    from holdtrue.experiments.relay.result import Hop, RelayResult
    from holdtrue.middleware.record import Action

_ACTIONS: dict[Action, str] = {
    "observed": "recorded",
    "warned": "warned",
    "blocked": "refused",
    "rejected": "refused",
    "retried": "retried",
    "repaired": "repaired",
    "escalated": "escalated",
    "approved": "approved",
    "edited": "edited",
    "dropped": "not kept",
}


def hop_table(result: RelayResult) -> Table:
    """One relay, hop by hop; RS@k stands at even k."""
    table = _table(f"{result.document}, {result.strategy}, {_guard(result)}")
    for heading in ("k", "edit", "kind", "way"):
        table.add_column(heading)
    for heading in ("integ-\nrity", "state,\nRS@k", "s"):
        table.add_column(heading, justify="right")
    table.add_column("guard")
    for hop in result.hops:
        numbers = (_share(hop.integrity), _share(hop.state), f"{hop.seconds:.1f}")
        table.add_row(str(hop.number), hop.pair, hop.kind, hop.direction, *numbers, _judged(hop))
    return table


def comparison_table(bare: RelayResult, guarded: RelayResult) -> Table:
    """The same relay bare and guarded, hop by hop; RS@k stands at even k."""
    table = _table(f"{bare.document}, {bare.strategy}")
    for heading in ("k", "edit", "way"):
        table.add_column(heading)
    for heading in ("bare:\nintegrity", "\nRS@k", "guarded:\nintegrity", "\nRS@k"):
        table.add_column(heading, justify="right")
    table.add_column("\nverdict")
    table.add_column("\ndone about it")
    by_number = {hop.number: hop for hop in guarded.hops}
    for hop in bare.hops:
        other = by_number.get(hop.number)
        table.add_row(
            str(hop.number),
            hop.kind,
            hop.direction,
            _share(hop.integrity),
            _rs(bare, hop.number),
            _share(other.integrity) if other else "–",
            _rs(guarded, hop.number),
            (other.outcome or "unchecked") if other else "–",
            _ACTIONS.get(other.action, "nothing") if other else "not made",
        )
    return table


def kind_table(results: Sequence[RelayResult]) -> Table:
    """How often hops were right, and what the guard said of them, by strategy and kind of edit."""
    table = _table("By kind of work")
    table.add_column("strategy")
    table.add_column("edit")
    for heading in ("hops\nright", "mean\nintegrity", "wrong hops\ncaught", "right hops\nflagged"):
        table.add_column(heading, justify="right")
    groups: dict[tuple[str, str], list[Hop]] = {}
    for result in results:
        for hop in result.hops:
            groups.setdefault((result.strategy, hop.kind), []).append(hop)
    guarded = any(result.policy != "none" for result in results)
    for (strategy, kind), hops in sorted(groups.items(), key=lambda group: group[0][0]):
        right = [hop for hop in hops if hop.is_right]
        wrong = [hop for hop in hops if hop.is_wrong]
        known = [hop.integrity for hop in hops if hop.integrity is not None]
        table.add_row(
            strategy,
            kind,
            f"{len(right)} of {len(hops)}",
            f"{_mean(known):.3f}" if known else "–",
            f"{sum(hop.is_flagged for hop in wrong)} of {len(wrong)}" if guarded else "–",
            f"{sum(hop.is_flagged for hop in right)} of {len(right)}" if guarded else "–",
        )
    return table


def relay_table(results: Sequence[RelayResult]) -> Table:
    """Several relays side by side, one a row."""
    table = _table("Relays")
    for heading in ("document", "strategy", "guard"):
        table.add_column(heading)
    for heading in ("integ-\nrity", "RS\nat end", "wrong\nhops", "caught", "false\nalarms", "edits\ndone"):
        table.add_column(heading, justify="right")
    table.add_column("done\nabout it")
    for result in results:
        wrong = [hop for hop in result.hops if hop.is_wrong]
        bare = result.policy == "none"
        table.add_row(
            result.document,
            result.strategy,
            _guard(result),
            _share(result.mean_integrity),
            _share(result.rs_end),
            str(len(wrong)),
            "–" if bare else str(sum(hop.is_flagged for hop in wrong)),
            "–" if bare else str(sum(hop.is_flagged for hop in result.hops if hop.is_right)),
            f"{result.trips_done}/{result.trips}",
            _done(result),
        )
    return table


def policy_table(results: Sequence[RelayResult]) -> Table:
    """Policies beside each other, each over all its relays: what is left at the end, and what that took.

    Tokens are counted over the models' calls in all attempts, per round trip that was asked for; the guard's time per hop.
    """
    groups: dict[str, list[RelayResult]] = {}
    for result in results:
        groups.setdefault(result.policy, []).append(result)
    ends = sorted({2 * result.trips for result in results})
    table = _table(f"{len(next(iter(groups.values()), []))} relays under each policy")
    table.add_column("guard")
    at_end = "/".join(map(str, ends))
    headings = (
        (f"RS@{at_end}\nmean", "\nleast", "\n≥ 98"),
        ("hops\nwrong", "\ncaught", "false\nalarms", "put\nright", "edits\ndone"),
        ("tokens\nread", "\nwritten", "guard,\nms"),
    )
    for heading in chain(*headings):
        table.add_column(heading, justify="right", no_wrap=True)
    for policy, group in groups.items():
        named = "bare" if policy == "none" else policy.removesuffix(", observe")
        table.add_row(named, *_policy_cells(group, bare=policy == "none"))
    return table


def _policy_cells(group: Sequence[RelayResult], *, bare: bool) -> Iterator[str]:
    hops = [hop for result in group for hop in result.hops]
    ends = [result.rs_end for result in group]
    trips = sum(result.trips for result in group)
    wrong = [hop for hop in hops if hop.is_wrong]
    yield f"{100 * _mean(ends):.1f}"
    yield f"{100 * min(ends):.1f}"
    yield f"{sum(end >= _READY for end in ends)}/{len(ends)}"
    yield str(len(wrong))
    yield "–" if bare else str(sum(hop.is_flagged for hop in wrong))
    yield "–" if bare else str(sum(hop.is_flagged for hop in hops if hop.is_right))
    yield "–" if bare else str(sum(hop.kept == 1.0 for hop in wrong if not hop.is_refused))
    yield f"{sum(result.trips_done for result in group)}/{trips}"
    yield f"{sum(hop.input_tokens or 0 for hop in hops) / trips:.0f}"
    yield f"{sum(hop.output_tokens or 0 for hop in hops) / trips:.0f}"
    yield "–" if bare else f"{1000 * _mean([hop.guard_seconds for hop in hops]):.0f}"


_READY = 0.98
"""RS@20 from which the paper calls a model ready for a domain (arXiv 2604.15597, section 4)."""


def sentences(results: Sequence[RelayResult]) -> list[str]:
    """What the results say about each strategy, bare and under each policy, one sentence each."""
    groups: dict[tuple[str, str], list[RelayResult]] = {}
    for result in results:
        groups.setdefault((result.strategy, result.policy), []).append(result)
    return [
        _bare(strategy, group) if policy == "none" else _guarded(strategy, policy, group)
        for (strategy, policy), group in groups.items()
    ]


def _bare(strategy: str, results: Sequence[RelayResult]) -> str:
    hops = [hop for result in results for hop in result.hops]
    right = sum(hop.is_right for hop in hops)
    return (
        f"{strategy.capitalize()}, bare: {right} of {len(hops)} hops were right; at the end "
        f"{percent(_mean([result.rs_end for result in results]))} of the documents was still there, and nothing said so."
    )


def _guarded(strategy: str, policy: str, results: Sequence[RelayResult]) -> str:
    hops = [hop for result in results for hop in result.hops]
    wrong = [hop for hop in hops if hop.is_wrong]
    caught = sum(hop.is_flagged for hop in wrong)
    alarms = sum(hop.is_flagged for hop in hops if hop.is_right)
    trips = sum(result.trips for result in results)
    return (
        f"{strategy.capitalize()}, guarded ({policy}): {len(wrong)} of {len(hops)} hops were wrong, {caught} of them "
        f"caught; {alarms} right ones flagged; at the end {percent(_mean([r.rs_end for r in results]))} of the documents "
        f"was still there; {sum(r.trips_done for r in results)} of {trips} round trips done, "
        f"{sum(r.trips_right for r in results)} of them rightly."
    )


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=None, padding=(0, 1, 0, 0), pad_edge=False)


def _rs(result: RelayResult, number: int) -> str:
    """RS@k at even k; also where the trip ended at its forward hop."""
    share = result.rs.get(number)
    return "" if share is None else f"{share:.3f}"


def _done(result: RelayResult) -> str:
    counts = Counter(_ACTIONS[hop.action] for hop in result.hops if hop.is_flagged)
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or "nothing"


def _judged(hop: Hop) -> str:
    if hop.outcome is None:
        return "" if hop.action == "none" else f"unchecked, {_ACTIONS[hop.action]}"
    return hop.outcome if hop.action == "none" else f"{hop.outcome}, {_ACTIONS[hop.action]}"


def _guard(result: RelayResult) -> str:
    return "bare" if result.policy == "none" else result.policy


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
