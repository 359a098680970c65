"""What a language's vocabulary consists of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """The closed-class words of one language that say how a statement is meant.

    Phrases are separated by `|`, their words by spaces; a `*` at the end of a word stands for any ending.
    """

    code: str
    """ISO 639-1."""

    function: frozenset[str]
    """Words without content of their own; they tell the language and weigh little when sentences are compared."""

    phrases: Mapping[str, Mapping[str, str]]
    """Aspect, then normal form, then the phrases that stand for it.

    Beside the aspects of a `Change` there are three that only serve others: `relation` is bound to the number it
    stands with (`<=`, `>=`, `<`, `>`, `~`, `=`); `negative` are words that deny by their meaning (`fail`, `lack`);
    `bound` are words that tell of a limit without saying on which side of a number it stands.
    """

    numerals: Mapping[str, int] = field(default_factory=dict)
    """Numbers in words; one is left out where it is an article too."""

    units: Mapping[str, str] = field(default_factory=dict)
    """Normal form, then its notations: units of measure that `checks.facts` does not know."""

    references: Mapping[str, str] = field(default_factory=dict)
    """Kind of thing referred to, then its names: `clause`, `figure`, ..."""

    speech: str = ""
    """Verbs of saying, in the forms that follow or precede a speaker."""

    than: str = ""
    """The word between a comparative and what it compares with."""

    source: str = ""
    """Phrases that precede a speaker: `according to`."""

    def entries(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Every phrase as its aspect, its normal form and its words."""
        for aspect, forms in self.phrases.items():
            for form, phrases in forms.items():
                for phrase in phrases.split("|"):
                    if phrase.strip():
                        yield aspect, form, tuple(phrase.split())
        if self.than:
            for form, relation in (("size:+", ">"), ("size:-", "<")):
                for word in self.phrases.get("comparison", {}).get(form, "").split("|"):
                    if word and " " not in word:
                        yield "relation", relation, (word, self.than)
