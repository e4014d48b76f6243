"""Rows that other rows of the tests reference, created on first use."""

from __future__ import annotations

from functools import cached_property

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, Competition, GeneratedCode, TrainingJob


class Samples:
    """A competition, an execution in it, and a code file and a job of that execution."""

    def __init__(self, store: KaggleStore) -> None:
        self._store = store

    @cached_property
    def competition(self) -> Competition:
        return self._store.competitions.create(kaggle_id="titanic", title="Titanic")

    @cached_property
    def execution(self) -> AgentExecution:
        return self._store.agent_executions.create(
            competition_id=self.competition.id, execution_name="gradient boosting"
        )

    @cached_property
    def code(self) -> GeneratedCode:
        return self._store.generated_code.create(
            execution_id=self.execution.id,
            code_type="training",
            file_name="train.py",
            code_content="print('hello')",
        )

    @cached_property
    def job(self) -> TrainingJob:
        return self._store.training_jobs.create(
            execution_id=self.execution.id, code_id=self.code.id, job_name="first"
        )
