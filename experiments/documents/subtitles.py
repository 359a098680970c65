"""Subtitles of a short dialogue in SubRip form."""

from __future__ import annotations

import random

from holdtrue.checks import Contract
from holdtrue.experiments.documents.document import Document, shipped
from holdtrue.experiments.documents.edit import EditPair, Fields, Request
from holdtrue.experiments.documents.grammar import Pattern, chars, one_of, repeated, sequence
from holdtrue.experiments.documents.layout import Layout, RecordError
from holdtrue.experiments.documents.values import COUNT, added, changed, inverse, listed, mapped, removed

_PARTS = {"MARA": "KEEPER", "IVO": "MATE", "RADIO": "COAST GUARD"}
_LONG_FROM_MS = 3000
_SHIFT_MS = 30_000
_SIXTY = sequence(chars("0-5"), chars("0-9"))
_WORD = chars("A-Za-zÀ-ÖØ-öø-ž0-9.,?!’-", 1, 16)


def _clock(mark: str) -> Pattern:
    return sequence(chars("0-9", 2), ":", _SIXTY, ":", _SIXTY, mark, chars("0-9", 3))


_BASE = Layout(
    "subtitles.srt",
    "{number}\n{start} --> {end}\n{speaker}: {line}",
    {
        "number": COUNT,
        "start": _clock(","),
        "end": _clock(","),
        "speaker": one_of(*_PARTS),
        "line": sequence(_WORD, repeated(sequence(" ", _WORD), 0, 11)),
    },
    between="\n\n",
)
_VTT = Layout(
    "subtitles.vtt",
    "{number}\n{start} --> {end}\n<v {speaker}>{line}",
    {**_BASE.fields, "start": _clock("."), "end": _clock(".")},
    between="\n\n",
    before="WEBVTT\n\n",
)
_SCRIPT = Layout("subtitles.txt", "{number}. [{start} to {end}] {speaker}: {line}", _BASE.fields)
_SECONDS = sequence(COUNT, ".", chars("0-9", 3))


def _milliseconds(clock: str) -> int:
    hours, minutes, rest = clock.split(":")
    seconds, thousandths = rest.split(",")
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)


def _as_clock(milliseconds: int) -> str:
    if milliseconds < 0:
        msg = "a subtitle cannot appear before 00:00:00,000"
        raise RecordError(msg)
    seconds, thousandths = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{thousandths:03d}"


def _in_seconds(clock: str) -> str:
    seconds, thousandths = divmod(_milliseconds(clock), 1000)
    return f"{seconds}.{thousandths:03d}"


def _from_seconds(seconds: str) -> str:
    whole, _, thousandths = seconds.partition(".")
    return _as_clock(int(whole) * 1000 + int(thousandths))


def _later(clock: str) -> str:
    return _as_clock(_milliseconds(clock) + _SHIFT_MS)


def _earlier(clock: str) -> str:
    return _as_clock(_milliseconds(clock) - _SHIFT_MS)


def _with_point(clock: str) -> str:
    return clock.replace(",", ".")


def _with_comma(clock: str) -> str:
    return clock.replace(".", ",")


def _length(fields: Fields) -> str:
    shown = _milliseconds(fields["end"]) - _milliseconds(fields["start"])
    return "long" if shown >= _LONG_FROM_MS else "short"


