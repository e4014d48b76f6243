"""Audited tables, in a module that imports no pydantic: the help of the command names them."""

from typing import Literal, TypeAlias

AuditedTable: TypeAlias = Literal[
    "agent_executions",
    "configurations",
    "gpu_sessions",
    "human_interventions",
    "members",
    "submissions",
    "training_jobs",
]
"""The tables whose changes the database records."""
