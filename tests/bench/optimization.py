"""What checking an answer to an optimisation problem costs, and what solving it takes, by kind and size.

    python tests/bench/optimization.py

Times are medians of this machine; the ratio of the two columns is what carries over: checking is much the cheaper.
"""

import statistics
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from holdtrue.checks.optimization import UnsolvedError, certify, evaluate
from holdtrue.checks.optimization.verdicts import assess
from holdtrue.experiments.optimization import KINDS, generate
from holdtrue.experiments.optimization.printing import print_answer

SIZES = {"ac power flow": (9, 30, 118), "dc power flow": (9, 30, 118)}
"""Others are taken at their smallest, middle and largest usual size."""

LONGEST = 20.0
"""Seconds after which a solve counts as too long."""


def median(work: Callable[[], object], times: int) -> float:
    """Median wall time in seconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Print the table."""
    table = Table(box=None, pad_edge=False)
    for heading in ("kind", "size", "variables", "residuals, ms", "answer read and judged, ms", "solve, ms"):
        table.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, maker in KINDS.items():
        usual = maker.sizes
        for size in SIZES.get(kind, (usual[0], usual[len(usual) // 2], usual[-1])):
            try:
                instance = generate(kind, size, 0)
            except UnsolvedError as error:
                table.add_row(kind, str(size), "", "", "", error.reason)
                continue
            problem, certificate = instance.problem, instance.certificate
            text = print_answer(problem, certificate.values, 1)
            x = problem.vector(certificate.values)
            half = problem.half_units(problem.digits)
            row = (
                median(lambda p=problem, v=x, h=half: evaluate(p, v, h), 20),
                median(lambda p=problem, t=text, c=certificate: assess(p, t, certificate=c), 5),
                median(lambda p=problem: certify(p, seconds=LONGEST), 3),
            )
            cells = [f"{1000 * seconds:.2f}" for seconds in row]
            table.add_row(kind, str(size), str(len(problem.variables)), *cells)
    Console().print(table)


if __name__ == "__main__":
    main()
