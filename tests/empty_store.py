"""Empty a store between two tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg

_EMPTY = Path(__file__).with_name("empty_store.sql").read_bytes()


def empty(owner: psycopg.Connection[Any]) -> None:
    """Reset a store to its state after the migrations."""
    owner.execute(_EMPTY)
