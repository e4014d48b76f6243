"""Compare two lists of lines, in bounded time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

MOST_COMPARED = 5_000
"""Lines, of both texts together and without their equal start and end, that are compared."""

Opcode: TypeAlias = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""What to do with lines `[1]` to `[2]` of the older text to get `[3]` to `[4]` of the newer."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The steps from the older to the newer text, grouped with the equal lines around them."""

    hunks: Sequence[Sequence[Opcode]]
    added: int
    removed: int


def compare(before: Sequence[str], after: Sequence[str], context: int) -> Comparison:
    """Return the difference; too many different lines count as all removed and all added."""
    steps = list(_steps(before, after))
    return Comparison(
        hunks=[*_hunks(steps, context)],
        added=sum(step[4] - step[3] for step in steps if step[0] != "equal"),
        removed=sum(step[2] - step[1] for step in steps if step[0] != "equal"),
    )


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[Opcode]:
    start = _equal_start(before, after)
    end = _equal_start(before[start:][::-1], after[start:][::-1])
    if start:
        yield "equal", 0, start, 0, start
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    for kind, a, b, c, d in _opcodes(old, new):
        yield kind, a + start, b + start, c + start, d + start
    if end:
        yield "equal", len(before) - end, len(before), len(after) - end, len(after)


def _equal_start(before: Sequence[str], after: Sequence[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next(
        (number for number, (old, new) in enumerate(pairs) if old != new),
        min(len(before), len(after)),
    )


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[Opcode]:
    if len(before) + len(after) > MOST_COMPARED:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after).get_opcodes()


def _hunks(steps: Sequence[Opcode], context: int) -> Iterator[list[Opcode]]:
    """Yield groups of changes that at most `2 * context` equal lines separate."""
    group: list[Opcode] = []
    for index, (kind, a, b, c, d) in enumerate(steps):
        if kind != "equal":
            group.append((kind, a, b, c, d))
            continue
        is_last = index == len(steps) - 1
        if group and (is_last or b - a > 2 * context):
            kept = min(context, b - a)
            yield [*group, ("equal", a, a + kept, c, c + kept)]
            group = []
        if not is_last:
            first = max(a, b - context) if not group else a
            group.append(("equal", first, b, d - (b - first), d))
    if group:
        yield group
