"""A long run: many solutions whose code is as long as that of real agents."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID, uuid4

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, GeneratedCodeInsert, TrainingJobInsert
from tests.report.rows import START

LINES = 150
"""Lines of one file, as in the journals of real agents: about seven kilobytes."""


def add_long_run(store: KaggleStore, size: int) -> AgentExecution:
    """Store an execution with so many solutions; each changes a third of its parent's lines."""
    rng = random.Random(size)
    competition = store.competitions.create(
        kaggle_id="long", title="Long", metric_direction="maximize"
    )
    execution = store.agent_executions.create(
        competition_id=competition.id, execution_name="a long run"
    )
    ids = [uuid4() for _ in range(size)]
    texts: list[list[str]] = []
    code: list[GeneratedCodeInsert] = []
    for number in range(size):
        parent = rng.randrange(number) if number else None
        texts.append(_changed(texts[parent] if parent is not None else [], rng))
        code.append(
            {
                "id": ids[number],
                "execution_id": execution.id,
                "parent_id": None if parent is None else ids[parent],
                "operator": "draft" if parent is None else "improve",
                "code_type": "training",
                "file_name": f"node_{number:03}.py",
                "code_content": "\n".join(texts[-1]),
                "created_at": START + timedelta(minutes=number),
            }
        )
    for start in range(0, size, 50):
        rows = store.generated_code.create_many(code[start : start + 50])
        store.training_jobs.create_many(
            _job(row.execution_id, row.id, start + offset) for offset, row in enumerate(rows)
        )
    return execution


def _changed(lines: list[str], rng: random.Random) -> list[str]:
    """Return lines of which a third are new."""
    kept = lines or [""] * LINES
    return [
        line
        if line and rng.random() > 0.3
        else f"    feature_{rng.randrange(10**6)} = "
        f"frame['column_{rng.randrange(100)}'].fillna({rng.random():.3f})"
        for line in kept
    ]


def _job(execution_id: UUID, code_id: UUID, number: int) -> TrainingJobInsert:
    has_failed = number % 8 == 3
    ended = START + timedelta(minutes=number + 1)
    return {
        "execution_id": execution_id,
        "code_id": code_id,
        "job_name": f"job {number}",
        "status": "failed" if has_failed else "completed",
        "started_at": ended,
        "completed_at": ended,
        "best_validation_score": None if has_failed else 0.5 + (number * 37 % 200) / 500,
        "error_message": "ValueError: out of range" if has_failed else None,
    }
