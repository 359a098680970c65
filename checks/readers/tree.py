"""Trees of mappings and lists as records: what JSON, YAML and TOML have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from holdtrue.checks.document import Cell, CellType, Record

_SMALL = 16
"""Values up to which a mapping inside a mapping belongs to it, as `a/b`; a larger one is a record of its own."""

_DEEP = 64
"""Levels below which names and paths no longer grow, so that deep nesting costs no more than it is long."""


Leaf = tuple[str, int, int, CellType]
"""A scalar or a key: what it means, where it begins and ends, and its type. Plain, for there may be a million."""


class Branch:
    """A mapping or a list and what it holds."""

    __slots__ = ("empty", "end", "is_list", "items", "own", "start")

    def __init__(self, start: int, *, is_list: bool, own: str = "") -> None:
        self.start = start
        self.end = start
        self.is_list = is_list
        self.items: list[tuple[Leaf | None, Leaf | Branch]] = []
        """Each with its key; a list has none."""
        self.own = own
        """Kind of the record that this always is; empty where its size and place decide."""
        self.empty: Leaf | None = None
        """What stands for it where it holds nothing."""


class _Plan:
    """A record as it is being filled."""

    __slots__ = ("cells", "end", "kept", "kind", "parent", "path", "start")

    def __init__(self, kind: str, path: str, branch: Branch, parent: _Plan | None, *, kept: bool) -> None:
        self.kind = kind
        self.path = path
        self.start = branch.start
        self.end = branch.end
        self.parent = parent
        self.kept = kept
        self.cells: list[Cell] = []


class _Level:
    """Where the walk stands in one branch."""

    __slots__ = ("depth", "field", "items", "keyed", "listed", "name_start", "owner", "path", "position")

    def __init__(
        self, branch: Branch, owner: _Plan, path: str, field: str, name_start: int, depth: int
    ) -> None:
        self.items = iter(branch.items)
        self.owner = owner
        self.path = path
        self.field = field
        self.name_start = name_start
        self.depth = depth
        self.listed = branch.is_list
        self.keyed = False
        self.position = 0


def records_of(root: Branch, kind: str = "object") -> list[Record]:
    """The records of a tree, in the order of the text.

    A mapping in a list is a record, and so is one of several alike that a mapping holds by their ids: its key is then
    its cell `@key`. Any other mapping is part of the record around it while it is small. A list's scalars share its
    name. Lists and scalars directly in an outermost list are records, too.
    """
    sizes = _sizes(root)
    top = _Plan(kind, "", root, None, kept=False)
    plans = [top]
    levels = [_enter(root, top, "", "", -1, 0)]
    while levels:
        level = levels[-1]
        for key, child in level.items:
            level.position += 1
            if isinstance(child, tuple):
                _add(level, key, child, plans, root)
            elif child.items or child.own:
                levels.append(_descend(level, key, child, plans, sizes, kind))
                break
            elif child.empty:
                _add(level, key, child.empty, plans, root)
        else:
            levels.pop()
    return _settled(plans)


def _enter(branch: Branch, owner: _Plan, path: str, field: str, name_start: int, depth: int) -> _Level:
    level = _Level(branch, owner, path, field, name_start, depth)
    level.keyed = not branch.is_list and _holds_records(branch)
    return level


def _named(level: _Level, key: Leaf | None) -> str:
    """The field of a value at this level."""
    if key is None:
        return level.field
    return f"{level.field}/{key[0]}" if level.field and level.depth < _DEEP else key[0]


def _below(level: _Level, key: Leaf | None) -> str:
    """The path of a branch at this level."""
    if level.depth >= _DEEP:
        return level.path
    return f"{level.path}/*" if key is None or level.keyed else f"{level.path}/{key[0]}"


def _descend(
    level: _Level, key: Leaf | None, child: Branch, plans: list[_Plan], sizes: dict[int, int], kind: str
) -> _Level:
    path = _below(level, key)
    outermost = level.listed and level.owner is plans[0] and not level.field
    if child.is_list and outermost:
        plan = _Plan("list", path, child, level.owner, kept=False)
        plans.append(plan)
        return _enter(child, plan, path, "", -1, level.depth + 1)
    if child.is_list:
        name_start = key[1] if key else level.name_start
        return _enter(child, level.owner, path, _named(level, key), name_start, level.depth + 1)
    if child.own or level.listed or level.keyed or sizes.get(id(child), 0) > _SMALL:
        plan = _Plan(
            child.own or kind, path, child, level.owner, kept=level.listed or level.keyed or bool(child.own)
        )
        if level.keyed and key:
            plan.start = min(plan.start, key[1])
            plan.cells.append(Cell("@key", key[0], key[1], key[2]))
        plans.append(plan)
        return _enter(child, plan, path, "", -1, level.depth + 1)
    return _enter(child, level.owner, path, _named(level, key), -1, level.depth + 1)


def _add(level: _Level, key: Leaf | None, leaf: Leaf, plans: list[_Plan], root: Branch) -> None:
    text, start, end, kind = leaf
    owner = level.owner
    if key is not None:
        field = f"{level.field}/{key[0]}" if level.field and level.depth < _DEEP else key[0]
        owner.cells.append(Cell(field, text, start, end, kind, key[1]))
    elif owner is plans[0] and level.listed and not level.field:
        plan = _Plan("value", f"{level.path}/*", root, owner, kept=True)
        plan.start, plan.end = start, end
        plan.cells.append(Cell("", text, start, end, kind))
        plans.append(plan)
    else:
        field = level.field or (str(level.position) if level.listed else "")  # a row's values have no names
        owner.cells.append(Cell(field, text, start, end, kind, level.name_start))


def _holds_records(branch: Branch) -> bool:
    """Whether a mapping's values are several mappings that have a key in common: records by their ids."""
    if len(branch.items) < 2:
        return False
    common: set[str] | None = None
    for _, child in branch.items:
        if not isinstance(child, Branch) or child.is_list or not child.items:
            return False
        keys = {key[0] for key, _ in child.items if key}
        common = keys if common is None else common & keys
        if not common:
            return False
    return True


