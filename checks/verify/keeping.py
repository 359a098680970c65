"""What must survive whatever else happens: the `keep` clauses of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from holdtrue.checks.contract.clauses import Keep
from holdtrue.checks.finding import Finding
from holdtrue.checks.reading import Reading
from holdtrue.checks.verify.expected import ExpectedText, Plan
from holdtrue.checks.verify.fidelity import kept_sorts
from holdtrue.checks.verify.freetext import SORTS, TYPES, demanded, lost_facts
from holdtrue.checks.verify.mentions import Mentions, facts
from holdtrue.checks.verify.select import Selecting
from holdtrue.checks.verify.working import Working


def kept(reading: Reading, made: Plan) -> Iterator[Finding]:
    """What a result lost of that which its contract keeps. What another clause changes or takes out is none of it."""
    clauses = [clause for clause in reading.handoff.contract.clauses if isinstance(clause, Keep)]
    if not clauses:
        return
    selecting = Selecting(
        {name: Working.of(name, text) for name, text in reading.handoff.before.files.items()}
    )
    result = "\n".join(page.content for page in reading.after)
    page = reading.after[0] if len(reading.after) == 1 else None
    after = page.line(1).place if page else None
    expected = _expected(made)
    for clause in clauses:
        for spot in selecting.spots(clause.at) if clause.at else selecting.whole():
            working = selecting.files[spot.file]
            source = working.text[spot.start : spot.end]
            before = working.document.place(spot.start, spot.end)
            kinds = [kind for word in clause.what for kind in TYPES.get(word, ())]
            stays = source if expected is None else _staying(source, expected)
            yield from lost_facts(clause, stays, result, before, after, kinds)
            yield from kept_sorts(clause, SORTS.intersection(clause.what), source, result, before, after)
        texts = [word for word in clause.what if word not in TYPES and word not in SORTS]
        yield from demanded(clause, texts, result, None, after)


def _expected(made: Plan) -> str | None:
    """The text that is expected, free stretches as they were; None where rows or free texts are."""
    found = [one for expectations in made.files.values() for one in expectations]
    texts = [one.working.text for one in found if isinstance(one, ExpectedText)]
    return "\n".join(texts) if len(texts) == len(found) else None


def _staying(source: str, expected: str) -> str:
    """A source without the facts that other clauses change or take out, everything else in its place."""
    has = Mentions(facts(expected))
    pieces, position = [], 0
    for fact in facts(source):
        if fact.type in ("name", "negation") or fact.start < position or has.restates(fact):
            continue
        pieces += [source[position : fact.start], " " * (fact.end - fact.start)]
        position = fact.end
    return "".join([*pieces, source[position:]])
