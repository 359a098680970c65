"""How many right answers the checks refuse and how many wrong ones they find, by class of problem and kind of mistake.

python -m holdtrue.experiments.optimization.detection --answers 300 --out docs/optimization-detection.json
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from holdtrue.checks.optimization import evaluate
from holdtrue.checks.optimization.answers import AnswerReader
from holdtrue.checks.optimization.verdicts import Assessment, assess, stale
from holdtrue.checks.optimization.verdicts.assess import CLOSE
from holdtrue.experiments.optimization.generate import Instance, generate
from holdtrue.experiments.optimization.honest import method_of, trace
from holdtrue.experiments.optimization.kinds import KINDS
from holdtrue.experiments.optimization.telling import FORMS, Draft, tell
from holdtrue.experiments.optimization.wrong import WRONG

if TYPE_CHECKING:
    from holdtrue.experiments.optimization.kind import Values

DECIMALS = (2, 3, 6)
"""To which answers are printed, in turn."""

STALE = "stale after perturbation"

_FORMS = ("json", *FORMS)

_PER_INSTANCE = 10
"""Answers that are made for one instance: instances are what takes the time."""

_PER_NETWORK = 25
"""The same for power networks, which take longest."""

_SOLVES = 3
"""Of them, how many are solved for anew where a kind of mistake takes a solver; the rest say the same in other forms."""

_SOLVED = frozenset({"coefficient ignored", "sign slip"})

_TRIES = 4
"""Draws for each answer that is wanted, before a kind is taken to be rarer than that."""


@dataclass(slots=True)
class Count:
    """What became of the answers of one kind to one class of problem."""

    made: int = 0
    flagged: int = 0
    """That were not certified."""

    discarded: int = 0
    """Draws that happened to be right."""

    conclusions: Counter[str] = field(default_factory=Counter)
    by_decimals: dict[int, list[int]] = field(default_factory=lambda: {each: [0, 0] for each in DECIMALS})
    """Flagged and made."""

    def add(self, conclusion: str, decimals: int) -> None:
        """One more answer."""
        flagged = conclusion != "certified"
        self.made += 1
        self.flagged += flagged
        self.conclusions[conclusion] += 1
        self.by_decimals[decimals][0] += flagged
        self.by_decimals[decimals][1] += 1

    @property
    def rate(self) -> float | None:
        """Share that was flagged; None where there is none of the kind."""
        return self.flagged / self.made if self.made else None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "made": self.made,
            "flagged": self.flagged,
            "discarded": self.discarded,
            "conclusions": dict(self.conclusions),
            "by_decimals": self.by_decimals,
        }

    @classmethod
    def from_dict(cls, form: Mapping[str, Any]) -> Count:
        """What `to_dict` wrote."""
        decimals = {int(each): list(pair) for each, pair in form["by_decimals"].items()}
        return cls(form["made"], form["flagged"], form["discarded"], Counter(form["conclusions"]), decimals)


@dataclass(frozen=True, slots=True)
class Row:
    """One class of problem."""

    kind: str
    right: Count
    wrong: dict[str, Count]
    seconds: float
    """Of processor time for all of it, instances included."""

    check_ms: float
    """Median time of reading and checking an answer."""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "right": self.right.to_dict(),
            "wrong": {name: count.to_dict() for name, count in self.wrong.items()},
            "seconds": round(self.seconds, 1),
            "check_ms": round(self.check_ms, 2),
        }

    @classmethod
    def from_dict(cls, kind: str, form: Mapping[str, Any]) -> Row:
        """What `to_dict` wrote."""
        wrong = {name: Count.from_dict(count) for name, count in form["wrong"].items()}
        return cls(kind, Count.from_dict(form["right"]), wrong, form["seconds"], form["check_ms"])


class _Bench:
    """The instances of one kind, and the clock."""

    def __init__(self, kind: str, count: int) -> None:
        sizes = KINDS[kind].sizes[:1] if kind == "ac power flow" else KINDS[kind].sizes[:2]
        self.instances = [generate(kind, sizes[k % len(sizes)], 1000 + k) for k in range(count)]
        self.readers = [AnswerReader(each.problem) for each in self.instances]
        self.random = np.random.default_rng([zlib.crc32(kind.encode()), count])
        self.times: list[float] = []
        self.drafts: dict[tuple[str, int], list[Draft | None]] = {}
        self.traces: dict[int, list[tuple[Values, float]]] = {}

    def draft(self, name: str, at: int) -> Draft | None:
        """A wrong answer to an instance."""
        known = self.drafts.setdefault((name, at), [])
        if name in _SOLVED and len(known) >= _SOLVES:
            return known[int(self.random.integers(len(known)))]
        made = WRONG[name](self.instances[at], self.random)
        known.append(made)
        return made

    def printing(self, number: int) -> tuple[str, int]:
        """Form and decimals of an answer: another pair each time that its instance comes up again."""
        turn = number + number // len(self.instances)
        return _FORMS[turn // len(DECIMALS) % len(_FORMS)], DECIMALS[turn % len(DECIMALS)]

    def judged(self, at: int, draft: Draft, number: int) -> tuple[Assessment, int]:
        """An answer, told and held against its problem; and the decimals it was printed to."""
        instance = self.instances[at]
        form, decimals = self.printing(number)
        text = tell(instance.problem, draft, form, decimals)
        begun = time.process_time()
        found = assess(
            instance.problem,
            self.readers[at].read(text),
            certificate=instance.certificate,
            heuristics=instance.nulls,
            method=method_of(instance.problem) if draft.steps else None,
        )
        self.times.append(time.process_time() - begun)
        return found, decimals


def measured(kind: str, answers: int) -> Row:
    """One row of the table."""
    begun = time.process_time()
    share = _PER_NETWORK if kind.endswith("power flow") else _PER_INSTANCE
    bench = _Bench(kind, max(3, answers // share))
    right = Count()
    for number in range(answers):
        at = number % len(bench.instances)
        assessment, decimals = bench.judged(at, _right(bench, at, number), number)
        right.add(assessment.conclusion, decimals)
    wrong = {name: _wrong(bench, name, answers) for name in WRONG}
    wrong[STALE] = _stale(bench, answers)
    return Row(kind, right, wrong, time.process_time() - begun, 1e3 * float(np.median(bench.times)))


def _right(bench: _Bench, at: int, number: int) -> Draft:
    """The optimum; every fourth time at the end of an honest trace."""
    instance = bench.instances[at]
    if number % 4 == 0 and at not in bench.traces:
        bench.traces[at] = trace(instance, bench.random)
    steps = bench.traces.get(at, []) if number % 4 == 0 else []
    values = steps[-1][0] if steps else instance.certificate.values
    return Draft(values=values, objective=instance.certificate.objective, steps=steps)


def _wrong(bench: _Bench, name: str, answers: int) -> Count:
    count = Count()
    for number in range(_TRIES * answers):
        if count.made == answers:
            break
        at = number % len(bench.instances)
        instance = bench.instances[at]
        draft = bench.draft(name, at)
        if draft is None:
            continue
        if not draft.steps and is_right(instance, draft):
            count.discarded += 1
            continue
        assessment, decimals = bench.judged(at, draft, count.made)
        count.add(assessment.conclusion, decimals)
    return count


def is_right(instance: Instance, draft: Draft) -> bool:
    """Whether a point is feasible and optimal before it is printed, by the certificate."""
    held = evaluate(instance.problem, dict(draft.values))
    short = held.objective - instance.certificate.objective
    short = -short if instance.problem.objective.sense == "max" else short
    return held.feasible and short <= CLOSE * max(1.0, abs(instance.certificate.objective))


def _stale(bench: _Bench, answers: int) -> Count:
    """The base case's right answer, given again once its optimum has moved."""
    count = Count()
    for number in range(answers):
        at = number % len(bench.instances)
        instance = bench.instances[at]
        form, decimals = bench.printing(number)
        best = instance.base_certificate
        draft = Draft(values=best.values, objective=best.objective)
        text = tell(instance.base, draft, form, decimals)
        reader = bench.readers[at]
        pair = (instance.base_certificate, instance.certificate)
        found = stale(instance.base, instance.problem, pair, reader.read(text), reader.read(text))
        count.add("stale" if found else "certified", decimals)
    return count


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown: false alarms, then detection by kind, in percent."""
    names = [*WRONG, STALE]
    lines = [
        "| class | right answers refused | " + " | ".join(names) + " |",
        "|---" * (len(names) + 2) + "|",
    ]
    for row in rows:
        cells = [_percent(row.wrong[name]) for name in names]
        lines.append(f"| {row.kind} | {row.right.flagged} of {row.right.made} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _percent(count: Count) -> str:
    if count.rate is None:
        return "–"
    few = f" ({count.made})" if count.made < 300 else ""
    return f"{100 * count.rate:.1f}{few}"


def _rows(kinds: Sequence[str], answers: int, out: Path | None) -> Iterator[Row]:
    """Measure what the file does not hold yet; each row is written as soon as there is one."""
    known = json.loads(out.read_text(encoding="utf-8")) if out is not None and out.exists() else {}
    for kind in kinds:
        if kind in known and known[kind]["right"]["made"] == answers:
            yield Row.from_dict(kind, known[kind])
            continue
        row = measured(kind, answers)
        told = f"{kind}: {row.seconds:.0f} s of processor time, {row.check_ms:.1f} ms an answer"
        print(told, file=sys.stderr)  # noqa: T201  # progress
        if out is not None:
            known[kind] = row.to_dict()
            out.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        yield row


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--answers", type=int, default=300, help="right ones, and wrong ones of each kind, per class"
    )
    parser.add_argument("--kinds", nargs="*", default=list(KINDS), choices=list(KINDS), metavar="KIND")
    parser.add_argument(
        "--out", type=Path, help="JSON file of the counts; classes that it holds are not measured again"
    )
    options = parser.parse_args(arguments)
    print(table(list(_rows(options.kinds, options.answers, options.out))))  # noqa: T201  # the result


if __name__ == "__main__":
    main()
