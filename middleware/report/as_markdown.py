"""The report as Markdown, for pull requests and terminals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.middleware.report.evidence import Excerpt
from holdtrue.middleware.report.model import Hop, Report, Run
from holdtrue.middleware.report.selection import Shown, Trouble, listed_findings, listed_hops
from holdtrue.middleware.report.summary import VERDICTS, meaning, summarise
from holdtrue.middleware.report.text import clip, duration, percent, plural, visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#!|~^$@>]|(?<!\w)[-+=]|(?<=\d)[.](?=\s)|:(?=//)|(?<=www)[.])")


def to_markdown(report: Report) -> str:
    """Render the report; whatever a document contains stays text."""
    lines = ["# Drift report", ""]
    if len(report.runs) > 1:
        lines += [*_comparison(report), ""]
    for run in report.runs:
        lines += [*_run(run), ""]
    if not report.runs:
        lines += ["The ledger holds no hand-off of this run.", ""]
    lines.append(f"Ledger head: `{report.head}`")
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Untrusted text on one line, with nothing in it that Markdown or HTML would act on."""
    flat = " ".join(visible(text).split())
    entities = flat.replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", entities)


def _table(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _comparison(report: Report) -> Iterator[str]:
    head = [
        "Run",
        "In short",
        "Hand-offs",
        *(called.capitalize() for called in VERDICTS.values()),
        "Intact",
        "Measured",
    ]
    yield from _table(
        head,
        [
            [
                escape(clip(run.label, 40)),
                summarise(run).headline,
                f"{len(run.hops):,}",
                *(f"{run.outcomes.get(name, 0):,}" for name in VERDICTS),
                percent(run.integrity),
                percent(run.measured),
            ]
            for run in report.runs
        ],
    )


def _run(run: Run) -> Iterator[str]:
    told = summarise(run)
    yield f"## Run {escape(clip(run.label, 40))}: {told.headline}"
    yield ""
    for question, answer in told.points:
        yield f"- **{question}:** {escape(answer)}"
    yield ""
    hops, unlisted = listed_hops(run)
    head = [
        "#",
        "Step",
        "Verdict",
        "This hand-off",
        "Since start",
        "Measured",
        "Action",
        "Model",
        "Tokens",
        "Took",
        "Trouble",
    ]
    yield from _table(head, [_row(hop) for hop in hops])
    if unlisted:
        yield ""
        yield f"{plural(unlisted, 'hand-off')} more not listed here; those that did not hold come first."
    troubles, unshown = listed_findings(run)
    for trouble in troubles:
        yield ""
        yield from _trouble(trouble)
    if unshown:
        yield ""
        yield f"{plural(unshown, 'finding')} more not listed here; the worst come first."


def _row(hop: Hop) -> list[str]:
    record, usage = hop.stored.record, hop.stored.record.usage
    inside = f" ({len(hop.nested)} inside)" if hop.nested else ""
    tokens = f"{_or_dash(usage.input_tokens)} / {_or_dash(usage.output_tokens)}"
    return [
        str(hop.number),
        escape(clip(record.step, 80)) + inside,
        VERDICTS[hop.outcome],
        percent(hop.score),
        percent(hop.integrity),
        percent(hop.measured),
        escape(record.action) if record.action != "none" else "–",
        escape(clip(usage.model or "–", 60)),
        tokens,
        duration(record.latency_ms),
        escape(clip(record.trouble or "–", 200)),
    ]


def _trouble(trouble: Trouble) -> Iterator[str]:
    record = trouble.hop.stored.record
    inside = " (inside)" if record.parent is not None else ""
    yield f"### Hand-off {trouble.hop.number}{inside}: {escape(clip(record.step, 80))}"
    yield ""
    asked = escape(clip(record.instruction, 600)) if record.instruction else "no instruction was recorded"
    yield f"- Asked: {asked}"
    yield f"- Done: {escape(meaning(record.action))}"
    for shown in trouble.shown:
        yield ""
        yield from _finding(shown)


def _finding(shown: Shown) -> Iterator[str]:
    finding = shown.finding
    yield f"**{escape(clip(finding.message, 400))}** ({escape(finding.kind)}, {finding.standing}, {finding.severity})"
    if shown.before is None and shown.after is None:
        return
    body = [*_side("-", shown.before), *_side("+", shown.after)]
    # Longer than any run of back-ticks inside, so that no document can end the block.
    longest = max((len(run) for line in body for run in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    yield ""
    yield f"{fence}diff"
    yield from body
    yield fence


def _side(sign: str, excerpt: Excerpt | None) -> Iterator[str]:
    if excerpt is None:
        return
    yield f"{'---' if sign == '-' else '+++'} {' '.join(excerpt.file.split())}, line {excerpt.line}"
    for line in excerpt.text.split("\n"):
        yield f"{sign} {line}"


def _or_dash(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"
