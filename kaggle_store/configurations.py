"""`store.configurations`: settings that the modules share."""

from __future__ import annotations

from kaggle_store._operation import M
from kaggle_store.tables.configurations import ConfigurationsTable


class Configurations(ConfigurationsTable[M]):
    """Settings that the modules share."""
