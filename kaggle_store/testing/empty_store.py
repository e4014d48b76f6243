"""Empty a store between two tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

_EMPTY = Path(__file__).with_name("empty_store.sql").read_bytes()


def empty(owner: psycopg.Connection[Any]) -> None:
    """Reset a store's rows, keys and clock to their state after the migrations.

    It needs a connection of the schema's owner, `postgres`, with autocommit. Settings that tests
    have changed with SQL, such as those of upkeep, stay as they are.
    """
    owner.execute(_EMPTY)
