"""Pairs of an old and a new name: "rename X to Y", "X becomes Y", "X is now called Y", "Y instead of X", "X -> Y"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdtrue.checks.instruction import numbers
from holdtrue.checks.instruction.ground import Grounds
from holdtrue.checks.instruction.request import Kept, Rename, Span
from holdtrue.checks.instruction.tokens import Token
from holdtrue.checks.instruction.wording import Stretch, Wording

_LONGEST = 8
"""Tokens of the longest name."""

_ARROWS = frozenset(("->", "=>", "→", "⇒"))
_AND = frozenset(["and", "und", "et", "y", "e", "en", "och", "&", "sowie", "as", "also"])
_STOPS = frozenset(["everywhere", "throughout", "please", "bitte", "uberall", "partout", "wherever", "in", "for", "but", "instead", "including", "incl", "because", "since", "when", "if", "where", "with", "within", "en", "e", "across", "so", "and", "und", "et", "y", "aber", "mais", "pero", "durchgehend", "from", "on", "wenn", "statt"])  # fmt: skip
"""Words that end a new name, unless they are written inside quotation marks."""


def renames(wording: Wording, grounds: Grounds, kept: Sequence[Kept]) -> tuple[Rename, ...]:
    """Every pair, in the order of the instruction; of the same pair the surest."""
    found: dict[tuple[str, str], Rename] = {}
    for rename in _all(wording, grounds):
        pair = (rename.old, rename.new)
        if rename.old != rename.new and (pair not in found or found[pair].confidence < rename.confidence):
            found[pair] = rename
    exceptions = tuple(item.span.text for item in kept) + tuple(_excepted(wording))
    ordered = sorted(found.values(), key=lambda rename: (rename.span.start, rename.span.end))
    return tuple(replace(rename, exceptions=exceptions) for rename in _outermost(ordered))


def _outermost(found: list[Rename]) -> Iterator[Rename]:
    """Of pairs that share their old name, the surest."""
    best: dict[str, float] = {}
    for rename in found:
        best[rename.old] = max(best.get(rename.old, 0), rename.confidence)
    yield from (rename for rename in found if rename.confidence >= best[rename.old])


def _excepted(wording: Wording) -> Iterator[str]:
    for index, token in enumerate(wording.tokens):
        if wording.sentence_of[index] >= 0 and token.means("except"):
            last = wording.clause(index).last
            first = index + max(sense.length for sense in token.senses)
            if first < last:
                yield wording.span(first, last).text


def _all(wording: Wording, grounds: Grounds) -> Iterator[Rename]:
    for index, token in enumerate(wording.tokens):
        if token.text in _ARROWS:
            yield from _arrow(wording, grounds, index)
        if wording.sentence_of[index] < 0 or token.covered:
            continue
        senses = wording.senses(index)
        if senses & {"rename", "replace"}:
            yield from _verb(wording, grounds, index, 0.95)
        elif (
            "change" in senses
            or ("set" in senses and "put" not in senses)
            or token.folded in ("turn", "mach", "make")
        ):
            yield from _verb(wording, grounds, index, 0.7, names_only=True)
        if "call" in senses:
            yield from _called(wording, grounds, index)
        if "now" in senses:
            yield from _is_now(wording, grounds, index)
        if "become" in senses:
            yield from _becomes(wording, grounds, index)
        if "instead" in senses:
            yield from _instead(wording, grounds, index)


def _arrow(wording: Wording, grounds: Grounds, index: int) -> Iterator[Rename]:
    if index == 0 or index + 1 >= len(wording.tokens) or wording.sentence_of[index] < 0:
        return
    sentence = wording.sentence(index)
    begin = index - 1
    while begin > sentence.first and _goes_on(wording.tokens[begin - 1], wording.tokens[begin]):
        begin -= 1
    yield from _pair(wording, grounds, Stretch(begin, index), Stretch(index + 1, sentence.last), 0.8)


def _goes_on(left: Token, right: Token) -> bool:
    return left.capitalised and right.capitalised and left.kind == "word" and not left.senses


def _verb(
    wording: Wording, grounds: Grounds, index: int, sure: float, *, names_only: bool = False
) -> Iterator[Rename]:
    """A verb with its two names behind it, before it, or on either side."""
    if names_only and wording.precedes(index, "negation", within=3) is not None:
        return
    sentence = wording.sentence(index)
    links = _links_of(wording, index)
    sentence = _before_particle(wording, index, sentence)
    pairs = list(_behind(wording, grounds, index, sentence, links, sure))
    if not pairs:
        pairs = list(_before(wording, grounds, index, links, sure))
    if not pairs and not names_only and wording.precedes(index, "be", within=3) is not None:
        be = wording.precedes(index, "be", within=3) or index
        while be > sentence.first and wording.tokens[be - 1].means("be"):
            be -= 1
        begin = wording.clause(index).first
        skip = index + 1 if wording.follows(index, "to", within=1) is None else index + 2
        pairs = list(_pair(wording, grounds, Stretch(begin, be), Stretch(skip, sentence.last), sure))
    for pair in pairs:
        if not names_only or _namelike(pair):
            yield pair


def _links_of(wording: Wording, index: int) -> tuple[str, ...]:
    """Senses, or words, that may stand between the names: what goes with the verb."""
    token = wording.tokens[index]
    particles = [sense.particle for sense in token.senses if sense.name == "replace" and sense.particle]
    found = [particle for particle in particles if wording.particle(index, particle)]
    if found:
        return tuple(found)
    return ("with", "to") if token.means("replace") else ("to",)


def _before_particle(wording: Wording, index: int, sentence: Stretch) -> Stretch:
    """The sentence up to the verb's own particle: `um` in "benenne X in Y um"."""
    for sense in wording.tokens[index].senses:
        if sense.name == "rename" and sense.particle:
            at = next(
                (
                    at
                    for at in range(sentence.last - 1, index, -1)
                    if wording.tokens[at].folded == sense.particle
                ),
                None,
            )
            if at is not None:
                return Stretch(sentence.first, at)
    return sentence


