"""Whether each side is what its format says, and whether records, fields and files arrived."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from holdtrue.checks.finding import Finding, Severity, Standing
from holdtrue.checks.formats import Parsed
from holdtrue.checks.reading import Group, Page, Reading

_NAMES = {"csv": "CSV", "tsv": "TSV", "json": "JSON", "jsonl": "JSON lines", "yaml": "YAML", "toml": "TOML",
          "ini": "INI", "xml": "XML", "html": "HTML", "py": "Python"}  # fmt: skip

_UNCHECKED: tuple[str, Standing, Severity] = ("structure.unchecked", "unexplained", "minor")

_UNPARSABLE: dict[bool, tuple[str, Standing, Severity]] = {
    True: ("structure.unparsable", "forbidden", "critical"),
    False: ("structure.unparsable", "unexplained", "major"),
}
"""What it means that a side does not parse, by whether it is the one that came out."""


def detect(reading: Reading) -> Iterator[Finding]:
    """Parse every file whose format is known, then compare what the two sides hold."""
    mode = reading.handoff.contract.mode
    known = {line.text for page in reading.before for line in page.lines}
    for page in reading.before:
        yield from _broken(page, came_out=False, unchanged=reading.unchanged)
    for page in reading.after if reading.arrived else ():
        yield from _broken(page, came_out=True, unchanged=reading.unchanged)
        yield from _ragged(page, known)
    if reading.handoff.contract.clauses:
        return
    for group in reading.groups if reading.arrived else ():
        if mode in ("preserve", "transform"):
            yield from _files(reading, group)
        if mode in ("transform", "derive"):
            yield from _counts(reading, group)


def _broken(page: Page, *, came_out: bool, unchanged: bool) -> Iterator[Finding]:
    parsed = page.parsed
    if parsed is None or not (parsed.trouble or parsed.unchecked):
        return
    name = _NAMES[parsed.format]
    kind, standing, severity = _UNCHECKED
    line = page.line(1)
    message = f"{page.name} is too long to be parsed as {name}; only its lines and facts were compared"
    if unchanged:
        standing = "noted"
    if parsed.trouble:
        kind, standing, severity = _UNPARSABLE[came_out]
        line = page.line(parsed.trouble.line)
        side = "came out" if came_out else "was handed over"
        message = f"{page.name} is not {name}: line {line.number}: {parsed.trouble.reason} (as it {side})"
    before, after = (None, line.place) if came_out else (line.place, None)
    yield Finding(kind, standing, severity, message, before, after)


def _ragged(page: Page, known: set[str]) -> Iterator[Finding]:
    """Rows of a table that lack a field or have one too many, unless they came in like that."""
    for trouble in page.parsed.ragged if page.parsed else ():
        line = page.line(trouble.line)
        if line.text not in known:
            message = f"{page.name}, line {line.number}: {trouble.reason}"
            yield Finding("structure.ragged", "forbidden", "major", message, None, line.place)


def _files(reading: Reading, group: Group) -> Iterator[Finding]:
    """Files without a namesake, where all must stay.

    Where only every record must arrive, files may be split, merged and renamed: a file is lost if nothing but the
    namesakes of others came and its lines are not in them either.
    """
    if group.paired:
        return
    exact = reading.handoff.contract.mode == "preserve"
    arrived = {line.text.strip() for page in reading.after for line in page.lines}
    for page in group.before if exact or not group.after else ():
        if not exact and {line.text.strip() for line in page.lines if not line.is_blank} <= arrived:
            continue
        firm = reading.handoff.contract.source == "declared"
        message = f"the file {page.name} did not come out"
        yield Finding(
            "structure.file_lost",
            "forbidden" if firm else "unexplained",
            "critical",
            message,
            page.place,
            None,
        )
    for page in group.after if exact or not group.before else ():
        message = f"the file {page.name} was not handed over"
        yield Finding(
            "structure.file_added",
            "forbidden" if exact else "unexplained",
            "major",
            message,
            None,
            page.place,
        )


def _counts(reading: Reading, group: Group) -> Iterator[Finding]:
    """How many records and fields each side holds, where every file on both sides has such a count."""
    contract = reading.handoff.contract
    before, after = _parsed(group.before), _parsed(group.after)
    if before is None or after is None:
        return
    had, has = _total(before), _total(after)
    fewer_is_fine = contract.mode == "derive"
    if had is not None and has is not None and (has > had or (has < had and not fewer_is_fine)):
        firm = contract.source == "declared" and contract.mode == "transform"
        message = f"{_records(had)} went in and {has} came out"
        yield Finding("structure.record_count", "forbidden" if firm else "unexplained", "major", message)
    if not group.paired or before[0].format != after[0].format:
        return
    yield from _containers(reading, before[0], after[0])
    had, has = before[0].fields, after[0].fields
    if had is not None and has is not None and (has > had or (has < had and not fewer_is_fine)):
        message = f"records had {had} fields and have {has}"
        yield Finding("structure.field_count", "unexplained", "major", message)


def _containers(reading: Reading, before: Parsed, after: Parsed) -> Iterator[Finding]:
    """How many records each container holds, where both sides have it and the total does not tell already."""
    if before.records is not None and after.records is not None and before.records != after.records:
        return
    mode = reading.handoff.contract.mode
    for path, had in sorted(before.containers.items()):
        has = after.containers.get(path, had)
        if has > had or (has < had and mode == "transform"):
            message = f"{_records(had)} went in at {path} and {has} came out"
            yield Finding("structure.record_count", "unexplained", "major", message)


def _parsed(pages: Iterable[Page]) -> list[Parsed] | None:
    found = [page.parsed for page in pages]
    known = [parsed for parsed in found if parsed is not None]
    return known if known and len(known) == len(found) else None


def _total(parsed: Iterable[Parsed]) -> int | None:
    counts = [one.records for one in parsed]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
