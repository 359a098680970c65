"""The report as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from holdtrue.middleware.report.curve import chart
from holdtrue.middleware.report.model import Report
from holdtrue.middleware.report.selection import listed_findings, listed_hops
from holdtrue.middleware.report.summary import ALLOWED, VERDICTS, meaning, summarise
from holdtrue.middleware.report.text import clip, duration, percent, plural, visible

_TEMPLATES = Path(__file__).parent / "templates"


def to_html(report: Report) -> str:
    """Render the report; whatever a document contains shows as text."""
    style = (_TEMPLATES / "report.css").read_text(encoding="utf-8")
    # The policy allows this one style sheet by its hash, so that no markup smuggled in could even be styled.
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            report=report,
            style=Markup(style),  # noqa: S704  # our own file, and escaping would break it
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(
        allowed=ALLOWED,
        verdicts=VERDICTS,
        chart=chart,
        findings_of=listed_findings,
        hops_of=listed_hops,
        meaning=meaning,
        summarise=summarise,
    )
    environment.filters.update(clip=clip, percent=percent, duration=duration, plural=plural)
    return environment


def _shown(value: Any) -> Any:
    """Make every text that a template prints visible; what is markup already came through here before."""
    if value is None:
        return "–"
    return visible(value) if type(value) is str else value
