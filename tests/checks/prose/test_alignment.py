"""Which sentence became which."""

from __future__ import annotations

import random
import time

from holdtrue.checks.prose import compare_prose

from .corpus import passages


def pairs(before, after, **options):
    aligned = compare_prose(passages(before), passages(after), **options).aligned
    return [([s.key for s in pair.before], [s.key for s in pair.after]) for pair in aligned]


A = "The ferry leaves the old harbour at noon."
B = "Dogs need a muzzle and a ticket of their own."
C = "In winter the service stops because the channel freezes."


def test_one_sentence_split_in_two_and_two_joined():
    split = "In winter the service stops. That is because the channel freezes."
    assert pairs(f"{A} {C}", f"{A} {split}")[-1] == ([C], split.replace("stops. ", "stops.|").split("|"))
    assert pairs(f"{A} {split}", f"{A} {C}")[-1] == (split.replace("stops. ", "stops.|").split("|"), [C])


def test_a_moved_sentence_is_paired_and_marked():
    aligned = compare_prose(passages(f"{A} {B} {C}"), passages(f"{C} {A} {B}")).aligned
    assert [pair.moved for pair in aligned] == [True, False, False]
    assert not compare_prose(passages(f"{A} {B} {C}"), passages(f"{C} {A} {B}")).changes


def test_what_went_and_what_came_has_no_counterpart():
    assert pairs(f"{A} {B}", f"{A} {C}", mode="compress")[1:] != []
    assert ([B], []) in pairs(f"{A} {B} {C}", f"{A} {C}")
    assert ([], [B]) in pairs(f"{A} {C}", f"{A} {B} {C}")


def test_meaning_pairs_what_shares_no_words():
    def embed(texts):
        return [[1.0, 0.0] if "muzzle" in t or "leash" in t else [0.0, 1.0] for t in texts]

    other = "Animals travel on a leash with tickets bought for them."
    before, after = f"{B} {A}", f"Nobody waits. {A} {other}"
    assert ([B], [other]) not in pairs(before, after)
    assert ([B], [other]) in pairs(before, after, embed=embed)


def _seconds(count):
    """Processor time for a text of so many sentences, one in a hundred changed; and the changes found."""
    generator = random.Random(7)
    vocabulary = ["".join(generator.choices("abdegiklmnoprstu", k=4 + k % 6)) for k in range(3_000)] + [
        "12",
        "May 5",
        "9.5",
    ]
    lines = [" ".join(generator.choices(vocabulary, k=14)).capitalize() + "." for _ in range(count)]
    changed = [line + " It weighs 77 kg." if k % 100 == 0 else line for k, line in enumerate(lines)]
    before, after = passages(" ".join(lines)), passages(" ".join(changed))
    started = time.process_time()
    found = len(compare_prose(before, after).changes)
    return time.process_time() - started, found


def test_long_texts_with_few_changes_take_time_in_proportion():
    _seconds(100)
    short, _ = _seconds(1_500)
    long, found = _seconds(12_000)
    assert found >= 120
    assert long < 14 * short  # eight times the text
