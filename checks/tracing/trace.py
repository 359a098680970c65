"""Both sides of a hand-off traced to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from holdtrue.checks.document import Document
from holdtrue.checks.tracing.edits import Edit, edits
from holdtrue.checks.tracing.fields import Names, Shape, correspondences, shapes_of
from holdtrue.checks.tracing.pairing import Pair, in_order, pair
from holdtrue.checks.tracing.units import Contents, Unit, units


@dataclass(frozen=True)
class Trace:
    """What became of each record, and where each came from."""

    before: tuple[Unit, ...]
    """The records that were handed over."""

    after: tuple[Unit, ...]
    """The records that came out."""

    pairs: tuple[Pair, ...]
    """Records that belong together, in the order of the side that came out."""

    @cached_property
    def lost(self) -> tuple[Unit, ...]:
        """Records that were handed over and did not arrive."""
        arrived = {found.before.index for found in self.pairs}
        return tuple(unit for unit in self.before if unit.index not in arrived)

    @cached_property
    def added(self) -> tuple[Unit, ...]:
        """Records that came out of nothing that was handed over."""
        known = {found.after.index for found in self.pairs}
        return tuple(unit for unit in self.after if unit.index not in known)

    @cached_property
    def moved(self) -> tuple[Pair, ...]:
        """Records that do not stand in the order they were handed over in, the fewest that can be said to have moved."""
        originals = [found for found in self.pairs if not found.copy]
        kept = in_order(originals)
        return tuple(found for position, found in enumerate(originals) if position not in kept)

    @cached_property
    def edits(self) -> tuple[tuple[Pair, tuple[Edit, ...]], ...]:
        """For each pair that does not read the same, the differences between its values."""
        return tuple(
            [
                (found, tuple(edits(found, self.names[shapes_of(found)])))
                for found in self.pairs
                if not found.reads_the_same
            ]
        )

    @cached_property
    def holders(self) -> Mapping[str, Sequence[int]]:
        """The records that were handed over and hold a word, by its key, in order."""
        found: dict[str, tuple[int, ...] | list[int]] = {}
        for unit in self.before:
            index = unit.index
            for key in dict.fromkeys(unit.content.keys):
                held = found.get(key)
                if held is None:
                    found[key] = (
                        index,
                    )  # most words: Python's collector of cyclic garbage does not walk such tuples
                elif isinstance(held, tuple):
                    found[key] = [*held, index]
                else:
                    held.append(index)
        return found

    @cached_property
    def names(self) -> dict[tuple[Shape, Shape], Names]:
        """For each two shapes of records that belong together, the names that their fields had."""
        return correspondences(self.by_shapes)

    @cached_property
    def by_shapes(self) -> Mapping[tuple[Shape, Shape], list[Pair]]:
        """Records that belong together, by what the two are alike to."""
        found: dict[tuple[Shape, Shape], list[Pair]] = defaultdict(list)
        for each in self.pairs:
            found[shapes_of(each)].append(each)
        return dict(found)


def trace(before: Sequence[Document], after: Sequence[Document]) -> Trace:
    """Trace the files of one side to those of the other."""
    contents = Contents()
    left, right = units(before, contents), units(after, contents)
    return Trace(left, right, pair(left, right))
