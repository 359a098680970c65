"""An instruction cut into sentences and clauses, and what its rules ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from holdtrue.checks.instruction.request import Span
from holdtrue.checks.instruction.tokens import Token, tokenize

_SENTENCE_END = frozenset(".!?")
_CLAUSE_END = frozenset(",;:()[]–—-…")
_WITHOUT = frozenset(["without", "ohne", "sans", "sin", "senza", "sem", "zonder"])
_CONJUNCTIONS = frozenset(
    ["and", "but", "then", "und", "aber", "et", "mais", "puis", "y", "e", "pero", "ma", "mas", "en", "maar"]
)
_VERBAL = ("rename", "replace", "scale", "set", "insert", "delete", "filter", "reorder", "split", "merge", "convert",
           "extract", "annotate", "rewrite", "summarize", "translate", "make", "put", "move", "stay", "change", "negation")  # fmt: skip
"""Senses of what makes a clause after a conjunction; nouns that double as verbs are kept out by what stands before."""

_REACH = 14
"""Tokens behind a verb in which its particle may stand; German puts it last."""

_REMEMBERED = 16
"""Instructions whose wording is kept: those of a pipeline's steps come again with every document."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive tokens: a sentence or a clause."""

    first: int
    """Index of its first token."""

    last: int
    """Index just after its last token."""


@dataclass(frozen=True, slots=True)
class Wording:
    """An instruction as the grammar sees it."""

    text: str
    """The whole instruction."""

    tokens: tuple[Token, ...]
    """All of them, signs included."""

    sentences: tuple[Stretch, ...]
    """Cut at full stops and line ends, in order, without the sign that ends them."""

    clauses: tuple[Stretch, ...]
    """Cut at commas, colons, dashes and brackets as well."""

    sentence_of: tuple[int, ...]
    """Number of the sentence of each token; -1 for the signs between."""

    clause_of: tuple[int, ...]
    """Number of the clause of each token; -1 for the signs between."""

    meant: tuple[frozenset[str], ...]
    """The senses of each token whose particle, if any, follows in its sentence."""

    german: bool
    """Whether it may be German, which writes every noun with a capital."""

    def span(self, first: int, last: int) -> Span:
        """The stretch of the instruction from one token up to another, that one excluded."""
        start, end = self.tokens[first].start, self.tokens[max(first, last - 1)].end
        return Span(start, end, self.text[start:end])

    def sentence(self, index: int) -> Stretch:
        """The sentence of a token."""
        number = self.sentence_of[index]
        return self.sentences[number] if number >= 0 else Stretch(index, index + 1)

    def clause(self, index: int) -> Stretch:
        """The clause of a token."""
        number = self.clause_of[index]
        return self.clauses[number] if number >= 0 else Stretch(index, index + 1)

    def among(self, stretch: Stretch) -> tuple[Token, ...]:
        """The tokens of a stretch."""
        return self.tokens[stretch.first : stretch.last]

    def has(self, stretch: Stretch, *names: str) -> bool:
        """Whether a token of the stretch has one of the senses."""
        return any(token.means(*names) for token in self.among(stretch))

    def senses(self, index: int) -> frozenset[str]:
        """Names of the senses of a token whose particle, if any, follows in its sentence."""
        return self.meant[index]

    def particle(self, index: int, particle: str) -> bool:
        """Whether a word follows in the sentence, near enough to belong to the verb."""
        return _particle(self.tokens, self.sentence(index), index, particle)

    def follows(self, index: int, *names: str, within: int = 6) -> int | None:
        """Index of the next token behind, in the same sentence, that has one of the senses."""
        end = min(self.sentence(index).last, index + 1 + within)
        return next((at for at in range(index + 1, end) if self.tokens[at].means(*names)), None)

    def precedes(self, index: int, *names: str, within: int = 4) -> int | None:
        """Index of the nearest token before, in the same sentence, that has one of the senses."""
        begin = max(self.sentence(index).first, index - within)
        return next((at for at in range(index - 1, begin - 1, -1) if self.tokens[at].means(*names)), None)


