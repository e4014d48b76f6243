"""The diagram of an execution's states, as SVG: one below the other, later rounds as arcs."""

from __future__ import annotations

from collections.abc import Iterator

WIDTH, HEIGHT, STEP, LEFT, TOP = 150, 28, 52, 16, 12
ARC, SIDE = 26, 330
ENDS = ("human_review", "failed", "cancelled")


def draw(labels: list[str], moves: set[tuple[str, str]]) -> str:
    """Return the diagram for the states in their order, without blank lines.

    States that every live state may change to are drawn beside the others.
    """
    chain = [label for label in labels if label not in ENDS]
    live = {before for before, _ in moves}
    for end in ENDS:
        missing = live - {before for before, after in moves if after == end} - {end}
        if missing:
            raise ValueError(f"not every live state may change to {end}: {missing}")
    height = 2 * TOP + (len(chain) - 1) * STEP + HEIGHT
    width = SIDE + WIDTH + LEFT
    lines = [
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="The states of an execution and the moves between them">',
        '<defs><marker id="move" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        'markerHeight="7" orient="auto-start-reverse"><path class="head" d="M0 0L8 4L0 8z"/>'
        "</marker></defs>",
        *_moves(chain, moves),
        *(_state(label, LEFT, TOP + i * STEP) for i, label in enumerate(chain)),
        *_ends(height),
        "</svg>",
    ]
    return "\n".join(lines)


def _moves(chain: list[str], moves: set[tuple[str, str]]) -> Iterator[str]:
    at = {label: index for index, label in enumerate(chain)}
    drawn = sorted((at[a], at[b]) for a, b in moves if a in at and b in at)
    backwards = [(a, b) for a, b in drawn if b != a + 1]
    for before, after in drawn:
        if after == before + 1:
            y = TOP + before * STEP + HEIGHT
            path = f"M{LEFT + WIDTH // 2} {y}v{STEP - HEIGHT}"
        else:
            lane = backwards.index((before, after))
            x, bend = LEFT + WIDTH, 14 + lane * 10
            start = TOP + before * STEP + 6 + 4 * lane
            end = TOP + after * STEP + HEIGHT - 6 - 4 * lane % HEIGHT
            path = f"M{x} {start}h{bend}V{end}H{x}"
        yield f'<path class="link" d="{path}" marker-end="url(#move)"/>'


def _ends(height: int) -> Iterator[str]:
    x = SIDE - ARC
    yield f'<path class="brace" d="M{x - 12} {TOP}h12V{height - TOP - STEP}h-12"/>'
    middle = (height - STEP) // 2
    for index, label in enumerate(ENDS):
        y = middle + (index - 1) * STEP - HEIGHT // 2
        both = ' marker-start="url(#move)"' if label == "human_review" else ""
        line = f"M{SIDE} {y + HEIGHT // 2}H{x}" if both else f"M{x} {y + HEIGHT // 2}H{SIDE}"
        yield f'<path class="link" d="{line}" marker-end="url(#move)"{both}/>'
        yield _state(label, SIDE, y)
    y = middle + 2 * STEP
    yield f'<text class="type" x="{SIDE + WIDTH}" y="{y}">from every live state</text>'


def _state(label: str, x: int, y: int) -> str:
    return (
        f'<rect class="box" x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="14"/>'
        f'<text class="state" x="{x + WIDTH // 2}" y="{y + HEIGHT // 2 + 4}">{label}</text>'
    )
