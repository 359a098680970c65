"""What a check costs by contract, format and size: `python tests/bench/checks.py [CASES.jsonl]`, part of `make bench`.

Processor time of one core, embeddings off. First hand-offs of a few kilobytes: every edit of the shipped kinds of
document, right and with one digit wrong, and cases of a file where one is named. Then documents that grow tenfold and
tenfold again, with one record in a hundred changed and with all records in another order, beside a plain
`diff_match_patch.diff_main` (whose own time-out is 5 s) and difflib's matcher over lines, which is stopped at 10 s.
"""

from __future__ import annotations

import difflib
import json
import multiprocessing
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from diff_match_patch import diff_match_patch
from rich.console import Console
from rich.table import Table

from holdtrue.checks import HandOff, check
from holdtrue.experiments.documents import catalogue
from holdtrue.middleware.cli.inputs import read_cases

RECORDS = 30
SIZES = (10_000, 100_000, 1_000_000)
STOPPED_S = 10.0
CASES = 400
"""Cases of a file that are measured, drawn by chance; they are siblings, and a few hundred tell."""

REORDER = "Put the records into another order; leave everything else as it is."
CORRECT = "Correct what is wrong in the records; leave everything else as it is."

_WORDS = [
    "the",
    "supplier",
    "shall",
    "deliver",
    "within",
    "weeks",
    "after",
    "an",
    "order",
    "unless",
    "both",
    "parties",
    "agree",
    "otherwise",
    "in",
    "writing",
    "and",
    "payment",
    "is",
    "due",
    "on",
    "receipt",
    "of",
    "each",
    "invoice",
    "however",
    "no",
    "fee",
    "applies",
    "when",
    "the",
    "manager",
    "of",
    "the",
    "region",
    "reports",
    "a",
    "delay",
    "before",
    "noon",
]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def within(work: Callable[[], object], limit: float) -> float | None:
    """Processor time of one call in a process of its own; None where it takes longer than that."""
    context = multiprocessing.get_context("fork")
    answers = context.SimpleQueue()
    process = context.Process(target=lambda: answers.put(seconds(work)))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return None
    return float(answers.get())


def small() -> Iterator[tuple[str, HandOff]]:
    """Hand-offs of some kilobytes by the contract that they are checked under."""
    for document in catalogue.documents():
        before = document.sample(RECORDS, seed=1)
        for pair in document.pairs:
            edit = pair.forward
            right = edit.on_document(before)
            for after in (right, wrong_digit(right)):
                for name, contract in (
                    ("none", None),
                    ("preserve", "preserve"),
                    ("transform", "transform"),
                    ("declared", edit.contract),
                ):
                    sides = {edit.source.file: before}, {edit.target.file: after}
                    yield name, HandOff.of(*sides, instruction=edit.instruction, contract=contract)


def wrong_digit(text: str) -> str:
    """The text with one digit in its middle changed."""
    digits = [match.start() for match in re.finditer(r"\d", text)]
    at = digits[len(digits) // 2]
    return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]


def rows(size: int) -> tuple[str, list[str], list[str]]:
    """File name, head and records of a table of that many characters."""
    source = random.Random(size)
    made = []
    while sum(map(len, made[-1:])) + len(made) * 58 < size:
        net = source.randint(100, 999_999) / 100
        day = f"2026-{source.randint(1, 12):02}-{source.randint(1, 28):02}"
        who = f"{source.choice(_WORDS).title()} {source.choice(_WORDS).title()}"
        made.append(
            f"{day},INV-{len(made):06},{who},{net:.2f},{net * 0.19:.2f},{source.choice(['open', 'paid'])}"
        )
    return "rows.csv", ["date,invoice,customer,net,vat,status"], made