def _sizes(root: Branch) -> dict[int, int]:
    """How many values each mapping holds, those of records inside it not counted, and a list as one."""
    sizes: dict[int, int] = {}
    waiting: list[tuple[Branch, Iterator[tuple[Leaf | None, Leaf | Branch]], list[int]]] = []
    waiting.append((root, iter(root.items), [0]))
    while waiting:
        branch, items, size = waiting[-1]
        for _, child in items:
            if isinstance(child, Branch) and child.items:
                waiting.append((child, iter(child.items), [0]))
                break
            size[0] += 1
        else:
            waiting.pop()
            sizes[id(branch)] = size[0]
            if waiting and not waiting[-1][0].is_list:
                waiting[-1][2][0] += 1 if branch.is_list else size[0]
    return sizes


def _settled(plans: Iterable[_Plan]) -> list[Record]:
    """Plans that hold something as records, with the positions of those around them."""
    kept = [plan for plan in plans if plan.kept or plan.cells]
    for plan in reversed(kept):
        above = plan.parent
        while above is not None and above.end < plan.end:
            above.end = plan.end
            above = above.parent
    kept.sort(key=lambda plan: (plan.start, -plan.end))
    positions = {id(plan): index for index, plan in enumerate(kept)}
    records = []
    for index, plan in enumerate(kept):
        above = plan.parent
        while above is not None and id(above) not in positions:
            above = above.parent
        position = positions[id(above)] if above is not None else None
        parent = position if position is not None and position < index else None
        records.append(Record(plan.kind, tuple(plan.cells), plan.start, plan.end, plan.path, parent))
    return records
