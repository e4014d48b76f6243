"""Max rows of a server: PostgREST cuts every longer list, and its response does not show it."""

from __future__ import annotations

import math
import time

TRUSTED_SECONDS = 60.0
"""How long a measurement is used; the setting of a running project hardly ever changes."""


class MaxRows:
    """Max rows as a client last measured it; 1,000 stands for that and more."""

    def __init__(self) -> None:
        self._rows = 0
        self._until = -math.inf

    @property
    def known(self) -> int | None:
        """The last measurement, or None if there is none of the last minute."""
        return self._rows if time.monotonic() < self._until else None

    def learn(self, rows: int) -> None:
        """Store a measurement."""
        self._rows, self._until = rows, time.monotonic() + TRUSTED_SECONDS
