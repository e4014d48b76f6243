"""Finds the columns that a trigger fills, in the WHEN clauses of triggers BEFORE INSERT.

A trigger `when (new.deadline is null)` runs for each new row without a deadline: in a NOT NULL
column it has to fill it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tools.generate.sqlexpr import Node, NotUnderstoodError, parse


def filled_columns(conditions: Iterable[str]) -> frozenset[str]:
    """Return the columns whose being null is enough for one of these conditions to hold."""
    found: set[str] = set()
    for condition in conditions:
        try:
            node = parse(condition)
        except NotUnderstoodError:
            continue
        found.update(
            each[1][1] for each in _alternatives(node) if (each[0], each[1][0]) == ("null", "col")
        )
    return frozenset(found)


def _alternatives(node: Node) -> Iterator[Node]:
    if node[0] != "or":
        yield node
        return
    for item in node[1]:
        yield from _alternatives(item)