def _namelike(rename: Rename) -> bool:
    """Whether a pair is of names rather than of a value and its correction."""
    return not any(character.isdigit() for character in rename.new[:1]) and (
        bool(rename.grounds) or rename.confidence > 0.6
    )


def _behind(
    wording: Wording, grounds: Grounds, index: int, sentence: Stretch, links: tuple[str, ...], sure: float
) -> Iterator[Rename]:
    """`rename X to Y, and V to W`."""
    first = index + 1
    while first < sentence.last:
        link = next(
            (
                at
                for at in range(first + 1, min(sentence.last, first + _LONGEST))
                if _links(wording, at, links)
            ),
            None,
        )
        if link is None:
            return
        found = list(_pair(wording, grounds, Stretch(first, link), Stretch(link + 1, sentence.last), sure))
        if not found:
            return
        yield from found
        end = found[0].span.end
        after = next(
            (at for at in range(link, sentence.last) if wording.tokens[at].start >= end), sentence.last
        )
        if after >= sentence.last or not (
            wording.tokens[after].folded in _AND or wording.tokens[after].text == ","
        ):
            return
        first = after + 1
        if first < sentence.last and wording.tokens[first].folded in _AND:
            first += 1


def _links(wording: Wording, index: int, links: tuple[str, ...]) -> bool:
    token = wording.tokens[index]
    return (token.means(*links) or token.folded in links) and not (
        token.folded in ("in", "a", "en") and wording.tokens[index - 1].kind == "symbol"
    )


def _before(
    wording: Wording, grounds: Grounds, index: int, links: tuple[str, ...], sure: float
) -> Iterator[Rename]:
    """`X in Y umbenennen`, `X durch Y ersetzen`: German puts the verb last."""
    clause = wording.clause(index)
    if index + 2 < clause.last and index == clause.first:
        return
    begin = max(clause.first, index - 2 * _LONGEST)
    link = next((at for at in range(index - 2, begin, -1) if _links(wording, at, links)), None)
    if link is not None:
        yield from _pair(wording, grounds, Stretch(begin, link), Stretch(link + 1, index), sure)


