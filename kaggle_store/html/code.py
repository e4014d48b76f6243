"""Source code as HTML: highlighted, or as the difference of two texts.

The code is data: it is never imported or executed, and each of its characters is escaped. What is
too large is cut, and the result says so. The classes are those of `stylesheet()`, whose colours
have AA contrast in light and dark; no element has a style of its own.

Needs the extra `ui` or `report`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kaggle_store.html._comparison import Opcode, compare
from kaggle_store.html._tokens import CLASSES, lines_of, marked_lines

__all__ = ["Diff", "highlight", "stylesheet", "unified_diff"]

MOST_LINES = 2_000
"""Lines of highlighted code."""
MOST_DIFF_LINES = 400
"""Lines of a diff."""

LIGHT = {
    "keyword": "#7a3ec8",
    "string": "#0a5c36",
    "comment": "#55606c",
    "number": "#0550ae",
    "name": "#8a3a00",
}
DARK = {
    "keyword": "#d2a8ff",
    "string": "#7ee2a8",
    "comment": "#a7b1bd",
    "number": "#79c0ff",
    "name": "#ffb077",
}
"""Colours of code in each scheme."""


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference of two texts."""

    html: Markup
    """A `<pre class="diff">`; empty for equal texts."""
    added: int
    """Lines that only the newer text has."""
    removed: int
    """Lines that only the older text has."""
    is_cut: bool
    """Whether not all of it is shown; then its last line says so."""


def highlight(code: str, language: str = "python", *, max_lines: int = MOST_LINES) -> Markup:
    """Return code as `<pre class="code">`, at most `max_lines` lines of it.

    Code in a language that Pygments does not know, such as "", or with more than 200,000
    characters, has no colours.
    """
    lines = lines_of(code)
    shown = marked_lines(lines[:max_lines], language)
    if len(lines) > len(shown):
        shown.append(_cut_note(len(lines) - len(shown)))
    text = "\n".join(shown)
    return Markup(f'<pre class="code"><code>{text}</code></pre>')  # noqa: S704  lines are escaped


def unified_diff(
    before: str,
    after: str,
    *,
    language: str = "python",
    context: int = 3,
    max_lines: int = MOST_DIFF_LINES,
) -> Diff:
    """Return the difference of two texts with the old lines above the new ones.

    `context` equal lines stand around each change. Where more than 5,000 lines differ they are not
    compared: all old ones count as removed and all new ones as added.
    """
    old, new = lines_of(before), lines_of(after)
    found = compare(old, new, context)
    if not found.hunks:
        return Diff(Markup(""), found.added, found.removed, is_cut=False)
    marked = marked_lines(old, language), marked_lines(new, language)
    rows = [row for hunk in found.hunks for row in _rows(hunk, *marked)]
    shown = rows[:max_lines]
    if len(rows) > len(shown):
        shown.append(_cut_note(len(rows) - len(shown)))
    html = Markup(f'<pre class="diff"><code>{"".join(shown)}</code></pre>')  # noqa: S704  lines are escaped
    return Diff(html, found.added, found.removed, is_cut=len(rows) > max_lines)


@functools.cache
def stylesheet() -> str:
    """Return the CSS of code and diffs, in light and dark; it belongs beside `style.css`."""
    return "\n".join(
        (
            f":root{{{_variables(LIGHT)}}}",
            f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}",
            *(f"{name}{{color:var(--code-{colour})}}" for name, colour in _selectors()),
            _LAYOUT,
        )
    )


_LAYOUT = """\
.code,.diff{font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;tab-size:4}
.code,.diff code{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
.code i,.diff i{font-style:normal}
pre.diff{margin:0}
pre.diff ins,pre.diff del,pre.diff span{display:block;text-decoration:none}
.diff ins{background:var(--added)}
.diff del{background:var(--removed)}
.diff .hunk,.code .cut,.diff .cut{color:var(--code-comment)}"""


def _rows(hunk: Sequence[Opcode], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield f'<span class="hunk">{_heading(hunk)}\n</span>'
    for kind, a, b, c, d in hunk:
        if kind == "equal":
            yield from (f"<span>  {line}\n</span>" for line in new[c:d])
            continue
        yield from (f"<del>- {line}\n</del>" for line in old[a:b])
        yield from (f"<ins>+ {line}\n</ins>" for line in new[c:d])


def _heading(hunk: Sequence[Opcode]) -> str:
    """Return the lines of a hunk in the notation of `diff -u`."""
    a, b, c, d = hunk[0][1], hunk[-1][2], hunk[0][3], hunk[-1][4]
    return f"@@ -{min(a + 1, b)},{b - a} +{min(c + 1, d)},{d - c} @@"


def _cut_note(lines: int) -> str:
    return f'<span class="cut">… {lines:,} more lines</span>'


def _variables(colours: dict[str, str]) -> str:
    return ";".join(f"--code-{name}:{colour}" for name, colour in colours.items())


def _selectors() -> Iterator[tuple[str, str]]:
    for name, colour in CLASSES.items():
        yield f"code .{name}", colour
