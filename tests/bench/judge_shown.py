"""Whether what is sent to a judge shows the damaged place of a labelled hand-off."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

_SHARE = 0.6
"""Share of the words of a damaged stretch that the side of an item must show, where it is told by words."""

_ENOUGH = 20
"""Words of a stretch beyond which so many are enough."""

_BEGINNING = 40
"""Characters of long damage that must be shown."""

_WORD = re.compile(r"[\w.,:/@#-]+")
_PIECE = re.compile(r"\w+|\s|[^\w\s]")
_WOVEN = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_LINE = re.compile(r"^\d*([-+~=])(\d+)\|(.*)$")


class Damage(NamedTuple):
    """Where a line came out wrongly."""

    number: int
    text: str
    start: int
    end: int


def words(text: str | None) -> list[str]:
    """The words of a text, as the scorer of the labelled hand-offs tells them."""
    return _WORD.findall((text or "").lower())


def items(question: str) -> list[list[str]]:
    """The numbered items of a question, each as its lines; a line that is said by its number only, as it was shown."""
    found: list[list[str]] = []
    whole: dict[str, str] = {}
    for line in question.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        where = match[1] + match[2]
        if match[3] != "″":
            whole[where] = line.lstrip("0123456789")
        if line[0].isdigit():
            found.append([])
        if found:
            found[-1].append(whole.get(where, line))
    return found


def shows(question: str, corruption: Mapping[str, Any], after: Mapping[str, str]) -> bool:
    """Whether an item shows the damaged place.

    What came out wrongly must be seen itself, in its own line of the side that came out: the characters that are wrong,
    or those on either side of where some are missing. Where words are missing, the item that shows them, with most of
    their line, on the side that was handed over will do; where all of a line is, it must.
    """
    damaged = list(_damaged(corruption, after))
    for item in items(question):
        seen = _seen(item)
        if any(_covers(seen["+"].get(damage.number, ()), damage) for damage in damaged):
            return True
        if _says(seen["-"], corruption) or (not damaged and _says(seen["+"], corruption)):
            return True
    return False


def _damaged(corruption: Mapping[str, Any], after: Mapping[str, str]) -> Iterator[Damage]:
    """The stretches that came out wrongly; of lines that stand several times, each time."""
    found = [line.strip() for line in (corruption["found"] or "").split("\n")]
    lines = [line.strip() for line in after.get(corruption["file"], "").split("\n")]
    if not any(found):
        return
    starts = [at for at in range(len(lines) - len(found) + 1) if lines[at : at + len(found)] == found]
    old, new = _PIECE.findall(corruption["expected"] or ""), _PIECE.findall("\n".join(found))
    text = "".join(new)
    offsets = [0]
    for piece in new:
        offsets.append(offsets[-1] + len(piece))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or not "".join(old[i1:i2] + new[j1:j2]).strip():
            continue
        start, end = offsets[j1], offsets[j2]
        if start == end:
            start, end = max(start - 1, 0), min(end + 1, len(text))
        begin = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", start)
        line = text[begin : stop if stop >= 0 else len(text)]
        if start - begin < len(line):
            for at in starts:
                number = at + text.count("\n", 0, start) + 1
                yield Damage(number, line, start - begin, min(end - begin, len(line)))


def _seen(item: Sequence[str]) -> dict[str, dict[int, list[str]]]:
    """What an item shows of each side, by the number of the line."""
    seen: dict[str, dict[int, list[str]]] = {"-": defaultdict(list), "+": defaultdict(list)}
    for match in filter(None, map(_LINE.match, item)):
        sign, number, text = match[1], int(match[2]), match[3]
        for side, group in (("-", 1), ("+", 2)):
            if sign == "~":
                seen[side][number] += _WOVEN.sub(lambda m, group=group: m[group] or "", text).split("…")
            elif sign in ("=", side):
                seen[side][number] += text.split("…")
    return seen


def _covers(pieces: Iterable[str], damage: Damage) -> bool:
    """Whether pieces of the damaged line show the damage."""
    end = min(damage.end, damage.start + _BEGINNING)
    for piece in filter(None, map(str.strip, pieces)):
        at = damage.text.find(piece)
        while at >= 0:
            if at <= damage.start and end <= at + len(piece):
                return True
            at = damage.text.find(piece, at + 1)
    return False


def _says(seen: Mapping[int, Sequence[str]], corruption: Mapping[str, Any]) -> bool:
    """Whether one side of an item says what is missing, or came out of nothing, with most of the words around it."""
    expected, found = words(corruption["expected"]), words(corruption["found"])
    lost = set(Counter(expected) - Counter(found))
    changed, stretch = (lost, set(expected)) if expected else (set(found), set(found))
    said = {word for pieces in seen.values() for piece in pieces for word in words(piece)}
    return bool(said & changed) and len(stretch & said) >= min(_SHARE * len(stretch), _ENOUGH)
