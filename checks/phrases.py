"""How models decline, and how they leave things out, in several languages.

These are the forms that chat models use about a document, not words of any document. Each is looked for only where
the side that was handed over does not say the same.
"""

from __future__ import annotations

import re

_FLAGS = re.IGNORECASE | re.VERBOSE

_REFUSAL = re.compile(
    r"""
      \bi(?:['’]m|\ am)\ (?:(?:really|very|so)\ )?(?:sorry|afraid|unable|not\ able|not\ allowed)\b
    | \bi\ (?:can(?:no|['’])t|won['’]t|am\ unable\ to|must\ decline|have\ to\ decline)\b
    | \bi\ apologi[sz]e\b | \bas\ an\ ai\b | \bas\ a\ (?:large\ )?language\ model\b
    | \b(?:es\ tut\ mir|tut\ mir)\ leid\b | \bich\ kann\ (?:dir|ihnen|dabei|das|diese)?\b.{0,40}\bnicht\b
    | \bje\ (?:suis\ désolé|ne\ peux\ pas|regrette) | \bdésolé\b
    | \blo\ siento\b | \bno\ puedo\ (?:ayudar|hacer|cumplir|proporcionar)
    | \bmi\ dispiace\b | \bnon\ posso\ (?:aiutar|fornire|soddisfare)
    | \b(?:sinto\ muito|desculpe|lamento)\b | \bnão\ posso\ (?:ajudar|fornecer)
    | \bhet\ spijt\ me\b | \bik\ kan\ (?:je|u|dit|dat)\b.{0,40}\bniet\b
    """,
    _FLAGS,
)
"""A model that excuses itself instead of delivering."""

_APOLOGY = 300
"""Characters at the head of a text in which a refusal stands."""

_SHORT = 1_200
"""Characters up to which a text that opens like a refusal may be one; a longer one delivers something."""

_REST = r"""(?:
    rest|remain(?:ing|der|s)|everything\ else|all\ other|other\ (?:rows|lines|entries|sections|items|records|parts)
  | existing\ (?:code|content|text|rows|lines) | previous\ (?:code|content|text)
  | übrige[nrs]?|restliche[nrs]?|weitere[nrs]?\ (?:zeilen|einträge|abschnitte)
  | reste|restante?s?|autres\ (?:lignes|entrées|sections)
  | resto|demás|rimanent[ei]|altre\ (?:righe|voci)|outras\ (?:linhas|entradas)|overige|resterende
)"""

_SAME = r"""(?:
    unchanged|same|as\ (?:before|above|is)|omitted|truncated|skipped|identical|here|continues?|follows?|not\ shown
  | (?:stays?|remains?)\ | abbreviated|for\ brevity
  | unverändert|gleich|wie\ (?:oben|bisher|zuvor)|ausgelassen|gekürzt|weggelassen
  | inchangée?s?|identiques?|omise?s?|comme\ (?:avant|ci-dessus)
  | sin\ cambios|igual|omitid[oa]s?|como\ antes
  | invariat[oaie]|omess[oaie]|come\ (?:prima|sopra)|inalterad[oa]s?|como\ acima|ongewijzigd|weggelaten
)"""

_COUNTED = r"(?:\d+|several|many|more|other)\s+(?:more\s+|other\s+|additional\s+)?\w+"

_STANDS = (
    r"(?:to\s+be\s+)?continue[ds]?|cont'?d|truncated|omitted|skipped|snip(?:ped)?|and\s+so\s+on|et\s*c(?:etera)?"
    r"|(?:the\s+)?same\s+as\s+(?:before|above)|as\s+(?:before|above)|existing\s+\w+|fortsetzung(?:\s+folgt)?|fortgesetzt"
    r"|gekürzt|ausgelassen|und\s+so\s+weiter|usw|wie\s+(?:oben|zuvor|bisher)|suite(?:\s+inchangée)?|tronqué[es]*"
    r"|omis(?:es?)?|idem|ainsi\s+de\s+suite|continúa|continuación|omitid[oa]s?|como\s+antes"
)
"""Words that stand for content where a line has nothing but them between marks."""
_PIECES = (
    r"(?:rows?|lines?|records?|entries|items?|more|zeilen|einträge|datensätze|lignes?|entrées|filas?|líneas?)"
)

_ELISION = re.compile(
    rf"""
      ^\W*(?:\[\s*(?:\.{{3}}|…)\s*\]|\.{{3}}|…)\W*$
    | ^\s*(?:\#|//|/\*|<!--|--|%|;|\[|\(|\*|_|\.{{3}}|…).*\b{_REST}\b.{{0,60}}(?:\b{_SAME}|\.{{3}}|…)
    | (?:\.{{3}}|…)[\s(\[]*(?:and\s+|the\s+)?(?:{_REST}\b|{_COUNTED}\s*(?:omitted|not\ shown|skipped|truncated|follow))
    | [(\[][^)\]]{{0,40}}\b{_REST}\b[^)\]]{{0,60}}\b{_SAME}[^)\]]*[)\]]
    | [(\[][^)\]]{{0,20}}{_COUNTED}\s*(?:omitted|not\ shown|skipped|truncated)[^)\]]*[)\]]
    | ^\W*(?:the\ )?{_REST}\b[^.]{{0,50}}\b(?:unchanged|omitted|identical|unverändert|inchangée?s?|sin\ cambios|omitid[oa]s?
        |omess[oaie]|inalterad[oa]s?|ongewijzigd)\W*$
    | ^\s*(?://|/\*|<!--|--|%|;|\[|\(|\.{{3}}|…)\W*(?:{_STANDS})\W*$
    | ^\W*(?:\.{{3}}|…)\W*(?:\w+\s+)?\d+\s+(?:\w+\s+)?{_PIECES}\W*(?:\.{{3}}|…)?\W*$
    """,
    _FLAGS,
)
"""A line that stands for content which is not there."""

_LONGEST = 1_000
"""Characters up to which a line may stand for others."""


def declines(text: str, known: str = "") -> bool:
    """Whether a text is worded like an excuse, in words that are not in `known`.

    That alone is no refusal: letters excuse themselves too.
    """
    match = _REFUSAL.search(text.lstrip()[:_APOLOGY]) if len(text) <= _SHORT else None
    return match is not None and match[0] not in known


def elides(line: str) -> str | None:
    """The words of a line that stand for content which is not there; None where it is content."""
    match = _ELISION.search(line) if len(line) <= _LONGEST else None
    return match[0].strip() if match else None
