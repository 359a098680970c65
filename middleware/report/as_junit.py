"""The report as JUnit XML, so that a CI system shows hand-offs as tests."""

from __future__ import annotations

from xml.etree import ElementTree as ET  # only writes; reads nothing

from holdtrue.checks import Finding
from holdtrue.middleware.report.evidence import Excerpt, excerpts
from holdtrue.middleware.report.model import Hop, Report, Run
from holdtrue.middleware.report.summary import meaning, summarise
from holdtrue.middleware.report.text import clip, visible

_MOST_FINDINGS = 50
"""Findings told per test case; CI systems cut long output off without a word."""


def to_junit(report: Report) -> bytes:
    """Render the report: a suite per run, a test case per hand-off.

    `fail` is a failure; a hand-off without a verdict is an error, because nobody knows; `warn` passes, and what could
    not be confirmed stands in the case's output, so that a build is broken only by what no contract allows.
    """
    suites = ET.Element("testsuites", name="holdtrue")
    for run in report.runs:
        suites.append(_suite(run, report.head))
    _count(suites, list(suites.iter("testcase")))
    ET.indent(suites)
    return bytes(ET.tostring(suites, encoding="utf-8", xml_declaration=True)) + b"\n"


def _suite(run: Run, head: str) -> ET.Element:
    suite = ET.Element(
        "testsuite", name=visible(run.label), timestamp=run.started.isoformat(timespec="seconds")
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in (("run", run.id), ("ledger_head", head), ("headline", summarise(run).headline)):
        ET.SubElement(properties, "property", name=name, value=visible(value))
    cases = [_case(run, hop) for hop in run.walk()]
    suite.extend(cases)
    _count(suite, cases)
    return suite


def _count(element: ET.Element, cases: list[ET.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("errors", str(sum(case.find("error") is not None for case in cases)))
    element.set("skipped", "0")
    element.set("time", f"{sum(float(case.get('time', '0')) for case in cases):.3f}")


def _case(run: Run, hop: Hop) -> ET.Element:
    record = hop.stored.record
    name = f"{hop.number} {record.step}"
    if record.parent is not None:
        name += f" (inside, {record.id[:8]})"
    if record.attempt > 1:
        name += f" (try {record.attempt})"
    case = ET.Element("testcase", name=visible(name), classname=visible(run.label))
    case.set("time", f"{record.latency_ms / 1000:.3f}")
    if hop.outcome == "fail":
        failure = ET.SubElement(case, "failure", type=_kind(hop), message=_message(hop))
        failure.text = _told(hop)
    elif hop.outcome == "none":
        error = ET.SubElement(case, "error", type="not-checked")
        error.set("message", clip(visible(record.trouble or "there is no verdict"), 300))
    elif hop.findings:
        ET.SubElement(case, "system-out").text = _told(hop)
    return case


def _kind(hop: Hop) -> str:
    return visible(hop.findings[0].kind) if hop.findings else "fail"


def _message(hop: Hop) -> str:
    return clip(visible(hop.findings[0].message), 300) if hop.findings else "the hand-off failed"


def _told(hop: Hop) -> str:
    record = hop.stored.record
    parts = [f"Asked: {clip(visible(record.instruction), 600)}"] if record.instruction else []
    parts.append(f"Done: {meaning(record.action)}")
    parts += [_finding(hop, finding) for finding in hop.findings[:_MOST_FINDINGS]]
    if len(hop.findings) > _MOST_FINDINGS:
        parts.append(f"{len(hop.findings) - _MOST_FINDINGS:,} more findings are not listed here")
    return "\n".join(parts)


def _finding(hop: Hop, finding: Finding) -> str:
    before, after = excerpts(hop.stored, finding)
    lines = [
        f"[{finding.standing}, {finding.severity}] {visible(finding.kind)}: {clip(visible(finding.message), 600)}"
    ]
    lines += [
        f"  {name}: {_side(side)}"
        for name, side in (("before", before), ("after", after))
        if side is not None
    ]
    return "\n".join(lines)


def _side(excerpt: Excerpt) -> str:
    return f"{excerpt.file}, line {excerpt.line}: {excerpt.text}"
