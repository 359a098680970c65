"""Which placeholder needs which, and in which order they can be solved."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter

from holdtrue.experiments.pipelines.abstraction.chain import Chain, Placeholder
from holdtrue.experiments.pipelines.abstraction.expression import variables_of
from holdtrue.experiments.pipelines.failing import StepFailed


def solvable(chain: Chain, question: str) -> tuple[Placeholder, ...]:
    """The placeholders in an order in which each needs only those before it.

    Args:
        chain: The chain.
        question: What was asked; a word of it cannot be a variable as well.

    Raises:
        StepFailed: A variable is defined twice or is a word of the question (`shadowed`), is used or spoken of but
            defined nowhere (`unsolved`), or needs itself (`cyclic`).
    """
    defined: dict[str, Placeholder] = {}
    for each in chain.placeholders:
        if each.variable in defined:
            raise StepFailed("shadowed", f"{each.variable} is defined twice")
        defined[each.variable] = each
    words = set(re.findall(r"\w+", question))
    for name in defined:
        if name in words:
            raise StepFailed("shadowed", f"{name} is a word of the question, and cannot be a variable too")
    needs = {name: tuple(variables_of(each.expression)) for name, each in defined.items()}
    used = [name for names in needs.values() for name in names]
    for name in [*used, *(mention.variable for mention in chain.mentions)]:
        if name not in defined:
            raise StepFailed("unsolved", f"{name} is used but nothing defines it")
    try:
        return tuple(defined[name] for name in TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " needs ".join(reversed(error.args[1]))
        raise StepFailed("cyclic", circle) from error