def json_lines(size: int) -> tuple[str, list[str], list[str]]:
    """The same as one object a line."""
    _, (head,), records = rows(size * 58 // 125)
    names = head.split(",")
    return (
        "rows.jsonl",
        [],
        [json.dumps(dict(zip(names, record.split(","), strict=True))) for record in records],
    )


def sentence(source: random.Random) -> str:
    """A sentence with a number in it."""
    words = [source.choice(_WORDS) for _ in range(source.randint(8, 20))]
    words[source.randrange(len(words))] = str(source.randint(2, 4000))
    return " ".join(words).capitalize() + "."


def markdown(size: int) -> tuple[str, list[str], list[str]]:
    """Sections with a paragraph and a list, each a record."""
    source = random.Random(size)
    made: list[str] = []
    while len(made) * 480 < size:
        items = "".join(f"- {sentence(source)}\n" for _ in range(3))
        made.append(f"## Section {len(made) + 1}\n\n{sentence(source)} {sentence(source)}\n\n{items}")
    return "text.md", [], made


def prose(size: int) -> tuple[str, list[str], list[str]]:
    """Paragraphs of three sentences."""
    source = random.Random(size)
    return "text.txt", [], [" ".join(sentence(source) for _ in range(3)) + "\n" for _ in range(size // 285)]


def changed(records: list[str]) -> list[str]:
    """One record in a hundred with its last digit changed."""
    picked = set(random.Random(1).sample(range(len(records)), max(1, len(records) // 100)))
    return [
        re.sub(r"\d(?=\D*\Z)", lambda match: str((int(match[0]) + 1) % 10), record)
        if at in picked
        else record
        for at, record in enumerate(records)
    ]


def shuffled(records: list[str]) -> list[str]:
    """The records in another order."""
    return random.Random(2).sample(records, len(records))


def by_date(records: list[str]) -> list[str]:
    """Rows in the order of the day that they begin with."""
    return sorted(records, key=lambda record: record[:10])


def small_table(name: str, handoffs: list[tuple[str, HandOff]]) -> Table:
    """Percentiles by contract."""
    taken: dict[str, list[float]] = {}
    for contract, handoff in handoffs:
        taken.setdefault(contract, []).append(1000 * seconds(lambda handoff=handoff: check(handoff)))
    table = Table("contract", "hand-offs", "median ms", "95th percentile ms", "longest ms", title=name)
    for contract, times in taken.items():
        high = statistics.quantiles(times, n=20, method="inclusive")[-1]
        table.add_row(
            contract,
            str(len(times)),
            *(f"{value:.1f}" for value in (statistics.median(times), high, max(times))),
        )
    return table


def of_file(path: Path) -> list[tuple[str, HandOff]]:
    """Cases of a file, under whatever contract each has."""
    cases = list(read_cases(path))
    drawn = random.Random(3).sample(cases, min(CASES, len(cases)))
    return [("as given", case.handoff) for case in drawn]


def growing() -> Table:
    """Seconds by size, and what others take on the largest document."""
    table = Table(
        "format", "contract", "change", *(f"{size // 1000:,} KB" for size in SIZES), "per byte, largest to smallest",
        "of diff_main", "of difflib", title="seconds by size; ratios to others at the largest size",
    )  # fmt: skip
    for make, compared in ((rows, True), (json_lines, False), (markdown, False), (prose, True)):
        for change in (changed, shuffled):
            asked = CORRECT if change is changed else REORDER
            add(table, make, change, "instruction", {"instruction": asked}, compared=compared)
    for contract, change in (
        ("preserve", changed),
        ("transform", changed),
        ("transform", shuffled),
        ("reorder(by=date)", by_date),
    ):
        add(table, rows, change, contract, {"contract": contract}, compared=False)
    return table


def add(
    table: Table,
    make: Callable[[int], tuple[str, list[str], list[str]]],
    change: Callable[[list[str]], list[str]],
    contract: str,
    told: dict[str, Any],
    *,
    compared: bool,
) -> None:
    """Measure one row."""
    taken, lengths = [], []
    for size in SIZES:
        name, head, records = make(size)
        before, after = ("\n".join([*head, *side]) + "\n" for side in (records, change(records)))
        handoff = HandOff.of({name: before}, {name: after}, **told)
        repeated = 3 if size == SIZES[0] else 1
        taken.append(min(seconds(lambda handoff=handoff: check(handoff)) for _ in range(repeated)))
        lengths.append(len(before))
    growth = (taken[-1] / lengths[-1]) / (taken[0] / lengths[0])
    others = ["", ""]
    if compared:
        for at, other in enumerate((dmp(before, after), lines(before, after))):
            spent = within(other, 4 * STOPPED_S if at == 0 else STOPPED_S)
            others[at] = f"under {taken[-1] / STOPPED_S:.2f}" if spent is None else f"{taken[-1] / spent:.2f}"
    table.add_row(
        make(0)[0].partition(".")[2], contract, change.__name__, *(f"{value:.3f}" for value in taken),
        f"{growth:.2f}", *others,
    )  # fmt: skip


def dmp(before: str, after: str) -> Callable[[], object]:
    """A plain diff of characters, with its own time-out."""
    return lambda: diff_match_patch().diff_main(before, after)


def lines(before: str, after: str) -> Callable[[], object]:
    """Difflib's matching blocks of lines."""
    return lambda: difflib.SequenceMatcher(None, before.split("\n"), after.split("\n")).get_matching_blocks()


def main() -> None:
    """Measure and print the tables."""
    console = Console(width=150)
    check(HandOff.of("One 1.", "One 2.", instruction="Shorten it."))  # what loads on first use
    handoffs = list(small())
    console.print(small_table(f"edits of the shipped documents, {RECORDS} records each", handoffs))
    for path in map(Path, sys.argv[1:]):
        console.print(small_table(path.name, of_file(path)))
    console.print(growing())


if __name__ == "__main__":
    main()
