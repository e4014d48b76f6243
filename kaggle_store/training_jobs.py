"""`store.training_jobs`: models in training, with their hyperparameters and scores."""

from __future__ import annotations

from kaggle_store._operation import M
from kaggle_store.tables.training_jobs import TrainingJobsTable


class TrainingJobs(TrainingJobsTable[M]):
    """Models in training, with their hyperparameters and scores."""
