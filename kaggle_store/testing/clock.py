"""Shift a throw-away store's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

import psycopg


class Clock:
    """The clock of a store's database, which decides deadlines, leases and retention.

    It needs a connection of the schema's owner, `postgres`. The process's own clock is unchanged.
    """

    def __init__(self, owner: psycopg.Connection[Any]) -> None:
        self._owner = owner

    def shift(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> datetime:
        """Move the clock forward (or back, if negative) by this much; return the new time."""
        by = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self._owner.execute("update kaggle_store.clock set shift = shift + %s", [by])
        return self.now()

    def reset(self) -> None:
        """Set the clock to the present time."""
        self._owner.execute("update kaggle_store.clock set shift = '0'")

    def now(self) -> datetime:
        """Return the store's time."""
        (time,) = self._owner.execute("select kaggle_store.now()").fetchall()[0]
        return cast("datetime", time)
