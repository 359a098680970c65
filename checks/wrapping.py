"""Code fences and courtesy text that a chat model puts around a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*[\w+./#-]*[ \t]*\r?")
"""A whole line that opens or closes a fenced block (CommonMark 0.31, section 4.5)."""

_GREETING = re.compile(
    r"""\W*(?:
        sure|done|certainly|of\ course|absolutely|here(?:\ is|\ are|['’]s)|below\ is|i(?:['’]ve|\ have)\ |as\ requested
      | gerne|fertig|erledigt|natürlich|selbstverständlich|hier\ (?:ist|sind|kommt|finden)|anbei
      | c['’]est\ fait|bien\ sûr|certainement|voici|voilà
      | claro|hecho|listo|por\ supuesto|aquí\ (?:está|tiene|va)|a\ continuación
      | certo|fatto|certamente|ecco
      | feito|aqui\ está|segue\ |com\ certeza
      | klaar|natuurlijk|uiteraard|hierbij|hier\ (?:is|zijn)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a chat model opens before it delivers, in seven languages."""

_FAREWELL = re.compile(
    r"""\W*(?:
        let\ me\ know|(?:i\ )?hope\ this|feel\ free|please\ let|if\ you(?:['’]d|\ would|\ need|\ have|\ want)
      | note(?:\ that)?:?\ i(?:['’]ve|\ have)|is\ there\ anything
      | lassen\ sie|lass\ mich|ich\ hoffe|wenn\ (?:sie|du)\ (?:weitere|noch)|falls\ (?:sie|du)
      | n['’]hésitez|j['’]espère|si\ vous\ (?:avez|souhaitez)|dites-moi
      | espero\ que|hazme\ saber|si\ (?:necesita|tiene|quiere)|avísame|no\ dud
      | spero\ che|fammi\ sapere|se\ (?:hai|ha)\ bisogno
      | se\ precisar|avise-me|laat\ het|ik\ hoop
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""How a chat model closes after it has delivered, in seven languages."""

_COURTESY_LINES = 3
"""Most lines that count as courtesy on either end; more is content."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """Where the document stands inside a text."""

    start: int
    """Offset of the document's first character."""

    end: int
    """Offset just after its last character."""

    fenced: bool
    """Whether a code fence stands around it."""

    courteous: bool
    """Whether courtesy text stands around it."""

    @property
    def bare(self) -> bool:
        """Whether the text is the document and nothing else."""
        return not (self.fenced or self.courteous)


def unwrap(text: str, known: str = "") -> Wrapping:
    """Find the document inside a text that may be wrapped.

    Args:
        text: What came out.
        known: What went in; lines that stand there are content, never wrapping.
    """
    starts = _line_starts(text)
    lines = [text[a:b].rstrip("\n") for a, b in pairwise(starts)]
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not filled:
        return Wrapping(0, len(text), fenced=False, courteous=False)
    first, last = filled[0], filled[-1]
    if fence := _fence(lines, first, last, known):
        opening, closing = fence
        return Wrapping(
            starts[opening + 1],
            starts[closing],
            fenced=True,
            courteous=opening != first or closing != last,
        )
    start, end = 0, len(text)
    if len(filled) > 1 and _is_greeting(lines[first]) and lines[first].strip() not in known:
        start = starts[filled[1]]
    if len(filled) > 2 and _FAREWELL.match(lines[last]) and lines[last].strip() not in known:
        end = starts[filled[-2] + 1]
    return Wrapping(start, end, fenced=False, courteous=(start, end) != (0, len(text)))


def is_fence(line: str) -> bool:
    """Whether a line opens or closes a fenced block."""
    return bool(_FENCE.fullmatch(line))


def _line_starts(text: str) -> list[int]:
    starts, position = [0], 0
    while (position := text.find("\n", position) + 1) > 0:
        starts.append(position)
    if starts[-1] != len(text):
        starts.append(len(text))
    return starts


def _fence(lines: list[str], first: int, last: int, known: str) -> tuple[int, int] | None:
    """The lines that open and close the only fence, if nothing but courtesy stands outside it."""
    marks = [index for index, line in enumerate(lines) if is_fence(line)]
    if len(marks) != 2 or _is_quoted(lines, marks, known):
        return None
    opening, closing = marks
    outside = [line for line in (*lines[first:opening], *lines[closing + 1 : last + 1]) if line.strip()]
    if any(line.strip() in known for line in outside):
        return None
    head = sum(1 for line in lines[first:opening] if line.strip())
    if head > _COURTESY_LINES or len(outside) - head > _COURTESY_LINES:
        return None
    greeted = head == 0 or outside[head - 1].rstrip().endswith(":") or _is_greeting(lines[first])
    dismissed = len(outside) == head or any(_FAREWELL.match(line) for line in outside[head:])
    return (opening, closing) if greeted and dismissed else None


def _is_quoted(lines: list[str], marks: list[int], known: str) -> bool:
    """Whether the fence belongs to the document that went in."""
    return any(is_fence(line) for line in known.split("\n")) and lines[marks[0]].strip() in known


def _is_greeting(line: str) -> bool:
    """An opening that announces what follows."""
    return bool(_GREETING.match(line)) and line.rstrip().endswith((":", ".", "!"))
