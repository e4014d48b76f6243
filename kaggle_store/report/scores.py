"""Compare scores by a competition's direction."""

from __future__ import annotations

import math
from collections.abc import Iterable


def best_of(scores: Iterable[float | None], direction: str | None) -> float | None:
    """Return the best finite score; None without one, or without a direction."""
    finite = [score for score in scores if score is not None and math.isfinite(score)]
    if not finite or direction not in {"maximize", "minimize"}:
        return None
    return max(finite) if direction == "maximize" else min(finite)


def badness(score: float | None, direction: str | None) -> tuple[bool, float]:
    """Return a key that sorts the best score first and missing ones last."""
    if score is None or not math.isfinite(score):
        return True, 0.0
    return False, -score if direction == "maximize" else score
