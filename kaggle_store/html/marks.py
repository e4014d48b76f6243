"""States as a shape beside their colour, and bars of a share."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from kaggle_store import formats
from kaggle_store.formats import Tone, tone

_SHAPES: dict[Tone, str] = {
    "good": '<circle cx="6" cy="6" r="5"/>',
    "warn": '<path d="M6 .8 11.5 11H.5z"/>',
    "bad": '<path d="M1 1h10v10H1z"/>',
    "info": '<path d="M6 .2 11.8 6 6 11.8.2 6z"/>',
    "muted": '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2"/>',
}
"""Circle, triangle, square, diamond and ring: a state is readable without its colour."""


def mark(state: object, text: object = None, as_tone: Tone | None = None) -> str:
    """Return a state as a shape in its colour beside its words, or beside `text`."""
    name = as_tone or tone(state)
    shape = Markup('<svg class="shape" viewBox="0 0 12 12" aria-hidden="true">{}</svg>').format(
        Markup(_SHAPES[name])  # noqa: S704 - a constant
    )
    shown = str(state).replace("_", " ") if text is None else text
    return Markup('<span class="mark {}">{}{}</span>').format(name, shape, shown)


def share_bar(part: Decimal | float, whole: Decimal | float, label: str) -> str:
    """Return a bar of a part of a whole: warn from 80 %, bad from 100 %.

    Its words stand in `label`, for those who do not see it.
    """
    share = float(part) / float(whole) if whole else float(bool(part))
    name: Tone = "bad" if share >= 1 else "warn" if share >= 0.8 else "good"
    return Markup(
        '<svg class="share {}" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><rect class="track" width="100" height="6"/>'
        '<rect class="part" width="{}" height="6"/></svg>'
    ).format(name, f"{label}: {formats.percent(part, whole)}", f"{min(max(share, 0), 1) * 100:.1f}")
