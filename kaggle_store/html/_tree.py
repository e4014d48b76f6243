"""Draw a tree of solutions, or the lineage of one, with the score as colour."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from kaggle_store import formats
from kaggle_store.html._svg import Size, frame, sentence
from kaggle_store.html._tree_drawing import SHADES, WIDTH, Drawing, Node

MOST_NODES = 1000


def solution_tree(
    nodes: Sequence[Node],
    *,
    direction: str | None,
    label: str,
    target: str | None = None,
    standalone: bool = False,
) -> Markup:
    """Draw a tree, downwards or to the right, whichever is smaller.

    The fuller a node, the better its score; without a `direction` scores have no colour. The node
    with the id `target` (default: the one with the best score) has a ring, and the edges from the
    root to it are thick. A failed node is a cross, one without a score is hollow; jobs are squares
    and submissions diamonds. A standalone tree has no links. At most 1,000 nodes are drawn,
    the way to the best one first; a note counts the others.
    """
    best = best_node(nodes, direction)
    ringed = target or (best.id if best else None)
    way = _way(ringed, {node.id: node.parent for node in nodes})
    shown = _chosen(nodes, way)
    notes = [f"{len(shown):,} of {len(nodes):,} nodes drawn"] if len(shown) < len(nodes) else []
    if not shown:
        return frame("", Size(WIDTH, 10), sentence(label, ["No nodes"]), standalone=standalone)
    drawing = Drawing(shown, way, _shades(shown, direction), ringed, has_links=not standalone)
    said = sentence(label, [_counts(nodes, best), *notes])
    has_links = not standalone and any(node.href for node in shown)
    inner = drawing.edges() + drawing.marks() + drawing.legend(notes)
    role = "group" if has_links else "img"  # An image may not contain links.
    return frame(inner, drawing.size, said, standalone=standalone, role=role)


def best_node(nodes: Sequence[Node], direction: str | None) -> Node | None:
    """Return the node with the best finite score, the first of equals; None without direction."""
    scored = [node for node in nodes if _is_scored(node)]
    if not scored or direction not in {"maximize", "minimize"}:
        return None
    choose = max if direction == "maximize" else min
    return choose(scored, key=lambda node: node.score or 0.0)


def _is_scored(node: Node) -> bool:
    return node.score is not None and math.isfinite(node.score)


def _way(node: str | None, parents: Mapping[str, str | None]) -> set[str]:
    """Return a node and its ancestors."""
    way: set[str] = set()
    while node is not None and node in parents and node not in way:
        way.add(node)
        node = parents[node]
    return way


def _chosen(nodes: Sequence[Node], way: set[str]) -> list[Node]:
    """Return at most 1,000 nodes in the order given."""
    if len(nodes) <= MOST_NODES:
        return list(nodes)
    first = sorted(range(len(nodes)), key=lambda index: (nodes[index].id not in way, index))
    return [nodes[index] for index in sorted(first[:MOST_NODES])]


def _shades(nodes: Sequence[Node], direction: str | None) -> dict[str, float]:
    """Return the opacity of each scored node by its rank, so that one odd score changes little."""
    if direction not in {"maximize", "minimize"}:
        return {}
    scores = {node.score or 0.0 for node in nodes if _is_scored(node)}
    order = sorted(scores, reverse=direction == "minimize")
    shade = {
        score: SHADES[-1 - (len(order) - 1 - rank) * len(SHADES) // len(order)]
        for rank, score in enumerate(order)
    }
    return {node.id: shade[node.score or 0.0] for node in nodes if _is_scored(node)}


def _counts(nodes: Sequence[Node], best: Node | None) -> str:
    failed = sum(node.failed for node in nodes)
    found = f"best {formats.number(best.score)}" if best else "no best score"
    return f"{len(nodes):,} nodes, {failed:,} failed, {found}"