_PAIRS = (
    EditPair.between(
        _BASE,
        _VTT,
        "webvtt",
        "reformat",
        there=Request(
            "Convert the subtitles to WebVTT: the line WEBVTT and a blank line first, a point before the milliseconds, "
            "and the speaker as a voice tag, so that MARA: Hello. becomes <v MARA>Hello. Keep numbers, times and words.",
            "Write the subtitle as WebVTT, the speaker as a voice tag.",
            changed(_with_point, "start", "end"),
        ),
        back=Request(
            "Convert this WebVTT file to SubRip: no WEBVTT line, a comma before the milliseconds, and the speaker before "
            "a colon, so that <v MARA>Hello. becomes MARA: Hello. Keep numbers, times and words.",
            "Write the subtitle as SubRip, the speaker before a colon.",
            changed(_with_comma, "start", "end"),
        ),
    ),
    EditPair.between(
        _BASE,
        _SCRIPT,
        "script",
        "reformat",
        there=Request(
            "Write the subtitles as a script, one line each in the same order: "
            "number. [start to end] SPEAKER: words. Copy every value as it stands.",
            "Write the subtitle as: number. [start to end] SPEAKER: words",
        ),
        back=Request(
            "Turn this script into SubRip subtitles: the number, below it start --> end, below it SPEAKER: words, and "
            "a blank line between subtitles. Copy every value as it stands.",
            "Write the line as SubRip: number, start --> end, SPEAKER: words.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(speaker=one_of(*_PARTS.values())),
        "parts",
        "rename",
        there=Request(
            f"Name the speakers by their parts: {listed(_PARTS)}. Change nothing else.",
            f"Rename the speaker: {listed(_PARTS)}.",
            changed(mapped(_PARTS), "speaker"),
        ),
        back=Request(
            f"Give the speakers their names back: {listed(inverse(_PARTS))}. Change nothing else.",
            f"Rename the speaker: {listed(inverse(_PARTS))}.",
            changed(mapped(inverse(_PARTS)), "speaker"),
        ),
        contract=Contract.transform(free={"name"}),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied("{number}\n{start} --> {end}\n{line} [{speaker}]"),
        "speaker-last",
        "reorder",
        there=Request(
            "Put the speaker in square brackets behind the words, so that MARA: Hello. becomes Hello. [MARA]. "
            "Change nothing else.",
            "Put the speaker in square brackets behind the words.",
        ),
        back=Request(
            "Put the speaker with a colon before the words, so that Hello. [MARA] becomes MARA: Hello. "
            "Change nothing else.",
            "Put the speaker with a colon before the words.",
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(start=_SECONDS, end=_SECONDS),
        "seconds",
        "arithmetic",
        contract=Contract.transform(free={"number", "date"}),
        there=Request(
            "Give the times in seconds with three decimals, so that 00:01:04,640 becomes 64.640. Change nothing else.",
            "Write the times in seconds.",
            changed(_in_seconds, "start", "end"),
        ),
        back=Request(
            "Give the times as hours:minutes:seconds,milliseconds, so that 64.640 becomes 00:01:04,640. "
            "Change nothing else.",
            "Write the times as hours:minutes:seconds,milliseconds.",
            changed(_from_seconds, "start", "end"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE,
        "later",
        "arithmetic",
        contract=Contract.transform(free={"number", "date"}),
        there=Request(
            "Show every subtitle 30 seconds later, start and end alike. Change nothing else.",
            "Add 30 seconds to both times.",
            changed(_later, "start", "end"),
        ),
        back=Request(
            "Show every subtitle 30 seconds earlier, start and end alike. Change nothing else.",
            "Take 30 seconds off both times.",
            changed(_earlier, "start", "end"),
        ),
    ),
    EditPair.between(
        _BASE,
        _BASE.varied(
            "{number} {length}\n{start} --> {end}\n{speaker}: {line}", length=one_of("long", "short")
        ),
        "length",
        "tag",
        there=Request(
            "After every subtitle's number write long if it is shown for 3 seconds or more, else short. "
            "Leave the rest as it is.",
            "After the number write long if it is shown for 3 seconds or more, else short.",
            added("length", _length),
        ),
        back=Request(
            "Remove the word long or short after every subtitle's number. Leave the rest as it is.",
            "Remove the word after the number.",
            removed("length"),
        ),
    ),
)

_LINES = (
    "The lamp is out again.", "Again?", "I changed the fuse at 6.15.", "Then it isn’t the fuse.",
    "Gale warning, northwest 9.", "Two boats, the Älva and the Älva II.", "Hand me the spare.",
    "There were 12 in the crate.", "Do not enter the sound.", "Light the old one, then.", "Stand back!",
)  # fmt: skip


def _record(source: random.Random, position: int) -> Fields:
    start = position * 4000 + source.randrange(1000)
    return {
        "number": str(position + 1),
        "start": _as_clock(start),
        "end": _as_clock(start + source.randrange(900, 3900)),
        "speaker": source.choice(tuple(_PARTS)),
        "line": source.choice(_LINES),
    }


SUBTITLES = Document(
    "subtitles",
    "subtitles, SubRip",
    _BASE,
    shipped("subtitles.srt"),
    (
        "31\n00:03:10,040 --> 00:03:12,400\nIVO: Is that a ship’s horn?",
        "32\n00:03:12,900 --> 00:03:17,000\nMARA: Listen. Two long, one short.",
        "33\n00:03:58,075 --> 00:04:01,750\nRADIO: Position 54 north, 7 east.",
    ),
    _PAIRS,
    _record,
)
