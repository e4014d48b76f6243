"""`agent_runs.jsonl`: one journal becomes one execution with its code, jobs and findings.

A run that names no competition gets one of its own. Events of kinds that no table knows stay with
the execution, in `source_record`, under `events`.
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
from tests.real_data.own import own_competition
from tests.real_data.papers import to_record as whole
from tests.real_data.records import (
    Columns,
    Record,
    as_text,
    identity,
    in_batches,
    instant,
    left_over,
    said,
)

FILE = "agent_runs.jsonl"
BATCH = 50
"""Rows of code a call; each brings its text."""


def read(folder: Path) -> list[Record]:
    """Read the file's records."""
    with (folder / FILE).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def load(store: KaggleStore, records: list[Record]) -> Iterator[int]:
    """Store the journals, and tell after each."""
    for record in records:
        _load_journal(store, record)
        yield 1


def to_record(store: KaggleStore, execution: AgentExecution) -> Record:
    """Rebuild a journal from its execution and everything that hangs on it."""
    code = store.generated_code.iterate_full(execution_id=execution.id)
    jobs = store.training_jobs.iterate(execution_id=execution.id)
    reviews = store.research_results.iterate_full(execution_id=execution.id)
    found = [*map(events.code_to_event, code), *map(events.job_to_event, jobs)]
    found += map(whole, reviews)
    kept: Any = execution.source_record["events"]
    in_order = sorted([*found, *kept], key=lambda event: int(event["seq"]))
    return {**_told(execution.model_dump()), **execution.source_record, "events": in_order}


def _load_journal(store: KaggleStore, record: Record) -> None:
    execution_id = identity("agent_run", record["execution_id"])
    code, jobs, kept = _sorted_out(record, execution_id)
    row = _execution(record, _competition(store, record), kept)
    execution = store.agent_executions.create(**row)
    for files in in_batches(code, BATCH):
        store.generated_code.create_many(files)
    for runs in in_batches(jobs, BATCH):
        store.training_jobs.create_many(runs)
    reviews = [event for event in record["events"] if event["type"] == "review"]
    store.research_results.add_many(events.to_review(event, execution.id) for event in reviews)


def _competition(store: KaggleStore, record: Record) -> Competition:
    """Return the competition that a run names, if it is known, else one of the run's own."""
    slug: str | None = record["competition"]
    if slug and (known := store.competitions.find(slug)):
        return known
    title = record.get("title") or record["execution_name"]
    kaggle_id = slug or f"agent-run-{record['execution_id']}"
    return own_competition(store, kaggle_id, title, instant(record.get("completed_at")))


def _execution(
    record: Record, competition: Competition, kept: list[Record]
) -> AgentExecutionInsert:
    row: AgentExecutionInsert = {
        "id": identity("agent_run", record["execution_id"]),
        "competition_id": competition.id,
        "execution_name": record["execution_name"],
        "status": "completed",
        "current_step": 10,
        "started_at": instant(record.get("started_at")),
        "completed_at": events.end_of(record),
    }
    rest = left_over(record, _told(row))
    return {**row, "source_record": {**rest, "events": kept}}


def _told(row: Columns) -> Record:
    return said(
        {
            "execution_name": row["execution_name"],
            "started_at": as_text(row["started_at"]),
            "completed_at": as_text(row["completed_at"]),
        }
    )


def _sorted_out(
    record: Record, execution_id: UUID
) -> tuple[list[GeneratedCodeInsert], list[TrainingJobInsert], list[Record]]:
    """Part a journal's events into code, jobs, and those that stay with the execution."""
    written = [event for event in record["events"] if event["type"] == "code_generated"]
    runs = [event for event in record["events"] if event["type"] == "training_run"]
    outcomes = {events.place_of(event): event["status"] for event in runs}
    code = [
        events.to_code(event, execution_id, order, outcomes.get(events.place_of(event)))
        for order, event in enumerate(written, start=1)
    ]
    code_at = {events.place_of(event): events.event_id(execution_id, event) for event in written}
    jobs = [
        events.to_job(event, execution_id, code_at[events.place_of(event)], events.end_of(record))
        for event in runs
        if events.place_of(event) in code_at
    ]
    stored = {row.get("id") for row in (*code, *jobs)}
    kept = [
        event
        for event in record["events"]
        if event["type"] != "review" and events.event_id(execution_id, event) not in stored
    ]
    return code, jobs, kept
