"""The changes of state of an execution and its rows, from the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kaggle_store.models.audit_log import AuditEntry
from kaggle_store.report.reading import Run

MOST = 250
"""Changes that are listed; those of jobs are the first to be left out."""
WORDS = {
    "agent_executions": "execution",
    "gpu_sessions": "GPU session",
    "human_interventions": "intervention",
    "submissions": "submission",
    "training_jobs": "job",
}


@dataclass(frozen=True, slots=True)
class StateChange:
    """A row's change from one state to another; `before` is empty for a new row."""

    at: datetime
    kind: str
    name: str
    before: str
    after: str
    by: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The listed changes, oldest first, and how many there are in all."""

    shown: Sequence[StateChange]
    total: int


def timeline_of(run: Run) -> Timeline:
    """Return the changes of state; of too many, those of jobs and then the oldest are left out."""
    names, times = _names(run), _times(run)
    found = [each for entry in run.changes if (each := _change(entry, names, times))]
    ranked = sorted(found, key=lambda each: (each.kind != "job", each.at), reverse=True)
    return Timeline(sorted(ranked[:MOST], key=lambda each: each.at), len(found))


def _change(
    entry: AuditEntry, names: Mapping[UUID, str], times: Mapping[UUID, datetime]
) -> StateChange | None:
    kind = WORDS.get(entry.table_name)
    before, after = _state(entry.old_values), _state(entry.new_values)
    if kind is None or not after or before == after:
        return None
    # A row may be imported with the state that it reached elsewhere, long before.
    at = entry.occurred_at if before else times.get(entry.row_id, entry.occurred_at)
    name = names.get(entry.row_id, "")
    return StateChange(at, kind, name, before, after, entry.actor or entry.actor_role)


def _state(values: object) -> str:
    found = values if isinstance(values, dict) else {}
    return str(found.get("status") or found.get("submission_status") or "")


def _names(run: Run) -> dict[UUID, str]:
    """Return what each row is called; the execution itself needs no name."""
    names = {job.id: job.job_name for job in run.jobs}
    names |= {each.id: f"{each.provider} {each.instance_type}" for each in run.sessions}
    names |= {each.id: each.submission_file_path for each in run.submissions}
    return names | {each.id: each.title for each in run.interventions}


def _times(run: Run) -> dict[UUID, datetime]:
    """Return when each row that was stored after its end had ended."""
    times = {run.execution.id: run.execution.completed_at}
    times |= {job.id: job.completed_at for job in run.jobs}
    times |= {each.id: each.terminated_at for each in run.sessions}
    times |= {each.id: each.scored_at or each.submitted_at for each in run.submissions}
    times |= {each.id: each.responded_at for each in run.interventions}
    stored = {entry.row_id: entry.occurred_at for entry in reversed(run.changes)}
    return {id: at for id, at in times.items() if at and id in stored and at < stored[id]}
