"""Rows of an execution as agents write them, with hostile names and with secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from kaggle_store import KaggleStore
from kaggle_store.models import AgentExecution, Competition, GeneratedCodeInsert, TrainingJobInsert

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
OPERATORS = ("draft", "improve", "improve", HOSTILE[:50], "debug")
SECRETS = {
    "code": "sk-proj-abcdefghijklmnop1234",
    "password": "correct horse battery",
    "url": "scraper:pa55word",
    "error": "hf_AbCdEfGhIjKlMnOpQrSt",
    "hyperparameters": "0123456789abcdef0123456789abcdef",
    "answer": "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "title": "xoxb-1234567890-abcdefghij",
    "setting": "open sesame 1001",
}
"""Texts that no report may contain, by where they stand."""

CODE = f'''\
import os

API_KEY = "{SECRETS["code"]}"
password = "{SECRETS["password"]}"
data = "https://{SECRETS["url"]}@example.org/train.csv"


def train(rounds):
    """{HOSTILE}"""
    return rounds
'''


@dataclass(frozen=True)
class Filled:
    """The rows of one execution."""

    competition: Competition
    execution: AgentExecution
    code: list[UUID]


def fill(store: KaggleStore, *, direction: str = "minimize") -> Filled:
    """Store a run of five solutions, of which one failed, with everything that a report shows."""
    competition = store.competitions.create(
        kaggle_id="house-prices",
        title=f"House prices {HOSTILE}",
        evaluation_metric="RMSE",
        metric_direction="minimize" if direction == "minimize" else "maximize",
    )
    execution = store.agent_executions.create(
        competition_id=competition.id, execution_name=f"boosting {HOSTILE}", gpu_budget_dollars=2
    )
    files = _code(execution.id)
    code = [row.id for row in store.generated_code.create_many(files)]
    jobs = store.training_jobs.create_many(_jobs(execution.id, code))
    _add_metrics(store, execution.id, jobs[0].id)
    _add_submissions(store, execution.id, [job.id for job in jobs])
    _add_intervention(store, execution.id)
    store.gpu_sessions.open(
        execution_id=execution.id, provider="vast_ai", instance_type=f"RTX4090 {HOSTILE}"
    )
    store.configurations.set("kaggle.password", SECRETS["setting"], type="api", sensitive=True)
    return Filled(competition, store.agent_executions.get(execution.id), code)


def _code(execution_id: UUID) -> list[GeneratedCodeInsert]:
    parents = [None, 0, 0, 1, 3]
    ids = [uuid4() for _ in parents]
    return [
        {
            "id": ids[number],
            "parent_id": None if parent is None else ids[parent],
            "operator": OPERATORS[number],
            "execution_id": execution_id,
            "code_type": "training",
            "file_name": f"node_{number}.py",
            "code_content": f"{CODE}\n\ntrain({number * 100})  # {SECRETS['setting']}\n",
            "cost_dollars": 0.0042,
            "model_api_used": "<b>model</b>",
            "created_at": START + timedelta(minutes=10 * number),
        }
        for number, parent in enumerate(parents)
    ]


def _jobs(execution_id: UUID, code: list[UUID]) -> list[TrainingJobInsert]:
    scores = [0.5, 0.4, None, 0.1, 0.3]
    return [
        {
            "execution_id": execution_id,
            "code_id": code[number],
            "job_name": f"job {number} {HOSTILE}",
            "status": "failed" if score is None else "completed",
            "started_at": START + timedelta(minutes=10 * number),
            "completed_at": START + timedelta(minutes=10 * number + 5),
            "best_validation_score": score,
            "error_message": f"401 for {SECRETS['error']} {HOSTILE}" if score is None else None,
            "hyperparameters": {"depth": 3, "api_key": SECRETS["hyperparameters"]},
        }
        for number, score in enumerate(scores)
    ]


def _add_metrics(store: KaggleStore, execution_id: UUID, job_id: UUID) -> None:
    month = START.date().replace(day=1)
    store.upkeep.ensure_metric_partitions(since=month, until=month)
    store.system_metrics.record(
        {
            "metric_name": f"loss {HOSTILE}",
            "metric_value": 1 / step if step != 5 else float("nan"),
            "metric_type": "gauge",
            "tags": {"training_job_id": str(job_id), "attempt": 0},
            "execution_id": execution_id,
            "timestamp": START + timedelta(seconds=step),
        }
        for step in range(1, 50)
    )


def _add_submissions(store: KaggleStore, execution_id: UUID, jobs: list[UUID]) -> None:
    for number, public, private in ((0, 0.55, 0.6), (3, 0.15, 0.2), (4, 0.35, 0.3)):
        row = store.submissions.reserve(
            execution_id=execution_id,
            training_job_id=jobs[number],
            submission_file_path=f"out/{number}.csv",
            description=HOSTILE,
        )
        store.submissions.mark_submitted(row.id, f"kaggle-{number}")
        store.submissions.mark_scored(row.id, public_score=public, private_score=private)


def _add_intervention(store: KaggleStore, execution_id: UUID) -> None:
    asked = store.human_interventions.request(
        execution_id=execution_id,
        intervention_type="approval_required",
        title=f"Submit? {SECRETS['title']} {HOSTILE}",
        description=HOSTILE,
        context_data={"note": HOSTILE},
        pauses_execution=False,
    )
    store.human_interventions.respond(
        asked.id, "approve", response=f"Use {SECRETS['answer']} {HOSTILE}", responded_by="ada"
    )
