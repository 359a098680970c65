"""Laboratory samples as tab-separated values."""

from __future__ import annotations

import random
from datetime import date

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import chars, one_of, sequence
from holdtrue.experiments.documents.layout import Layout, RecordError
from holdtrue.experiments.documents.values import (
    AMOUNT,
    COUNT,
    DOTTED_DATE,
    ISO_DATE,
    PHRASE,
    added,
    amount,
    cents,
    changed,
    day_in,
    dotted,
    inverse,
    iso,
    listed,
    mapped,
    removed,
)

_CODES = {"water": "WAT", "sediment": "SED", "biofilm": "BIO", "soil": "SOL"}
_LIMIT = 10_00
"""Hundredths of a milligram of nitrate per litre above which a sample is marked; a made-up house limit."""

_BASE = Layout(
    "samples.tsv",
    "{sample}\t{collected}\t{site}\t{matrix}\t{ph}\t{nitrate}",
    {
        "sample": sequence("S-", chars("0-9", 4)),
        "collected": ISO_DATE,
        "site": PHRASE,
        "matrix": one_of(*_CODES),
        "ph": AMOUNT,
        "nitrate": AMOUNT,
    },
    before="sample\tcollected\tsite\tmatrix\tpH\tnitrate_mg_L\n",
)
_JSON_LINES = Layout(
    "samples.jsonl",
    '{{"sample": "{sample}", "collected": "{collected}", "site": "{site}", "matrix": "{matrix}", "pH": {ph}, '
    '"nitrate_mg_L": {nitrate}}}',
    _BASE.fields,
)
_MARKDOWN = Layout(
    "samples.md",
    "| {sample} | {collected} | {site} | {matrix} | {ph} | {nitrate} |",
    _BASE.fields,
    before="| sample | collected | site | matrix | pH | nitrate_mg_L |\n|---|---|---|---|---|---|\n",
)
_MICROGRAMS = Layout(
    _BASE.file,
    _BASE.template,
    {**_BASE.fields, "nitrate": COUNT},
    before=_BASE.before.replace("mg_L", "ug_L"),
)
_MARKED = Layout(
    _BASE.file,
    f"{_BASE.template}\t{{mark}}",
    {**_BASE.fields, "mark": one_of("over", "ok")},
    before=_BASE.before.replace("\n", "\tmark\n"),
)


def _in_micrograms(milligrams: str) -> str:
    return str(cents(milligrams) * 10)


def _in_milligrams(micrograms: str) -> str:
    hundredths, rest = divmod(int(micrograms), 10)
    if rest:
        msg = f"{micrograms} µg has more than two decimals in mg"
        raise RecordError(msg)
    return amount(hundredths)


def _mark(fields: Fields) -> str:
    return "over" if cents(fields["nitrate"]) > _LIMIT else "ok"


