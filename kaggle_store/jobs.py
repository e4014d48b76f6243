"""What `work()` yields, as names for annotations."""

from __future__ import annotations

from typing import TypeAlias

from kaggle_store.client import AsyncKaggleStore, KaggleStore
from kaggle_store.resources.agent_executions import ExecutionWork
from kaggle_store.resources.training_jobs import TrainingWork

__all__ = ["AsyncJob", "AsyncTrainingJobWork", "Job", "TrainingJobWork"]

Job: TypeAlias = ExecutionWork[KaggleStore]
"""An execution held under a lease: what `agent_executions.work` of `KaggleStore` yields."""

AsyncJob: TypeAlias = ExecutionWork[AsyncKaggleStore]
"""An execution held under a lease: what `agent_executions.work` of `AsyncKaggleStore` yields."""

TrainingJobWork: TypeAlias = TrainingWork[KaggleStore]
"""A training job held under a lease: what `training_jobs.work` of `KaggleStore` yields."""

AsyncTrainingJobWork: TypeAlias = TrainingWork[AsyncKaggleStore]
"""A training job held under a lease: what `training_jobs.work` of `AsyncKaggleStore` yields."""
