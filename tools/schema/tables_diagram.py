"""The diagram of the tables, as SVG: boxes in columns, links as lines in the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tools.schema.catalog import Catalog, Column, Table

WIDTH, GAP, MARGIN = 218, 46, 26
ROW, TITLE, SPACE = 18, 26, 18
LANE = 7
CHARACTERS = 28
"""Of a name and its type on one line; a longer type, mostly the name again, is left out."""


@dataclass(frozen=True, slots=True)
class Box:
    """A table in the diagram."""

    table: Table
    rows: list[Column]
    column: int
    y: int

    @property
    def x(self) -> int:
        """The left edge."""
        return MARGIN + self.column * (WIDTH + GAP)

    @property
    def height(self) -> int:
        """The height with its title."""
        return TITLE + len(self.rows) * ROW + 6

    def middle(self, name: str) -> int:
        """Return the height at which a column's row is."""
        index = [row.name for row in self.rows].index(name)
        return self.y + TITLE + 3 + index * ROW + ROW // 2


def draw(catalog: Catalog) -> str:
    """Return the diagram, without blank lines, so that it can stand in a Markdown page."""
    over = _lanes_over(catalog)
    boxes = _place(catalog, top=MARGIN + len(over) * LANE)
    width = 2 * MARGIN + 3 * WIDTH + 2 * GAP
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    lines = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="The tables of the store and their foreign keys">',
        '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
        *_links(boxes, over),
        *(line for box in boxes.values() for line in _box(box)),
        "</svg>",
    ]
    return "\n".join(lines)


def _ranks(catalog: Catalog) -> dict[str, int]:
    """Return how many links each table is away from one that has none."""

    def rank(name: str) -> int:
        others = set(catalog.tables[name].links.values()) - {name}
        return max((1 + rank(to) for to in others), default=0)

    return {name: rank(name) for name in catalog.tables}


def _place(catalog: Catalog, top: int) -> dict[str, Box]:
    ranks = _ranks(catalog)
    linked = {to for table in catalog.tables.values() for to in table.links.values()}

    def order(name: str) -> tuple[bool, int, str]:
        is_alone = not catalog.tables[name].links and name not in linked
        return is_alone, ranks[name], name

    bottoms = [top, top, top]
    boxes = {}
    for name in sorted(catalog.tables, key=order):
        table = catalog.tables[name]
        column = min(max(ranks[name] - 1, 0), 2)
        rows = [c for c in table.columns if c.is_key or c.is_enum or c.name in table.links]
        boxes[name] = box = Box(table, rows, column, bottoms[column])
        bottoms[column] += box.height + SPACE
    return boxes


def _lanes_over(catalog: Catalog) -> list[str]:
    """Return the tables that are linked to across a column: each has a lane above the boxes."""
    ranks = _ranks(catalog)
    column = {name: min(max(rank - 1, 0), 2) for name, rank in ranks.items()}
    return sorted(
        {
            to
            for name, table in catalog.tables.items()
            for to in table.links.values()
            if column[name] - column[to] > 1
        }
    )


def _links(boxes: dict[str, Box], over: list[str]) -> Iterator[str]:
    lanes: dict[tuple[int, str], int] = {}
    for box in boxes.values():
        for name, to in box.table.links.items():
            target = boxes[to]
            used = len([1 for gap, _ in lanes if gap == box.column])
            lane = lanes.setdefault((box.column, to), used)
            x, y = box.x - 9 - lane * LANE, box.middle(name)
            end = target.y + TITLE // 2
            if target.column == box.column:
                path = f"M{box.x} {y}H{x}V{end}H{target.x}"
            elif box.column - target.column == 1:
                path = f"M{box.x} {y}H{x}V{end}H{target.x + WIDTH}"
            else:
                above = MARGIN + over.index(to) * LANE - 8
                down = target.x + WIDTH + GAP - 9 - len(over) * LANE
                path = f"M{box.x} {y}H{x}V{above}H{down}V{end}H{target.x + WIDTH}"
            yield f'<path class="link" d="{path}" marker-end="url(#to)"/>'


def _box(box: Box) -> Iterator[str]:
    x, y = box.x, box.y
    yield f'<rect class="box" x="{x}" y="{y}" width="{WIDTH}" height="{box.height}" rx="5"/>'
    name = escape(box.table.name)
    yield f'<a href="#{name}"><text class="title" x="{x + 10}" y="{y + 18}">{name}</text></a>'
    yield f'<path class="rule" d="M{x} {y + TITLE}h{WIDTH}"/>'
    for row in box.rows:
        at = box.middle(row.name) + 4
        kind = "key" if row.is_key else "name"
        yield f'<text class="{kind}" x="{x + 10}" y="{at}">{escape(row.name)}</text>'
        type_ = row.type.replace("character varying", "varchar")
        type_ = type_.replace("timestamp with time zone", "timestamptz")
        if len(row.name) + len(type_) <= CHARACTERS:
            yield f'<text class="type" x="{x + WIDTH - 10}" y="{at}">{escape(type_)}</text>'