def _called(wording: Wording, grounds: Grounds, index: int) -> Iterator[Rename]:
    """`X is now called Y`, `X heißt jetzt Y`: without the "now" it only says what a thing is called."""
    clause = wording.clause(index)
    now = [at for at in range(clause.first, clause.last) if wording.tokens[at].means("now")]
    if not now:
        return
    first = index + 1
    while first < clause.last and wording.tokens[first].means("now"):
        first += max(sense.length for sense in wording.tokens[first].senses)
    last = index
    while last > clause.first and (
        wording.tokens[last - 1].means("be", "now", "polite")
        or wording.tokens[last - 1].folded in ("s'", "se", "si", "s")
    ):
        last -= 1
    new = Stretch(first, wording.sentence(index).last)
    if new.first >= clause.last:  # "X soll jetzt Y heißen"
        new = Stretch(max(now) + 1, index)
        last = min(now)
        while last > clause.first and wording.tokens[last - 1].means("be"):
            last -= 1
    yield from _pair(wording, grounds, Stretch(clause.first, last), new, 0.9)


def _is_now(wording: Wording, grounds: Grounds, index: int) -> Iterator[Rename]:
    """`De Vooruit is now Viernulvier`: two names and nothing else."""
    clause = wording.clause(index)
    length = max(sense.length for sense in wording.tokens[index].senses)
    if index - clause.first < 2 or not wording.tokens[index - 1].means("be") or index + length >= clause.last:
        return
    if wording.tokens[clause.first].capitalised and wording.tokens[index + length].capitalised:
        for pair in _pair(
            wording, grounds, Stretch(clause.first, index - 1), Stretch(index + length, clause.last), 0.8
        ):
            if pair.grounds:
                yield pair


def _becomes(wording: Wording, grounds: Grounds, index: int) -> Iterator[Rename]:
    clause = wording.clause(index)
    length = max(sense.length for sense in wording.tokens[index].senses)
    first = index + length
    if first < clause.last and wording.tokens[first].folded in ("zu", "zum", "zur", "to"):
        first += 1
    if first >= clause.last and clause.last - clause.first > 3:  # "aus X soll Y werden"
        modal = wording.precedes(index, "be", within=_LONGEST)
        if modal is not None and wording.tokens[clause.first].folded in ("aus", "from"):
            yield from _pair(
                wording, grounds, Stretch(clause.first + 1, modal), Stretch(modal + 1, index), 0.9
            )
        return
    for pair in _pair(
        wording, grounds, Stretch(clause.first, index), Stretch(first, wording.sentence(index).last), 0.75
    ):
        if pair.grounds or pair.confidence > 0.6:
            yield pair


def _instead(wording: Wording, grounds: Grounds, index: int) -> Iterator[Rename]:
    clause = wording.clause(index)
    first = index + max(sense.length for sense in wording.tokens[index].senses)
    begin, end = max(clause.first, index - 2 * _LONGEST), min(clause.last, first + 2 * _LONGEST)
    before = [at for at in range(begin, index) if _names_something(wording.tokens[at])]
    behind = [at for at in range(first, end) if _names_something(wording.tokens[at])]
    if (
        not before
        and first < clause.last
        and index > clause.first
        and (wording.has(Stretch(begin, index), "use") or grounds.has(wording.tokens[first].text))
    ):
        yield from _pair(wording, grounds, Stretch(first, first + 1), Stretch(index - 1, index), 0.75)
    elif before and behind:
        yield from _pair(
            wording,
            grounds,
            Stretch(behind[0], clause.last),
            _run_back(wording, before[-1], clause.first),
            0.8,
        )
    elif len(behind) > 1:
        yield from _pair(
            wording, grounds, Stretch(behind[0], behind[0] + 1), Stretch(behind[1], clause.last), 0.7
        )


def _run_back(wording: Wording, index: int, first: int) -> Stretch:
    begin = index
    while begin > first and _goes_on(wording.tokens[begin - 1], wording.tokens[begin]):
        begin -= 1
    return Stretch(begin, index + 1)


def _names_something(token: Token) -> bool:
    return token.kind in ("quoted", "name", "file", "address") or (
        token.kind == "word"
        and token.capitalised
        and not token.means("function", "instead", "polite")
        and (not token.senses or token.text.isupper())
    )


