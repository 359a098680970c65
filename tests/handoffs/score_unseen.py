"""Runs the hand-offs in `unseen/` without a contract and prints how many errors were seen, and how many alarms were false.

    python tests/handoffs/score_unseen.py [--cases-out FILE] [--show]

Four documents in formats that no reader was written for, with edits, right results in one or two wordings or layouts, and
results with one error each. They were written before the first run, and what the run says is reported as it comes: nothing
may be fitted to them. An error counts as located if a finding quotes something of the place where it is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from holdtrue.checks import HandOff, Verdict, check
from holdtrue.experiments.detection import area

HERE = Path(__file__).parent


def cases() -> Iterator[dict[str, Any]]:
    """All hand-offs, in the form that `holdtrue check --cases` reads, with what is wrong in `corruption`."""
    for path in sorted((HERE / "unseen").glob("*.yaml")):
        form = YAML(typ="safe").load(path)
        for name, edit in form["edits"].items():
            right = _right(form, edit)
            common = {
                "instruction": edit["instruction"],
                "before": {form["file"]: form["text"]},
                "doc": path.stem,
            }
            for number, changes in enumerate(edit["clean"]):
                after = right
                for old, new in changes:
                    after = _replaced(after, old, new)
                yield {
                    "id": f"{path.stem}.{name}.clean{number}",
                    **common,
                    "after": after,
                    "corruption": None,
                }
            for kind, old, new in edit["corrupt"]:
                corruption = {"kind": kind, "expected": old, "found": new}
                after = _replaced(right, old, new)
                yield {"id": f"{path.stem}.{name}.{kind}", **common, "after": after, "corruption": corruption}


def _right(form: dict[str, Any], edit: dict[str, Any]) -> dict[str, str]:
    """The right result: what was handed over with its replacements made or its blocks chosen, or files of its own."""
    if "files" in edit:
        return dict(edit["files"])
    text = form["text"]
    for old, new in edit.get("replace", ()):
        if old not in text:
            raise ValueError(f"{form['file']} has no {old!r}")
        text = text.replace(old, new)
    if "keep" in edit:
        blocks = re.split(f"(?={re.escape(edit['keep']['blocks'])})", text)
        text = "".join(block for block in blocks if edit["keep"]["having"] in block)
    return {form["file"]: text}


def _replaced(files: dict[str, str], old: str, new: str) -> dict[str, str]:
    """The files with the first place changed."""
    found = next((name for name, text in files.items() if old in text), None)
    if found is None or old == new:
        raise ValueError(f"nothing to change: {old!r}")
    return files | {found: files[found].replace(old, new, 1)}


def located(verdict: Verdict, corruption: dict[str, Any]) -> bool:
    """Whether a finding quotes a word that the error changed, or one of those that it took away."""
    old, new = (Counter(re.findall(r"\w+", corruption[key])) for key in ("expected", "found"))
    changed = set((old - new) | (new - old)) or set(old)
    quoted = " ".join(
        place.text[:400]
        for finding in verdict.findings
        for place in (finding.before, finding.after)
        if place and finding.standing != "noted"
    )
    return bool(changed & set(re.findall(r"\w+", quoted)))


def main() -> None:
    """Run them all and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases-out", type=Path)
    parser.add_argument(
        "--show", action="store_true", help="print what was missed and what was a false alarm"
    )
    args = parser.parse_args()
    every = list(cases())
    if args.cases_out:
        args.cases_out.write_text("".join(json.dumps(case) + "\n" for case in every), encoding="utf-8")
    scores: dict[str, tuple[list[float], list[float]]] = {}
    counts: dict[str, Counter[str]] = {}
    for case in every:
        verdict = check(HandOff.of(case["before"], case["after"], instruction=case["instruction"]))
        wrong = case["corruption"] is not None
        for key in (case["doc"], "all"):
            scores.setdefault(key, ([], []))[wrong].append(1 - verdict.score)
            tally = counts.setdefault(key, Counter())
            flagged = verdict.outcome != "pass"
            tally["corrupt" if wrong else "clean"] += 1
            tally["seen" if wrong else "alarms"] += flagged
            tally["failed" if wrong else "failed_clean"] += verdict.outcome == "fail"
            tally["located"] += wrong and flagged and located(verdict, case["corruption"])
        if args.show and wrong != (verdict.outcome != "pass"):
            print(
                f"{case['id']:45} {verdict.outcome} {verdict.findings[0].message if verdict.findings else ''}"
            )
    print(f"{'':20} wrong  seen  fail  located  right  alarms  fail  area")
    for key, tally in counts.items():
        print(
            f"{key:20} {tally['corrupt']:5} {tally['seen']:5} {tally['failed']:5} {tally['located']:8} "
            f"{tally['clean']:6} {tally['alarms']:7} {tally['failed_clean']:5} {area(*scores[key]):5.2f}"
        )


if __name__ == "__main__":
    main()