_PAIRS = (
    EditPair.between(
        _BASE,
        _BASE,
        "copy",
        "copy",
        contract=Contract.preserve(),
        there=Request(
            "Pass the sample table on exactly as it is, tabs included.",
            "Copy the sample exactly.",
        ),
        back=Request(
            "Return the sample table without any change.",
            "Copy the sample exactly.",
        ),
    ),
    EditPair.between(
        _BASE,
        _JSON_LINES,
        "json-lines",
        "reformat",
        there=Request(
            "Convert the table to JSON Lines, one object a sample in the same order, the column names as keys, pH and "
            "nitrate_mg_L as numbers with two decimals, the rest as strings.",
            "Write the sample as a JSON object with the keys sample, collected, site, matrix, pH, nitrate_mg_L.",
        ),
        back=Request(
            "Convert these JSON Lines to a table with tabs between the columns and the keys as its header, one line an "
            "object in the same order. Copy every value as it stands.",
            "Write the values of the object in their order, with tabs between them.",
        ),
    ),
    EditPair.between(
        _BASE,
        _MARKDOWN,
        "markdown",
        "reformat",
        there=Request(
            "Turn the table into a Markdown table with the same header, rows and order. "
            "Copy every value as it stands.",
            "Write the sample as a row of a Markdown table.",
        ),
        back=Request(
            "Turn the Markdown table into tab-separated text with the same header, rows and order. "
            "Copy every value as it stands.",
            "Write the row's values with tabs between them.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(matrix=one_of(*_CODES.values())),
        "codes",
        "rename",
        there=Request(
            f"Use the laboratory's codes in the matrix column: {listed(_CODES)}. Change nothing else.",
            f"Rename the matrix: {listed(_CODES)}.",
            changed(mapped(_CODES), "matrix"),
        ),
        back=Request(
            f"Write the codes in the matrix column out: {listed(inverse(_CODES))}. Change nothing else.",
            f"Rename the matrix: {listed(inverse(_CODES))}.",
            changed(mapped(inverse(_CODES)), "matrix"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(collected=DOTTED_DATE),
        "dotted-dates",
        "date",
        there=Request(
            "Write the dates of collection as day.month.year, so that 2026-04-03 becomes 03.04.2026. "
            "Change nothing else.",
            "Write the date as day.month.year.",
            changed(dotted, "collected"),
        ),
        back=Request(
            "Write the dates of collection as year-month-day, so that 03.04.2026 becomes 2026-04-03. "
            "Change nothing else.",
            "Write the date as year-month-day.",
            changed(iso, "collected"),
        ),
    ),
    EditPair.between(
        _BASE,
        _MICROGRAMS,
        "micrograms",
        "arithmetic",
        contract=Contract.transform(free={"number"}),
        there=Request(
            "Give nitrate in whole micrograms a litre and name its column nitrate_ug_L, so that 0.85 becomes 850. "
            "Change nothing else.",
            "Write nitrate, the last value, in micrograms instead of milligrams.",
            changed(_in_micrograms, "nitrate"),
        ),
        back=Request(
            "Give nitrate in milligrams a litre with two decimals and name its column nitrate_mg_L, so that 850 "
            "becomes 0.85. Change nothing else.",
            "Write nitrate, the last value, in milligrams with two decimals instead of micrograms.",
            changed(_in_milligrams, "nitrate"),
        ),
    ),
    EditPair.between(
        _BASE,
        _MARKED,
        "mark",
        "tag",
        there=Request(
            "Add a last column named mark: over where nitrate is above 10.00 mg/L, else ok. "
            "Leave the other columns as they are.",
            "Add over if nitrate, the last value, is above 10.00, else ok.",
            added("mark", _mark),
        ),
        back=Request(
            "Remove the last column, mark. Leave the other columns as they are.",
            "Remove the last value.",
            removed("mark"),
        ),
    ),
)

_SITES = (
    "Mill Weir", "Bärenbach", "Bärenbach II", "Étang du Loup", "Saltgate", "Þverá Bridge", "Nový Mlýn", "North Fen",
    "Lower Ford 3", "Ås Kilde",
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    return {
        "sample": f"S-{(position * 3 + source.randrange(3)) % 10_000:04d}",
        "collected": day_in(source, date(2026, 1, 1), 365),
        "site": source.choice(_SITES),
        "matrix": source.choice(tuple(_CODES)),
        "ph": amount(source.randrange(4_50, 9_20)),
        "nitrate": amount(source.choice((source.randrange(5, 2_00), source.randrange(2_00, 40_00)))),
    }


SAMPLES = Document(
    "samples",
    "laboratory samples, tab-separated",
    _BASE,
    shipped("samples.tsv"),
    (
        "S-0007\t2026-03-21\tKällby Dam\twater\t7.36\t3.08",
        "S-0017\t2026-03-24\tUpper Locks\tsediment\t6.63\t17.50",
        "S-0023\t2026-03-30\tŽabí Lake\tbiofilm\t8.21\t0.46",
        "S-0030\t2026-02-19\tOld Quarry 4\tsoil\t5.04\t10.70",
    ),
    _PAIRS,
    _record,
)
