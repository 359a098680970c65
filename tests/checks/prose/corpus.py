"""Pairs of texts written for these tests, with one planted error at a time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from holdtrue.checks.document import Document
from holdtrue.checks.prose import Passage, compare


def passages(text, name="text.txt"):
    """The paragraphs of a text."""
    document = Document(name, text, "text", ())
    found, position = [], 0
    for paragraph in text.split("\n\n"):
        found.append(Passage(document, paragraph, position, position + len(paragraph)))
        position += len(paragraph) + 2
    return found


def load(name):
    return json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))


def _identity(change):
    return (
        change.kind,
        change.aspect,
        change.before and change.before.text,
        change.after and change.after.text,
    )


def measure(pairs):
    """Alarms on faithful texts, planted errors found (by any change, by the right aspect), and their number."""
    alarms, flagged, named, planted = [], [], [], Counter()
    for pair in pairs:
        before = passages(pair["before"])
        clean = compare(before, passages(pair["faithful"]), mode=pair["mode"])
        alarms += [(pair["name"], *_identity(change)) for change in clean]
        known = {_identity(change) for change in clean}
        for aspects, old, new in pair["errors"]:
            assert pair["faithful"].count(old) == 1, (pair["name"], old)
            damaged = pair["faithful"].replace(old, new)
            found = [
                c for c in compare(before, passages(damaged), mode=pair["mode"]) if _identity(c) not in known
            ]
            planted[aspects] += 1
            if found:
                flagged.append((pair["name"], old, new))
            if any(change.aspect in aspects.split("|") for change in found):
                named.append((pair["name"], old, new))
    return alarms, flagged, named, planted.total()
