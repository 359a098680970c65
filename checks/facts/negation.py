"""Negations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdtrue.checks.facts.fact import Fact

_NEGATION = re.compile(
    r"""(?<!\w)(?:
        not|never|neither|nor|none|nobody|nothing|nowhere|without|cannot|\w+n['’]t
      | nicht|kein(?:e[rnms]?)?|nie(?:mals|mand)?|nichts|ohne|weder
      | n['’]|jamais|sans|aucune?|rien|ni
      | nunca|sin|ning[uú]n[oa]?|jam[aá]s|tampoco
      | non|mai|senza|nessun[oa]?|né
      | não|sem|nenhum[a]?|nem
      | niet|geen|nooit|zonder|noch
      | no
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
"""English, German, French, Spanish, Italian, Portuguese and Dutch; French `ne` is left to its second half."""


def find(text: str) -> Iterator[Fact]:
    """Words that turn a statement round."""
    for match in _NEGATION.finditer(text):
        yield Fact("negation", match.start(), match.end(), match[0], ("not",))
