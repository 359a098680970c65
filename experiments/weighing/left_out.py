"""Verdicts on each document by weights and limits that were fitted without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from holdtrue.checks import Verdict, check
from holdtrue.checks.detectors import DEFAULT
from holdtrue.checks.detectors.suspicion import SuspicionDetector, suspicion
from holdtrue.checks.suspicion.weigh import Weighed, Weighing, firmly
from holdtrue.checks.suspicion.weights import at_base_rate
from holdtrue.experiments.weighing.forest import Bench, Table
from holdtrue.experiments.weighing.handoffs import corrupt, fit, summaries
from holdtrue.experiments.weighing.labelled import Case

if TYPE_CHECKING:
    import numpy as np

WARN_ALARMS = 0.04
"""Share of the clean hand-offs of other documents that exceed the limit for a warning."""

FAIL_ALARMS = 0.005
"""The same for a failure."""


@dataclass(frozen=True)
class LeftOut:
    """How likely damage is, each document judged by what was fitted to the others."""

    opinions: np.ndarray
    """Of each difference of all cases, in order: benches by differences."""

    handoffs: np.ndarray
    """Of each case."""


def left_out(found: Sequence[Case], data: Table, benches: Sequence[Bench]) -> LeftOut:
    """Leave out each document in turn.

    Its differences are judged by the judges that did not see it; the last forest is fitted to the other documents, each
    of them judged by those that saw neither it nor the one that is left out.
    """
    import numpy as np

    firm = np.array([firmly(suspect, 0.0) for case in found for suspect in case.suspects], dtype=np.float32)
    damaged = corrupt(found)
    final = np.zeros((len(benches), len(data.owner)), dtype=np.float32)
    handoffs = np.zeros(len(found))
    for document, opinions in _opinions(data, benches).items():
        opinions = np.maximum(opinions, firm)
        rows, mine = data.document[data.owner] == document, data.document == document
        final[:, rows] = opinions[:, rows]
        short = summaries(found, opinions)
        judged_mine = fit(short[~mine], damaged[~mine]).predict_proba(short[mine])[:, 1]
        share = float(damaged[~mine].mean())
        handoffs[mine] = [at_base_rate(float(likelihood), share) for likelihood in judged_mine]
    return LeftOut(final, handoffs)


def _opinions(data: Table, benches: Sequence[Bench]) -> dict[str, np.ndarray]:
    """For each document that is left out, what each bench says of every difference: benches by differences."""
    import numpy as np

    documents = benches[0].documents
    of_row = data.document[data.owner]
    found = {document: np.zeros((len(benches), len(of_row)), dtype=np.float32) for document in documents}
    for position, bench in enumerate(benches):
        judged = bench.judged(data.rows)
        for other in documents:
            rows = of_row == other
            said = judged[:, rows]
            for document in documents:
                found[document][position, rows] = said[bench.without(document, other)].mean(axis=0)
    return found


def limits(found: Sequence[Case], damage: Iterable[float], without: str | None = None) -> tuple[float, float]:
    """Limits for a warning and a failure, from the clean cases of all documents but one."""
    clean = sorted(
        float(likelihood)
        for case, likelihood in zip(found, damage, strict=True)
        if case.corruption is None and case.document != without
    )
    return _exceeded_by(clean, WARN_ALARMS), _exceeded_by(clean, FAIL_ALARMS)


def _exceeded_by(ascending: Sequence[float], share: float) -> float:
    position = max(0, min(len(ascending) - 1, int(len(ascending) * (1 - share))))
    return round(ascending[position] + 1e-6, 6)


def weighings(found: Sequence[Case], out: LeftOut) -> Iterator[Weighing]:
    """Each case as weighed by the weights and limits of the other documents."""
    position = 0
    for case, damage in zip(found, out.handoffs, strict=True):
        parts = out.opinions[:, position : position + len(case.suspects)].mean(axis=0)
        position += len(case.suspects)
        warn, fail = limits(found, out.handoffs, case.document)
        weighed = [Weighed(s, float(p)) for s, p in zip(case.suspects, parts, strict=True)]
        yield Weighing.of(weighed, float(damage), warn=warn, fail=fail)


def verdict_of(case: Case, weighing: Weighing) -> Verdict:
    """What a check says of a case that is weighed so."""
    others = tuple(detector for detector in DEFAULT if not isinstance(detector, SuspicionDetector))
    return check(case.handoff, detectors=(*others, suspicion(lambda _reading, _found: weighing)))


def verdicts(found: Sequence[Case], out: LeftOut) -> Iterator[dict[str, Any]]:
    """What a check says of each case by the weights and limits of the other documents, as the scorer reads it."""
    for case, weighing in zip(found, weighings(found, out), strict=True):
        verdict = verdict_of(case, weighing)
        told = [finding.to_dict() for finding in verdict.findings if finding.standing != "noted"]
        yield {"id": case.id, "verdict": verdict.outcome, "score": verdict.score, "findings": told}
