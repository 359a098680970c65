"""The readers of texts that people write, rather than programs, by format and file ending."""

from __future__ import annotations

from holdtrue.checks.readers.bibtex import read_bibtex
from holdtrue.checks.readers.dialogue import read_dialogue
from holdtrue.checks.readers.draft import Reader
from holdtrue.checks.readers.logs import read_log
from holdtrue.checks.readers.mail import read_mail
from holdtrue.checks.readers.markdown import read_markdown
from holdtrue.checks.readers.plain import read_plain
from holdtrue.checks.readers.rst import read_rst
from holdtrue.checks.readers.tex import read_tex

TEXT_READERS: dict[str, Reader] = {
    "markdown": read_markdown,
    "rst": read_rst,
    "txt": read_plain,
    "tex": read_tex,
    "bib": read_bibtex,
    "eml": read_mail,
    "dialogue": read_dialogue,
    "log": read_log,
}
"""By the format's name. Logs are among them since people read and hand them on line by line."""

TEXT_ENDINGS: dict[str, str] = {
    "md": "markdown",
    "mkd": "markdown",
    "rest": "rst",
    "text": "txt",
    "latex": "tex",
    "bibtex": "bib",
    "mail": "eml",
    "chat": "dialogue",
    "transcript": "dialogue",
}
"""Format by file ending, where the ending is not the format's name itself."""
