"""Python source."""

from __future__ import annotations

import ast
import warnings

from holdtrue.checks.formats.parsed import Parsed, Trouble


def parse_python(text: str) -> Parsed:
    """Read a Python module; nothing of it runs."""
    try:
        with warnings.catch_warnings():  # an odd escape in someone's document is no warning of ours
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return Parsed("py", trouble=Trouble(error.lineno or 1, error.msg))
    except ValueError as error:
        return Parsed("py", trouble=Trouble(1, str(error)))
    except (RecursionError, MemoryError):
        return Parsed("py", trouble=Trouble(1, "nested too deeply to read"))
    return Parsed("py")
