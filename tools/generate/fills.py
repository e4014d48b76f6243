"""Find the columns that triggers fill, in the WHEN clauses of BEFORE INSERT triggers.

A trigger `when (new.deadline is null)` runs for each new row without a deadline, and must fill it
if the column is NOT NULL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tools.generate.sqlexpr import Node, UnsupportedExpressionError, parse


def filled_columns(conditions: Iterable[str]) -> frozenset[str]:
    """Return the columns of which null alone makes one of these conditions true."""
    found: set[str] = set()
    for condition in conditions:
        try:
            node = parse(condition)
        except UnsupportedExpressionError:
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
