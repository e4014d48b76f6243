"""`store.gpu_sessions`: machines rented by the hour, what they cost and when they stop."""

from __future__ import annotations

from kaggle_store._operation import M
from kaggle_store.tables.gpu_sessions import GpuSessionsTable


class GpuSessions(GpuSessionsTable[M]):
    """Machines rented by the hour, what they cost and when they stop."""
