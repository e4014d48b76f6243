"""`agent_runs.jsonl`: one journal becomes an execution with its code, jobs and findings.

A run without a competition gets a placeholder. Events without a table are kept in the execution's
`source_record`, under `events`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from kaggle_store import KaggleStore
from kaggle_store.models import (
    AgentExecution,
    AgentExecutionInsert,
    Competition,
    GeneratedCodeInsert,
    TrainingJobInsert,
)
from tests.real_data import agent_events as events
from tests.real_data.papers import to_record as review_to_event
from tests.real_data.placeholders import placeholder_competition
from tests.real_data.records import (
    Columns,
    Record,
    format_time,
    in_batches,
    parse_time,
    stable_id,
    unmapped_fields,
    without_nulls,
)

FILE = "agent_runs.jsonl"
BATCH = 50
"""Rows of code per call; each contains its source text."""


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the journals; yield 1 after each."""
    for record in records:
        _load_journal(store, record)
        yield 1


def to_record(store: KaggleStore, execution: AgentExecution) -> Record:
    """Rebuild a journal from its execution and the rows that refer to it."""
    code = list(store.generated_code.iterate_full(execution_id=execution.id))
    nodes = {row.id: str(row.source_record.get("node_id")) for row in code}
    jobs = store.training_jobs.iterate(execution_id=execution.id)
    reviews = store.research_results.iterate_full(execution_id=execution.id)
    found = [events.code_to_event(row, nodes) for row in code]
    found += map(events.job_to_event, jobs)
    found += map(review_to_event, reviews)
    kept: Any = execution.source_record["events"]
    in_order = sorted([*found, *kept], key=lambda event: int(event["seq"]))
    return {**_mapped_fields(execution.model_dump()), **execution.source_record, "events": in_order}


def _load_journal(store: KaggleStore, record: Record) -> None:
    execution_id = stable_id("agent_run", record["execution_id"])
    code, jobs, kept = _split_events(record, execution_id)
    row = _execution(record, _competition(store, record), kept)
    execution = store.agent_executions.create(**row)
    for files in in_batches(code, BATCH):
        store.generated_code.create_many(files)
    for runs in in_batches(jobs, BATCH):
        store.training_jobs.create_many(runs)
    reviews = [event for event in record["events"] if event["type"] == "review"]
    store.research_results.add_many(events.to_review(event, execution.id) for event in reviews)


def _competition(store: KaggleStore, record: Record) -> Competition:
    """Return the run's competition if it is stored, else a placeholder."""
    slug: str | None = record["competition"]
    if slug and (known := store.competitions.find(slug)):
        return known
    title = record.get("title") or record["execution_name"]
    kaggle_id = slug or f"agent-run-{record['execution_id']}"
    return placeholder_competition(store, kaggle_id, title, parse_time(record.get("completed_at")))


def _execution(
    record: Record, competition: Competition, kept: list[Record]
) -> AgentExecutionInsert:
    row: AgentExecutionInsert = {
        "id": stable_id("agent_run", record["execution_id"]),
        "competition_id": competition.id,
        "execution_name": record["execution_name"],
        "status": "completed",
        "current_step": 10,
        "started_at": parse_time(record.get("started_at")),
        "completed_at": events.end_of(record),
    }
    rest = unmapped_fields(record, _mapped_fields(row))
    return {**row, "source_record": {**rest, "events": kept}}


def _mapped_fields(row: Columns) -> Record:
    return without_nulls(
        {
            "execution_name": row["execution_name"],
            "started_at": format_time(row["started_at"]),
            "completed_at": format_time(row["completed_at"]),
        }
    )


def _split_events(
    record: Record, execution_id: UUID
) -> tuple[list[GeneratedCodeInsert], list[TrainingJobInsert], list[Record]]:
    """Split a journal's events into code, jobs, and those kept with the execution."""
    written = [event for event in record["events"] if event["type"] == "code_generated"]
    runs = [event for event in record["events"] if event["type"] == "training_run"]
    outcomes = {events.node_of(event): event["status"] for event in runs}
    code_by_node = {
        events.node_of(event): events.event_id(execution_id, event) for event in written
    }
    code = [
        events.to_code(
            event, execution_id, order, outcomes.get(events.node_of(event)), code_by_node
        )
        for order, event in enumerate(written, start=1)
    ]
    jobs = [
        events.to_job(
            event, execution_id, code_by_node[events.node_of(event)], events.end_of(record)
        )
        for event in runs
        if events.node_of(event) in code_by_node
    ]
    stored = {row.get("id") for row in (*code, *jobs)}
    kept = [
        event
        for event in record["events"]
        if event["type"] != "review" and events.event_id(execution_id, event) not in stored
    ]
    return code, jobs, kept
