"""How a store is emptied between two tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

_EMPTY = Path(__file__).with_name("empty.sql").read_bytes()


def empty(owner: psycopg.Connection[Any]) -> None:
    """Leave a store as the migrations make it."""
    owner.execute(_EMPTY)
