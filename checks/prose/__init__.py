"""Running text: its sentences, which became which, and what each asserts."""

from holdtrue.checks.prose.alignment import Aligned, align_sentences
from holdtrue.checks.prose.compare import Comparison, compare, compare_prose
from holdtrue.checks.prose.passage import Passage, passages
from holdtrue.checks.prose.sentences import Sentence, sentence_spans, sentences

__all__ = [
    "Aligned",
    "Comparison",
    "Passage",
    "Sentence",
    "align_sentences",
    "compare",
    "compare_prose",
    "passages",
    "sentence_spans",
    "sentences",
]
