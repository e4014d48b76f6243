"""What each solution changed in its parent's code, within a number of bytes for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from kaggle_store.html.code import highlight, unified_diff
from kaggle_store.models.generated_code import GeneratedCode
from kaggle_store.report.scores import badness
from kaggle_store.report.solutions import Solution

BUDGET = 450_000
"""Characters of code in a report; what does not fit is named instead."""
LINES_OF_BEST = 400
LINES_OF_OTHERS = 120


@dataclass(frozen=True, slots=True)
class Change:
    """A solution's code, as its difference to the parent's, or as a whole where it has none."""

    solution: Solution
    parent: Solution | None
    html: Markup
    """Empty where it is equal to the parent's, or did not fit."""
    added: int
    removed: int
    is_shown: bool
    """Whether it fits into the report."""
    is_best: bool
    """Whether the best solution descends from it; these come first, and have colours."""

    @property
    def summary(self) -> str:
        """What changed, in words."""
        if self.parent is None:
            return f"new, {self.added:,} lines"
        if not self.added and not self.removed:
            return f"equal to #{self.parent.number}"
        return f"+{self.added:,} \N{MINUS SIGN}{self.removed:,} lines against #{self.parent.number}"


def changes_of(
    solutions: Sequence[Solution],
    way: Sequence[Solution],
    direction: str | None,
) -> list[Change]:
    """Return the change of each solution: first the way to the best one, then the best scores."""
    by_id = {each.code.id: each for each in solutions}
    on_way = {each.code.id for each in way}
    rest = [each for each in solutions if each.code.id not in on_way]
    rest.sort(key=lambda each: (*badness(each.score, direction), each.number))
    found, room = [], BUDGET
    for solution in (*way, *rest):
        parent = by_id.get(solution.parent) if solution.parent else None
        change = _change(solution, parent, is_best=solution.code.id in on_way)
        room -= len(change.html)
        found.append(change if room >= 0 else replace(change, html=Markup(""), is_shown=False))
        if room < 0:
            room += len(change.html)
    return found


def _change(solution: Solution, parent: Solution | None, *, is_best: bool) -> Change:
    text, language = _text_of(solution), solution.code.programming_language if is_best else ""
    lines = LINES_OF_BEST if is_best else LINES_OF_OTHERS
    if parent is None:
        html = highlight(text, language, max_lines=lines)
        return Change(solution, None, html, len(text.splitlines()), 0, True, is_best)
    diff = unified_diff(_text_of(parent), text, language=language, max_lines=lines)
    return Change(solution, parent, diff.html, diff.added, diff.removed, True, is_best)


def _text_of(solution: Solution) -> str:
    return solution.code.code_content if isinstance(solution.code, GeneratedCode) else ""
