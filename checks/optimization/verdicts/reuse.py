"""One answer given to several problems whose optima differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from holdtrue.checks.finding import Finding
from holdtrue.checks.optimization.verdicts.assess import CLOSE

if TYPE_CHECKING:
    from holdtrue.checks.optimization.verdicts.assessment import Assessment


def reused(assessments: Iterable[Assessment]) -> list[Finding]:
    """Answers that recur although what is right does not.

    In 40% of the 245 NL4OPT problems the *true* answer recurs, so that recurrence alone says nothing: an answer counts
    only where the certified optima differ and it is not optimal for all.
    """
    groups: dict[tuple[float, ...], list[Assessment]] = defaultdict(list)
    for each in assessments:
        if each.answer.readable and each.certificate is not None:
            groups[tuple(figure.value for figure in each.answer.values.values())].append(each)
    found = []
    for values, group in groups.items():
        objectives = [each.certificate.objective for each in group if each.certificate is not None]
        apart = max(objectives) - min(objectives) > CLOSE * max(1.0, *map(abs, objectives))
        wrong = sum(not each.optimal for each in group)
        if len(group) > 1 and apart and wrong:
            shown = ", ".join(f"{value:g}" for value in values[:4]) + (", …" if len(values) > 4 else "")
            message = (
                f"{len(group)} problems with optima from {min(objectives):.6g} to {max(objectives):.6g} get one answer"
                f" ({shown}), which is wrong for {wrong} of them"
            )
            found.append(Finding("optimum.reused", "unexplained", "major", message))
    return found
