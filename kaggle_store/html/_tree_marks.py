"""Outlines, letters and texts of a tree's nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import escape

from kaggle_store.html._text import clean


def letters_of(operators: Iterable[str]) -> dict[str, str]:
    """Return the shortest beginning of each operator that no other one has.

    The operators are in the order of how often they occur.
    """
    found: dict[str, str] = {}
    for name, _ in Counter(clean(each) for each in operators if each).most_common():
        sizes = range(1, len(name))
        short = (name[:size].lower() for size in sizes if name[:size].lower() not in found.values())
        found[name] = next(short, name.lower())
    return found


def words(left: int, top: int, text: str, colour: str, size: int = 11) -> str:
    """Return a text; `colour` is the name of a colour of the style sheet."""
    fill = f'font-size="{size}" fill="var(--{colour})"'
    return f'<text x="{left}" y="{top}" {fill}>{escape(text)}</text>'


def circle(left: int, top: int, size: int) -> str:
    """Return the outline of a circle."""
    return (
        f"M{left - size} {top}a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0 {-2 * size} 0Z"
    )


def _square(left: int, top: int, size: int) -> str:
    return f"M{left - size} {top - size}h{2 * size}v{2 * size}h{-2 * size}Z"


def _diamond(left: int, top: int, size: int) -> str:
    return f"M{left} {top - size}l{size} {size}l{-size} {size}l{-size} {-size}Z"


OUTLINES = {"code": circle, "job": _square, "submission": _diamond}
"""The outline of each kind of node, from its middle and radius."""
