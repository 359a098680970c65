"""An experiment without a model, whose cells leave a mark each time that they are measured."""

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from holdtrue.experiments.sweep import Bench, Cell, Experiment, Row, Scope


def _cells(scope: Scope) -> Sequence[Cell]:
    return [Cell({"letter": letter, "seed": seed}) for letter in "abcdef" for seed in range(scope.seeds)]


def _measure(cell: Cell, bench: Bench) -> Sequence[Row]:
    time.sleep(float(os.environ.get("PROBE_SECONDS", "0")))
    if cell.text("letter") == os.environ.get("PROBE_FAILS"):
        raise ConnectionError("the line is dead")
    if cell.text("letter") == os.environ.get("PROBE_KILLED"):
        os.kill(os.getpid(), signal.SIGKILL)
    if os.environ.get("PROBE_EMPTY"):
        return []
    if marks := os.environ.get("PROBE_MARKS"):
        with Path(marks).open("a", encoding="utf-8") as file:
            file.write(f"{cell.key}\n")
    value = ord(cell.text("letter")) * 0.5 + cell.number("seed")
    return [
        {"hop": hop, "value": value / hop, "told": None if hop == 1 else "é", "elapsed": time.monotonic()}
        for hop in (1, 2)
    ]


PROBE = Experiment(name="probe", about="Nothing.", cells=_cells, measure=_measure, timings=("elapsed",))
