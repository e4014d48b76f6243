"""Place the nodes of a tree from left to right, so that no two edges cross."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def children_of(parents: Mapping[Key, Key | None]) -> dict[Key | None, list[Key]]:
    """Return each node's children in the order given; roots are those of None.

    A parent that is not a node, or a cycle, makes a root.
    """
    children: dict[Key | None, list[Key]] = {None: []}
    cyclic = _cyclic(parents)
    for node, parent in parents.items():
        known = parent if parent in parents and node not in cyclic else None
        children.setdefault(known, []).append(node)
    return children


def places(parents: Mapping[Key, Key | None]) -> dict[Key, tuple[int, int]]:
    """Return the depth and the row of each node.

    A first child stands in its parent's row; others, and their whole subtrees, below what is
    already placed.
    """
    children = children_of(parents)
    order = _parents_first(children)
    heights = _heights(order, children)
    free: dict[int, int] = {}
    found: dict[Key, tuple[int, int]] = {}
    waiting = [(root, 0, -1) for root in reversed(children[None])]
    while waiting:
        node, depth, row = waiting.pop()
        if row < 0:  # It is no first child: those were counted with their parent.
            row = max(free.get(level, 0) for level in range(depth, depth + heights[node]))
        found[node] = (depth, row)
        free[depth] = row + 1
        below = children.get(node, [])
        waiting += [(child, depth + 1, -1) for child in reversed(below[1:])]
        waiting += [(child, depth + 1, row) for child in below[:1]]
    return found


def _cyclic(parents: Mapping[Key, Key | None]) -> set[Key]:
    """Return the nodes that are their own ancestors."""
    found: set[Key] = set()
    done: set[Key] = set()
    for start in parents:
        path: dict[Key, int] = {}
        node: Key | None = start
        while node is not None and node in parents and node not in done and node not in path:
            path[node] = len(path)
            node = parents[node]
        if node is not None and node in path:
            found |= {each for each, place in path.items() if place >= path[node]}
        done |= path.keys()
    return found


def _parents_first(children: Mapping[Key | None, Sequence[Key]]) -> list[Key]:
    order = list(children[None])
    for node in order:
        order += children.get(node, [])
    return order


def _heights(order: Sequence[Key], children: Mapping[Key | None, Sequence[Key]]) -> dict[Key, int]:
    """Return how many levels each node's subtree has, with its own."""
    heights: dict[Key, int] = {}
    for node in reversed(order):
        heights[node] = 1 + max((heights[child] for child in children.get(node, ())), default=0)
    return heights
