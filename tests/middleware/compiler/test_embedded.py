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


@pytest.mark.parametrize("handoff", RECORDED, ids=[handoff["instruction"] for handoff in RECORDED])
def test_what_it_compiles_lets_no_damage_pass(handoff: dict[str, Any]) -> None:
    before, damaged = Artifact(handoff["before"]), Artifact(handoff["damaged"])
    reply = Reply(handoff["answer"], Spending(), handoff["trouble"])
    compilation = read_compilation(handoff["instruction"], before, reply)
    assert compilation.complete or compilation.ambiguous or compilation.trouble
    verdict = check(HandOff(before, damaged, handoff["instruction"], compilation.contract))
    assert verdict.outcome != "pass"
