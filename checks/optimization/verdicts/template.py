"""When answers may be called templates: only on evidence that tells a recalled answer from an honest slip."""

from __future__ import annotations

from collections.abc import Iterable

from holdtrue.checks.finding import Finding

_ALONE = ("optimum.stale", "optimum.trace")
_TOGETHER = ("optimum.reused", "optimum.heuristic")


def template(findings: Iterable[Finding]) -> Finding | None:
    """That a model fills in templates, with the findings that show it; None where they do not.

    One answer never shows it: a correct one may be recalled, a wrong one an honest slip. It takes an answer that does not
    move when the certified optimum does, or claimed steps that do not follow from each other; or one answer reused over
    problems whose optima differ together with the point of a cheap rule. Round numbers and similar wording carry no
    signal (the former are true in up to 87% of a textbook set's answers, the latter has an AUC of 0.5 to 0.7 the wrong
    way round on stored model outputs).
    """
    known = list(findings)
    evidence = [finding for finding in known if finding.kind in _ALONE]
    if not evidence and all(any(finding.kind == kind for finding in known) for kind in _TOGETHER):
        evidence = [next(finding for finding in known if finding.kind == kind) for kind in _TOGETHER]
    if not evidence:
        return None
    quoted = "; ".join(f"“{finding.message}”" for finding in evidence[:2])
    return Finding(
        "answer.template", "unexplained", "major", f"a template rather than a computation: {quoted}"
    )
