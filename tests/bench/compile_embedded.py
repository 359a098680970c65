"""What the embedded model makes of instructions: `python tests/bench/compile_embedded.py`.

Asks it to compile the hand-offs of `tests/middleware/compiler/embedded.json` and writes its answers there: the tests
replay them, since so small a model takes half a minute for each on two cores. Lists and texts of its answer are
bounded: left alone, it does not come to an end, which is no answer and nothing to test.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from holdtrue.checks import Artifact
from holdtrue.experiments.models.embedded import embedded
from holdtrue.middleware.asking import ask
from holdtrue.middleware.compiler import compile_question

RECORDED = Path(__file__).parents[1] / "middleware" / "compiler" / "embedded.json"


def bounded(schema: Any) -> Any:
    """The schema with at most two items a list and eighty characters a text."""
    if not isinstance(schema, dict):
        return schema
    limits = {"array": {"maxItems": 2}, "string": {"maxLength": 80}}.get(str(schema.get("type")), {})
    return {**{key: bounded(value) for key, value in schema.items()}, **limits}


def main() -> None:
    """Ask, and write the answers down."""
    model = embedded(max_tokens=450).chat
    handoffs = json.loads(RECORDED.read_text(encoding="utf-8"))
    for handoff in track(handoffs, "compiling", console=Console(stderr=True)):
        question = compile_question(handoff["instruction"], Artifact(handoff["before"]), "embedded")
        reply = ask(model, replace(question, schema=bounded(question.schema)))
        handoff["answer"] = reply.value
        handoff["trouble"] = reply.trouble
    RECORDED.write_text(json.dumps(handoffs, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
