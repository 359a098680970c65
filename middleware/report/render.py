"""Writes a report in the format that a file's ending names, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from holdtrue.checks import InputError
from holdtrue.middleware.files import replacing
from holdtrue.middleware.report.model import Report

# Each format's module is loaded when it is asked for: Jinja and polars would cost every command their import.


def _html(report: Report) -> bytes:
    from holdtrue.middleware.report.as_html import to_html

    return to_html(report).encode("utf-8")


def _markdown(report: Report) -> bytes:
    from holdtrue.middleware.report.as_markdown import to_markdown

    return to_markdown(report).encode("utf-8")


def _json(report: Report) -> bytes:
    from holdtrue.middleware.report.as_json import to_json

    return to_json(report).encode("utf-8")


def _parquet(report: Report) -> bytes:
    from holdtrue.middleware.report.as_parquet import to_parquet

    return to_parquet(report)


def _junit(report: Report) -> bytes:
    from holdtrue.middleware.report.as_junit import to_junit

    return to_junit(report)


ENDINGS: dict[str, Callable[[Report], bytes]] = {
    ".html": _html,
    ".md": _markdown,
    ".json": _json,
    ".parquet": _parquet,
    ".xml": _junit,
}
"""The format of a report by its file's ending; `.xml` is JUnit's."""


def render(report: Report, path: str | Path) -> Path:
    """Write the report and return where it is; a file that stood there is replaced in one step.

    Raises:
        InputError: The ending names no format, or the file cannot be written.
    """
    target = Path(path)
    writer = ENDINGS.get(target.suffix.lower())
    if writer is None:
        msg = f"{target}: a report ends in {', '.join(ENDINGS)}"
        raise InputError(msg)
    content = writer(report)
    with replacing(target) as file:
        file.write(content)
    return target
