"""What the checks conclude about an answer to an optimisation problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from holdtrue.checks.finding import Finding

if TYPE_CHECKING:
    from holdtrue.checks.optimization.answers import Answer
    from holdtrue.checks.optimization.certificate import Certificate
    from holdtrue.checks.optimization.evaluate import Evaluation

Conclusion = Literal[
    "certified",
    "feasible_unproven",
    "infeasible",
    "claim_mismatch",
    "stale",
    "trace_inconsistent",
    "heuristic_match",
    "unparseable",
]
"""What is known of an answer, the gravest that applies.

`certified`: feasible, and as good as the bound or the solver's optimum, but for rounding. `feasible_unproven`: feasible,
and either nothing is known of the optimum or it is worse; the findings say which. `infeasible`: a constraint is broken
by more than rounding explains. `claim_mismatch`: the objective that it claims is not that of its own values. `stale`: it
does not move when the optimum does. `trace_inconsistent`: a step that it claims does not follow from the one before.
`heuristic_match`: feasible, worse than the optimum, and exactly what a cheap rule gives. `unparseable`: not an answer.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """An answer held against its problem."""

    conclusion: Conclusion
    """The gravest thing known."""

    findings: tuple[Finding, ...]
    """The evidence."""

    answer: Answer
    """What was read."""

    evaluation: Evaluation | None = None
    """Residuals and objective; None where the answer cannot be read."""

    certificate: Certificate | None = None
    """What it was held against; None without one."""

    gap: float | None = None
    """How much worse its objective is than the optimum's, relative to that; None where either is not known."""

    @property
    def feasible(self) -> bool:
        """Whether every constraint holds, rounding allowed for."""
        return self.evaluation is not None and self.conclusion != "infeasible" and self.evaluation.feasible

    @property
    def optimal(self) -> bool:
        """Whether it is feasible and no worse than the optimum, rounding allowed for."""
        kinds = {finding.kind for finding in self.findings}
        return self.feasible and self.certificate is not None and "optimum.suboptimal" not in kinds
