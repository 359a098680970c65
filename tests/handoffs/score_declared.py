"""Runs labelled hand-offs under declared contracts and writes their verdicts, for a scorer to read.

    python tests/handoffs/score_declared.py CASES.jsonl [--contracts FILE ...] [--out RESULTS.jsonl] [--cases-out FILE] [--edit ID]

Contracts are kept by edit: a case's id without its last part. Cases whose edit has none are left out; `--cases-out` writes
those that were run, each with its contract, so that a scorer sees the same and `holdtrue check` and `repair` can run them. A contract that does not fit its document is printed, and its cases
have no verdict.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path

from ruamel.yaml import YAML

from holdtrue.checks import Contract, ContractError, HandOff, check

HERE = Path(__file__).parent


def main() -> None:
    """Run and print, for each edit, what was missed and what was alarmed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument(
        "--contracts", type=Path, nargs="+", default=sorted(HERE.glob("contracts*.yaml")), metavar="FILE"
    )
    parser.add_argument("--out", type=Path, default=Path("results.jsonl"))
    parser.add_argument("--cases-out", type=Path)
    parser.add_argument("--edit", help="only edits whose id begins like that")
    parser.add_argument(
        "--show", action="store_true", help="print the findings of clean cases and of missed ones"
    )
    args = parser.parse_args()
    declared, unfit = _contracts(args.contracts)
    tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    run = []
    with args.cases.open(encoding="utf-8") as lines, args.out.open("w", encoding="utf-8") as out:
        for line in lines:
            case = json.loads(line)
            edit = case["id"].rsplit(".", 1)[0]
            if edit not in declared or (args.edit and not edit.startswith(args.edit)):
                continue
            corrupt = case.get("label") == "corrupt"
            handoff = HandOff.of(
                case["before"], case["after"], instruction=case["instruction"], contract=declared[edit]
            )
            try:
                verdict = check(handoff)
            except ContractError as error:
                unfit.setdefault(edit, str(error))
                continue
            run.append(json.dumps({**case, "contract": declared[edit].to_dict()}, ensure_ascii=False) + "\n")
            out.write(json.dumps({"id": case["id"], **verdict.to_dict()}, ensure_ascii=False) + "\n")
            flagged = verdict.outcome != "pass"
            tally[edit]["corrupt" if corrupt else "clean"] += 1
            tally[edit]["caught" if corrupt else "alarmed"] += flagged
            if args.show and flagged != corrupt:
                _show(case, verdict)
    if args.cases_out:
        args.cases_out.write_text("".join(run), encoding="utf-8")
    _report(tally, unfit)


def _contracts(paths: list[Path]) -> tuple[dict[str, Contract], dict[str, str]]:
    """The contracts by edit, and why some cannot be read."""
    read: dict[str, Contract] = {}
    wrong: dict[str, str] = {}
    for edit, value in (pair for path in paths for pair in YAML(typ="safe").load(path).items()):
        try:
            read[edit] = Contract.of(value)
        except ContractError as error:
            wrong[edit] = str(error)
    return read, wrong


def _show(case: dict, verdict) -> None:
    print(f"--- {case['id']} {case['label']}")
    if case["label"] == "corrupt":
        print("    missed:", json.dumps(case["corruption"], ensure_ascii=False)[:600])
    for finding in verdict.findings[:6]:
        if finding.standing != "noted":
            print(f"    {finding.standing} {finding.kind}: {finding.message[:300]}")


def _report(tally: dict[str, collections.Counter[str]], unfit: dict[str, str]) -> None:
    for edit, counts in tally.items():
        mark = "" if counts["caught"] == counts["corrupt"] and not counts["alarmed"] else "  <--"
        print(
            f"{edit:32} caught {counts['caught']}/{counts['corrupt']}  alarmed {counts['alarmed']}/{counts['clean']}{mark}"
        )
    for edit, error in unfit.items():
        print(f"{edit}: does not fit: {error}", file=sys.stderr)
    total = sum(tally.values(), collections.Counter())
    if total["corrupt"]:
        print(
            f"{len(tally)} edits: recall {total['caught'] / total['corrupt']:.3f} of {total['corrupt']}, "
            f"alarms {total['alarmed'] / max(total['clean'], 1):.3f} of {total['clean']}; {len(unfit)} do not fit"
        )


if __name__ == "__main__":
    main()
