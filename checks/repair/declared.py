"""What a contract with clauses says must come out, put in the place of what deviates."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from holdtrue.checks.artifact import Artifact
from holdtrue.checks.errors import ContractError
from holdtrue.checks.handoff import HandOff
from holdtrue.checks.readers import read
from holdtrue.checks.reading import Reading
from holdtrue.checks.repair.lines import merge_lines
from holdtrue.checks.repair.records import mend_records
from holdtrue.checks.repair.rows import mend_rows
from holdtrue.checks.repair.words import changed, merge_words
from holdtrue.checks.verify.came import Came
from holdtrue.checks.verify.compare_rows import content_rows
from holdtrue.checks.verify.expected import ExpectedContent, ExpectedRows, ExpectedText
from holdtrue.checks.verify.planning import plan
from holdtrue.checks.verify.verify import Held, hold

Mend = Callable[[Held, Came], str | None]
"""Makes of the text that came one that holds; None where that is not certain."""

Done = dict[tuple[str, Mend, str], str | None]
"""What each step made of each text of a file."""


def candidates(handoff: HandOff) -> Iterator[Artifact]:
    """Results with what deviates put right: where it stands first, then those that keep most of what came.

    Raises:
        ContractError: The user's contract names what was not handed over.
    """
    before = dict(handoff.before.files)
    reading = Reading(handoff)
    try:
        made = plan(handoff.contract, before, list(handoff.after.files))
    except ContractError:
        if handoff.contract.source == "declared":
            raise
        return
    helds = list(hold(reading, made))
    done: Done = {}
    yield _all(handoff, helds, (_records,), made.optional, done)
    tried = [(weight, _all(handoff, helds, mends, made.optional, done)) for mends, weight in _WAYS]
    ranked = sorted(tried, key=lambda pair: pair[0] * _distance(handoff.after, pair[1]))
    yield from (artifact for _, artifact in ranked)


def _distance(came: Artifact, artifact: Artifact) -> int:
    """How much of what came a result changes, in characters."""
    names = {**came.files, **artifact.files}
    return sum(changed(came.files.get(name, ""), artifact.files.get(name, "")) for name in names)


def _all(
    handoff: HandOff, helds: Sequence[Held], mends: Sequence[Mend], optional: set[str], done: Done
) -> Artifact:
    files = dict(handoff.after.files)
    wanted: set[str] = set()
    for held in helds:
        if held.came is None:
            text = _text(held)
            if held.name and text is not None and held.name not in optional:
                files[held.name] = text
                wanted.add(held.name)
            continue
        wanted.add(held.came.file)
        came = held.came
        for mend in mends:
            step = (came.file, mend, came.document.text)
            if step not in done:
                done[step] = mend(held, came)
            text = done[step]
            if text is not None and text != came.document.text:
                came = _with(came, text)
        files[came.file] = came.whole
    if helds and len(wanted) == len(helds):
        files = {name: text for name, text in files.items() if name in wanted or not text.strip()}
    return Artifact(files)


def _with(came: Came, text: str) -> Came:
    """A file with another document in the place of the one in it; what stands around it stays."""
    end = came.offset + len(came.document.text)
    whole = came.whole[: came.offset] + text + came.whole[end:]
    document = replace(
        came.document, text=text, records=()
    )  # read again only where its records are asked for
    return replace(came, document=document, whole=whole)


def _read_again(came: Came, text: str | None) -> Came:
    if text is None or text == came.document.text:
        return came
    return replace(_with(came, text), document=read(came.document.file, text))


def _records(held: Held, came: Came) -> str | None:
    """Cells and rows where they stand."""
    text: str | None = None
    for expected in held.expectations:
        if isinstance(expected, ExpectedText):
            text = mend_records(expected.working, came, held.freedoms)
        elif isinstance(expected, ExpectedRows):
            text = mend_rows(expected, came, held.freedoms)
        elif isinstance(expected, ExpectedContent):
            for part in content_rows(expected, came) or ():
                text = mend_rows(part, came, held.freedoms)
                came = _read_again(came, text)
        came = _read_again(came, text)
    return came.document.text


def _lines(held: Held, came: Came) -> str | None:
    """Lines as they are expected, in the layout of what came."""
    (expected, *others) = held.expectations
    if others or not isinstance(expected, ExpectedText):
        return None
    return merge_lines(expected.working, came, held.freedoms)


def _words(held: Held, came: Came) -> str | None:
    """Words as they are expected, in the layout of what came."""
    text = _text(held)
    return None if text is None else merge_words(text, came.document.text)


def _whole(held: Held, came: Came) -> str | None:
    """The whole document as it is expected, where that is known to the letter."""
    del came
    return _text(held)


def _text(held: Held) -> str | None:
    (expected, *others) = held.expectations
    if others or not isinstance(expected, ExpectedText) or expected.working.has_free:
        return None
    return expected.working.text


_WAYS: tuple[tuple[tuple[Mend, ...], int], ...] = (
    ((_records, _lines), 1),
    ((_lines,), 1),
    ((_records, _words), 3),
    ((_words,), 3),
    ((_whole,), 3),
)
"""Ways, each of one step or several, and how much heavier what it changes weighs: words put together know nothing of
columns, and the whole text as it is expected nothing of the layout of what came."""
