"""Places and marks of a tree: one node after the other as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from markupsafe import escape

from kaggle_store.html._svg import Size, wrapped
from kaggle_store.html._text import clean, shortened
from kaggle_store.html._tree_layout import places
from kaggle_store.html._tree_marks import OUTLINES, circle, letters_of, words

Kind: TypeAlias = Literal["code", "job", "submission"]

WIDTH = 1000
"""Pixels that a tree fills at most, as long as its nodes stay ten pixels apart."""
_EDGES = (
    'stroke="var(--muted)" stroke-width="1" stroke-opacity="0.6"',
    'stroke="var(--accent)" stroke-width="2.5"',
)
_OPEN = 'fill="none" stroke="var(--accent)" stroke-width="1" stroke-dasharray="2 2"'
_DASHED = ' stroke-dasharray="3 2"'
SHADES = (0.15, 0.35, 0.55, 0.75, 1.0)
"""Opacity of the accent colour: one fifth of the scored nodes each, the best is full."""
_STEP = 30
_LEAST = 10
_ROW = 20
_LEVEL = 32
_CAPTION_ROW = 38
_MARGIN = 14
_INNER = WIDTH - 2 * _MARGIN
_LEGEND = 22
_CAPTION_STEP = 150
_LETTERED = 22
"""Pixels between nodes from which the letters of operators fit."""


@dataclass(frozen=True, slots=True)
class Node:
    """One solution of a tree: a file of code, a job or a submission.

    `title` is shown when the pointer rests on it, `caption` beside it; `href` makes it a link.
    """

    id: str
    parent: str | None = None
    score: float | None = None
    failed: bool = False
    kind: Kind = "code"
    title: str = ""
    caption: str = ""
    href: str = ""
    is_derived: bool = False
    """Whether the parent was not recorded but found by comparing; its edge is dashed."""
    operator: str = ""
    """How it was made from its parent: its letters stand beside the edge."""
    is_open: bool = False
    """Whether it is a leaf to expand next: it has a dashed ring."""


class Drawing:
    """A tree with the place of each node in pixels."""

    def __init__(
        self,
        nodes: Sequence[Node],
        way: set[str],
        shades: Mapping[str, float],
        ringed: str | None,
        *,
        has_links: bool,
    ) -> None:
        self._nodes = nodes
        self._way = way
        self._shades = shades
        self._ringed = ringed
        self._has_links = has_links
        self._cells = places({node.id: node.parent for node in nodes})
        depth = max(depth for depth, _ in self._cells.values())
        breadth = max(row for _, row in self._cells.values())
        self._has_captions = any(node.caption for node in nodes)
        # What is broad grows downwards, so that it needs less room.
        self._is_down = depth < breadth <= _INNER // _LEAST and not self._has_captions
        across, down = (breadth, depth) if self._is_down else (depth, breadth)
        fitting = min(max(_INNER // max(across, 1), _LEAST), _STEP)
        self._step = _CAPTION_STEP if self._has_captions else fitting
        self._row = _CAPTION_ROW if self._has_captions else _LEVEL if self._is_down else _ROW
        self._radius = min(6, self._step // 2 - 1)
        width = 2 * _MARGIN + across * self._step + self._has_captions * _CAPTION_STEP
        self._letters = letters_of(node.operator for node in nodes if self._step >= _LETTERED)
        below = 18 if self._has_captions else _LEGEND + _LEGEND * bool(self._letters)
        least = 460 if any(node.is_open for node in nodes) else 420
        self.size = Size(max(width, least), 2 * _MARGIN + down * self._row + below)

    def _place(self, id: str) -> tuple[int, int]:
        depth, row = self._cells[id]
        across, down = (row, depth) if self._is_down else (depth, row)
        return _MARGIN + across * self._step, _MARGIN + down * self._row

    def edges(self) -> str:
        """Return the edges, those to the best node last and thick."""
        paths: dict[tuple[bool, bool], str] = {}
        for node in self._nodes:
            if node.parent in self._cells and self._cells[node.id][0] > 0:
                kind = node.id in self._way, node.is_derived
                paths[kind] = paths.get(kind, "") + self._edge(node.parent, node.id)
        return "".join(
            f'<path d="{path}" fill="none" {_EDGES[is_best]}{_DASHED if is_derived else ""}/>'
            for (is_best, is_derived), path in sorted(paths.items())
        )

    def _edge(self, parent: str | None, child: str) -> str:
        (left, top), (right, bottom) = self._place(parent or child), self._place(child)
        if top == bottom or left == right:
            return f"M{left} {top}L{right} {bottom}"
        if self._is_down:
            middle = (top + bottom) // 2
            return f"M{left} {top}C{left} {middle} {right} {middle} {right} {bottom}"
        middle = (left + right) // 2
        return f"M{left} {top}C{middle} {top} {middle} {bottom} {right} {bottom}"

    def marks(self) -> str:
        """Return the nodes."""
        return "".join(map(self._mark, self._nodes))

    def _mark(self, node: Node) -> str:
        left, top = self._place(node.id)
        shape = f"<title>{escape(clean(node.title))}</title>" if node.title else ""
        shape += self._shape(node, left, top) + self._letter(node, left, top)
        if node.caption:
            shape += words(left - self._radius, top + 20, shortened(node.caption, 24), "text")
        if not (node.href and self._has_links):
            return f"<g>{shape}</g>"
        name = escape(clean(node.title or node.caption or node.id))
        return f'<a href="{escape(clean(node.href))}" aria-label="{name}">{shape}</a>'

    def _shape(self, node: Node, left: int, top: int) -> str:
        size = self._radius
        if node.failed:
            arm = size - 2
            cross = (
                f"M{left - arm} {top - arm}l{2 * arm} {2 * arm}m0 {-2 * arm}l{-2 * arm} {2 * arm}"
            )
            return f'<path d="{cross}" stroke="var(--bad)" stroke-width="2" fill="none"/>'
        outline = OUTLINES[node.kind](left, top, size)
        fill = f'fill="var(--bg)"/><path d="{outline}" fill="var(--accent)"'
        shade = self._shades.get(node.id)
        fill = f'{fill} fill-opacity="{shade}"' if shade else 'fill="var(--bg)"'
        stroke = "var(--accent)" if shade else "var(--muted)"
        shape = f'<path d="{outline}" {fill} stroke="{stroke}" stroke-width="1.5"/>'
        if node.id == self._ringed:
            ring = OUTLINES[node.kind](left, top, size + 3)
            shape += f'<path d="{ring}" fill="none" stroke="var(--text)" stroke-width="1.5"/>'
        if node.is_open:
            size += 5 if node.id == self._ringed else 3
            shape += f'<path d="{OUTLINES[node.kind](left, top, size)}" {_OPEN}/>'
        return shape

    def _letter(self, node: Node, left: int, top: int) -> str:
        """Return the letters of a node's operator, beside the end of its edge."""
        letters = self._letters.get(node.operator)
        if not letters:
            return ""
        if self._is_down:
            return words(left + self._radius + 3, top - 5, letters, "muted", size=9)
        before = max(left - self._radius - 4 - 6 * len(letters), 0)
        return words(before, top - 3, letters, "muted", size=9)

    def legend(self, notes: Sequence[str]) -> str:
        """Return one line that explains the marks."""
        if self._has_captions:
            return ""
        top = self.size.height - 7 - _LEGEND * bool(self._letters)
        parts = [
            '<circle cx="14" cy="{0}" r="5" fill="var(--bg)" stroke="var(--muted)"'
            ' stroke-width="1.5"/>',
            words(24, top, "no score", "muted"),
            f'<path d="M80 {top - 8}l8 8m0 -8l-8 8" stroke="var(--bad)" stroke-width="2"/>',
            words(94, top, "failed", "muted"),
        ]
        if self._shades:
            parts += [
                f'<circle cx="{144 + 13 * number}" cy="{top - 4}" r="5" fill="var(--accent)"'
                f' fill-opacity="{shade}" stroke="var(--accent)"/>'
                for number, shade in enumerate(SHADES)
            ]
            parts.append(words(206, top, "worse to better, best ringed", "muted"))
        if any(node.is_open for node in self._nodes):
            parts.append(f'<path d="{circle(384, top - 4, 6)}" {_OPEN}/>')
            parts.append(words(396, top, "open leaf", "muted"))
        parts += [words(460, top, text, "muted") for text in wrapped(notes, 10_000)]
        if self._letters:
            named = ", ".join(
                f"{short} {shortened(name, 20)}" for name, short in self._letters.items()
            )
            parts.append(words(9, top + _LEGEND, shortened(named, self.size.width // 6), "muted"))
        return "".join(parts).replace("{0}", str(top - 4))