@lru_cache(_REMEMBERED)
def word(instruction: str) -> Wording:
    """Tokenize an instruction and cut it into sentences and clauses."""
    tokens = tokenize(instruction)
    german = (
        sum(
            1 if sense.language == "de" else -1
            for token in tokens
            for sense in token.senses
            if sense.name == "function"
        )
        > 0
    )
    sentences: list[Stretch] = []
    clauses: list[Stretch] = []
    sentence_of, clause_of = [-1] * len(tokens), [-1] * len(tokens)
    sentence_first = clause_first = 0
    for index in range(len(tokens) + 1):
        ends = index == len(tokens) or _ends_sentence(instruction, tokens, index)
        cut = index == len(tokens) or (tokens[index].kind == "symbol" and tokens[index].text in _CLAUSE_END)
        cut = cut or (index > clause_first and _opens_clause(tokens, index))
        sign = (
            index < len(tokens)
            and tokens[index].kind == "symbol"
            and tokens[index].text in _SENTENCE_END | _CLAUSE_END
        )
        if ends or cut:
            if index > clause_first:
                clause_of[clause_first:index] = [len(clauses)] * (index - clause_first)
                clauses.append(Stretch(clause_first, index))
            clause_first = index + 1 if sign else index
        if ends:
            if index > sentence_first:
                sentence_of[sentence_first:index] = [len(sentences)] * (index - sentence_first)
                sentences.append(Stretch(sentence_first, index))
            sentence_first = index + 1 if sign else index
    meant = tuple(
        _meant(tokens, sentences[sentence_of[token.index]], token)
        if sentence_of[token.index] >= 0
        else token.plain
        for token in tokens
    )
    return Wording(
        instruction,
        tokens,
        tuple(sentences),
        tuple(clauses),
        tuple(sentence_of),
        tuple(clause_of),
        meant,
        german,
    )


def _particle(tokens: tuple[Token, ...], sentence: Stretch, index: int, particle: str) -> bool:
    end = min(sentence.last, index + _REACH)
    return any(token.folded == particle for token in tokens[index + 1 : end])


def _meant(tokens: tuple[Token, ...], sentence: Stretch, token: Token) -> frozenset[str]:
    found = {
        sense.name
        for sense in token.senses
        if sense.particle
        and sense.name not in token.plain
        and _particle(tokens, sentence, token.index, sense.particle)
    }
    return token.plain | found if found else token.plain


def _opens_clause(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a word begins a clause without a comma: "without ...", or "and" before another verb."""
    token = tokens[index]
    if token.folded in _WITHOUT:
        return True
    if token.folded not in _CONJUNCTIONS:
        return False
    behind = [other for other in tokens[index + 1 : index + 3] if other.kind == "word"]
    return (bool(behind) and behind[0].means(*_VERBAL)) or (
        len(behind) > 1
        and behind[0].means("function", "polite", "then")
        and behind[1].means(*_VERBAL)
        and not behind[0].means("rest", "everything")
    )


def _ends_sentence(text: str, tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a sentence ends before this token: at its sign, or at the line's end before it."""
    token = tokens[index]
    if token.kind == "symbol" and token.text in _SENTENCE_END:
        # A full stop behind a number or a short word, a lower-case word behind it, ends no sentence: `2. column`, `no. 4`.
        if token.text == "." and index and index + 1 < len(tokens) and tokens[index - 1].end == token.start:
            before, behind = tokens[index - 1], tokens[index + 1]
            short = before.kind == "number" or len(before.text) <= 3
            return not (
                short and behind.start > token.end and (behind.text[0].islower() or behind.text[0].isdigit())
            )
        return True
    return bool(index) and "\n" in text[tokens[index - 1].end : token.start]
