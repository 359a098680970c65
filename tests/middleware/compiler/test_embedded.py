"""The embedded model is far too small to compile an instruction; what matters is that it permits nothing by mistake.

Its answers are recorded (`tests/bench/compile_embedded.py`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from holdtrue.checks import Artifact, HandOff, check
from holdtrue.middleware.asking import Reply, Spending
from holdtrue.middleware.compiler import read_compilation

RECORDED = json.loads((Path(__file__).parent / "embedded.json").read_text(encoding="utf-8"))

_OUTCOMES = ("pass", "warn", "fail")


@pytest.mark.parametrize("handoff", RECORDED, ids=[handoff["instruction"] for handoff in RECORDED])
def test_what_it_compiles_permits_no_more_than_no_contract(handoff: dict[str, Any]) -> None:
    before, damaged = Artifact(handoff["before"]), Artifact(handoff["damaged"])
    reply = Reply(handoff["answer"], Spending(), handoff["trouble"])
    compilation = read_compilation(handoff["instruction"], before, reply)
    assert compilation.complete or compilation.ambiguous or compilation.trouble
    compiled = check(HandOff(before, damaged, handoff["instruction"], compilation.contract))
    undeclared = check(HandOff(before, damaged, handoff["instruction"]))
    assert _OUTCOMES.index(compiled.outcome) >= _OUTCOMES.index(undeclared.outcome)
