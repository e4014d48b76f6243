"""`store.execution_steps`: results of steps that a stage keeps, so that they are made once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from kaggle_store._requests.operation import M, Op, operation
from kaggle_store._requests.rpc import RowsFunction
from kaggle_store.models.execution_steps import ExecutionStep
from kaggle_store.models.functions import RecordStepArgs
from kaggle_store.resources._tables.execution_steps import ExecutionStepsTable

_record = RowsFunction("record_step", RecordStepArgs, ExecutionStep)


class ExecutionSteps(ExecutionStepsTable[M]):
    """Results of steps that a stage keeps. Lists leave `result` out."""

    @operation
    def record(
        self,
        *,
        execution_id: UUID,
        lease_id: UUID,
        round: int,
        name: str,
        result: Any,
        duration_seconds: float | None = None,
    ) -> Op[ExecutionStep]:
        """Record the result of a step under the execution's lease, and return it as stored.

        A step of this name and round that exists already is returned instead, unchanged. `round` is
        the execution's current one, or 0 for a step of the whole execution. `result` is JSON of at
        most 1 MiB. Raises `LeaseLost`, `RoundEnded` for another round, and `TooManySteps` after
        10,000 of an execution.
        """
        asked = {
            "execution_id": execution_id,
            "lease_id": lease_id,
            "round": round,
            "name": name,
            "result": result,
            "duration_seconds": duration_seconds,
        }
        return _record.row("execution_steps.record", asked)
