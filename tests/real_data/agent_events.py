"""Map events of an agent's journal to rows and back.

`code_generated` becomes generated code, `training_run` a training job of that code, and `review`,
which a model wrote, a research result about the code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from kaggle_store.models import (
    CodeType,
    GeneratedCode,
    GeneratedCodeInsert,
    ResearchRow,
    TrainingJob,
    TrainingJobInsert,
    ValidationStatus,
)
from tests.real_data.records import (
    LONG_AGO,
    Columns,
    Record,
    format_time,
    parse_time,
    stable_id,
    unmapped_fields,
    without_nulls,
)

_CODE_TYPES: dict[str, CodeType] = {
    "pre_eda": "eda",
    "deep_eda": "eda",
    "data_cleaning": "preprocessing",
    "feature_engineering": "preprocessing",
}
_OPERATORS = {"is_seed_node": "seed", "hyperparam_name": "tune", "ablation_name": "ablate"}
"""The operator of a node that has this field."""
_VALIDATION: dict[str | None, ValidationStatus] = {"completed": "valid", "failed": "invalid"}


def event_id(execution_id: UUID, event: Record) -> UUID:
    """Return the id of the row of an event."""
    return stable_id(execution_id, event["seq"])


def node_of(event: Record) -> str | None:
    """Return the key that links a run to its code: the search tree node, else the stage."""
    node: str | None = event.get("node_id") or event.get("stage")
    return node


def operator_of(event: Record) -> str | None:
    """Return how a node was made, if its journal names it."""
    return next((name for key, name in _OPERATORS.items() if event.get(key)), None)


def to_code(
    event: Record,
    execution_id: UUID,
    order: int,
    run_status: str | None,
    code_by_node: Mapping[str | None, UUID],
) -> GeneratedCodeInsert:
    """Map code to a row; its validation status follows from the run's status."""
    parent = event.get("parent_id")
    path = event["file_name"]
    row: GeneratedCodeInsert = {
        "id": event_id(execution_id, event),
        "execution_id": execution_id,
        "parent_id": code_by_node.get(parent) if parent else None,
        "operator": operator_of(event),
        "code_type": _CODE_TYPES.get(str(event.get("stage")), "training"),
        "file_name": PurePosixPath(path).name,
        "file_path": path,
        "code_content": event["content"],
        "programming_language": event["language"],
        "execution_order": order,
        "validation_status": _VALIDATION.get(run_status, "needs_review"),
        "model_api_used": event.get("model"),
    }
    if written := parse_time(event.get("t")):
        row["created_at"] = written
    fields = _fields_of_code(row, parent if row["parent_id"] else None)
    return {**row, "source_record": unmapped_fields(event, fields)}


def code_to_event(row: GeneratedCode, nodes: Mapping[UUID, str]) -> Record:
    """Rebuild the event from its row; `nodes` are the node ids of the execution's files."""
    parent = nodes[row.parent_id] if row.parent_id else None
    return {**_fields_of_code(row.model_dump(), parent), **row.source_record}


def _fields_of_code(row: Columns, parent: str | None) -> Record:
    return without_nulls(
        {
            "type": "code_generated",
            "t": format_time(row.get("created_at")),
            "parent_id": parent,
            "file_name": row["file_path"],
            "language": row["programming_language"],
            "content": row["code_content"],
            "model": row["model_api_used"],
        }
    )


def to_job(event: Record, execution_id: UUID, code_id: UUID, ended: datetime) -> TrainingJobInsert:
    """Map a run to a row with rounded minutes; `source_record` keeps the exact seconds."""
    started_at, metric, seconds = (
        parse_time(event.get("t")),
        event.get("metric"),
        event.get("exec_time_s"),
    )
    is_score = isinstance(metric, float) and math.isfinite(metric)
    row: TrainingJobInsert = {
        "id": event_id(execution_id, event),
        "execution_id": execution_id,
        "code_id": code_id,
        "job_name": node_of(event) or f"event {event['seq']}",
        "status": "failed" if event["status"] == "failed" else "completed",
        "started_at": started_at,
        "completed_at": started_at + timedelta(seconds=seconds or 0) if started_at else ended,
        "runtime_minutes": None if seconds is None else round(Decimal(str(seconds)) / 60, 6),
        "best_validation_score": metric if is_score else None,
        "metrics": None if is_score else metric,
        "error_message": _error(event),
    }
    return {**row, "source_record": unmapped_fields(event, _fields_of_job(row))}


def job_to_event(row: TrainingJob) -> Record:
    """Rebuild the event from its row."""
    return {**_fields_of_job(row.model_dump()), **row.source_record}


def _fields_of_job(row: Columns) -> Record:
    score, metrics = row["best_validation_score"], row["metrics"]
    return without_nulls(
        {
            "type": "training_run",
            "t": format_time(row["started_at"]),
            "status": row["status"],
            "metric": metrics if score is None else score,
        }
    )


def _error(event: Record) -> str | None:
    kind, info = event.get("exc_type"), event.get("exc_info")
    if kind is None:
        return None
    words: Any = info.get("args", ()) if isinstance(info, Mapping) else ()
    return f"{kind}: {', '.join(map(str, words))}" if words else str(kind)


def to_review(event: Record, execution_id: UUID) -> ResearchRow:
    """Map a review to a row with the whole review as raw response."""
    return {
        "id": event_id(execution_id, event),
        "execution_id": execution_id,
        "research_type": "code_examples",
        "query_text": f"review of {node_of(event)}",
        "source_api": event["by"],
        "raw_response": event,
        "external_id": f"event {event['seq']}",
    }


def end_of(record: Record) -> datetime:
    """Return the end of an agent's run, at least the latest time in its journal."""
    if ended := parse_time(record.get("completed_at")):
        return ended
    times = [record.get("started_at"), *(event.get("t") for event in record["events"])]
    return max((time for text in times if (time := parse_time(text))), default=LONG_AGO)