def _pair(wording: Wording, grounds: Grounds, old: Stretch, new: Stretch, sure: float) -> Iterator[Rename]:
    """Two names out of two stretches, the old one at the end of its own, the new one at the beginning."""
    left = _grounded(wording, grounds, _name(wording, _old(old)))
    right = _name(wording, _new(wording, new))
    if left is None or right is None:
        return
    old_text, new_text = _text(wording, left), _text(wording, right)
    if (
        not old_text
        or not new_text
        or all(numbers.value(token) is not None for token in wording.among(right))
    ):
        return
    field = grounds.field(old_text)
    places = grounds.field_places(field[0]) if field and field[1] >= 0.95 else grounds.places(old_text)
    written = any(
        token.kind in ("quoted", "name") or token.capitalised
        for token in (*wording.among(left), *wording.among(right))
    )
    confidence = sure if places else sure * 0.7 if written else sure * 0.4
    start = min(wording.tokens[left.first].start, wording.tokens[right.first].start)
    end = max(wording.tokens[left.last - 1].end, wording.tokens[right.last - 1].end)
    yield Rename(old_text, new_text, Span(start, end, wording.text[start:end]), places, round(confidence, 3))


def _grounded(wording: Wording, grounds: Grounds, stretch: Stretch | None) -> Stretch | None:
    """The longest end of a stretch that a document has: `Kings Dock` of "station listed as Kings Dock"."""
    if stretch is None:
        return None
    for first in range(stretch.first, stretch.last):
        text = _text(wording, Stretch(first, stretch.last))
        if not _little(wording.tokens[first]) and (grounds.has(text) or grounds.names(text)):
            return Stretch(first, stretch.last)
    return stretch


def _text(wording: Wording, stretch: Stretch) -> str:
    if stretch.last - stretch.first == 1:
        return wording.tokens[stretch.first].content
    return wording.span(stretch.first, stretch.last).text


def _old(stretch: Stretch) -> Stretch:
    return Stretch(max(stretch.first, stretch.last - _LONGEST), stretch.last)


def _new(wording: Wording, stretch: Stretch) -> Stretch:
    """As far as the new name can reach: to a comma, a bracket, or a word that goes on with something else."""
    last = stretch.first
    while last < min(stretch.last, stretch.first + _LONGEST):
        token = wording.tokens[last]
        if token.kind == "symbol" and token.text not in ("&", "/", "'"):
            break
        if last > stretch.first and token.folded in _STOPS:
            break
        last += 1
    return Stretch(stretch.first, last)


def _name(wording: Wording, stretch: Stretch) -> Stretch | None:
    """The name in a stretch: what is quoted or code, then a capitalised run, then what its little words leave."""
    tokens = wording.tokens
    for at in range(stretch.first, stretch.last):
        if tokens[at].kind == "quoted":
            return Stretch(at, at + 1)
    first, last = stretch.first, stretch.last
    while first < last and (_little(tokens[first]) or tokens[first].means("everything")):
        first += 1
    while last > first and (_little(tokens[last - 1]) or tokens[last - 1].means("everything")):
        last -= 1
    for at in range(first, last):
        if tokens[at].kind in ("name", "file", "address"):
            return (
                Stretch(at, last)
                if at == first or tokens[first].means("part", "column", "note", "table")
                else Stretch(first, last)
            )
    while (
        last - first > 1
        and tokens[first].means("part", "column", "note", "table")
        and _stands_apart(tokens, first, last)
    ):
        first += 1
    return Stretch(first, last) if first < last else None


def _stands_apart(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the noun before a name only says what it is: `account Props`, not `Account Manager`."""
    return not tokens[first].capitalised or (
        first + 1 < last and (tokens[first + 1].capitalised or tokens[first + 1].kind != "word")
    )


def _little(token: Token) -> bool:
    return (
        token.kind == "symbol"
        or (
            token.kind == "word"
            and not token.capitalised
            and token.means("function", "polite", "be", "now", "negation", "everything", "only", "make", "to")
        )
        or (token.kind == "word" and token.means("polite", "function") and not token.text.isupper())
    )
