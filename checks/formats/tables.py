"""Separated values: CSV (RFC 4180 and its cousins with semicolons) and TSV."""

from __future__ import annotations

import csv
import io

from holdtrue.checks.formats.parsed import Parsed, Trouble


def parse_csv(text: str) -> Parsed:
    """Read comma- or semicolon-separated values whose first row is the header."""
    return _parse("csv", text, separator(text))


def parse_tsv(text: str) -> Parsed:
    """Read tab-separated values whose first row is the header."""
    return _parse("tsv", text, "\t")


def separator(text: str) -> str:
    """The separator that the first row uses most; a comma where it uses none."""
    header = text.lstrip().partition("\n")[0]
    return max(",;\t|", key=header.count)


def _parse(name: str, text: str, delimiter: str) -> Parsed:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    fields: int | None = None
    records = 0
    ragged: list[Trouble] = []
    begin = 1
    try:
        for row in reader:
            if row and fields is None:
                fields = len(row)
            elif row:
                records += 1
                if len(row) != fields:
                    ragged.append(Trouble(begin, f"{len(row)} fields where the header has {fields}"))
            begin = reader.line_num + 1
    except csv.Error as error:
        return Parsed(name, trouble=Trouble(begin, str(error)))
    return Parsed(name, records, fields, ragged=tuple(ragged))
