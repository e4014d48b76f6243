"""An overview to print: two competitions, three executions, an intervention and an alert."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kaggle_store.models.dashboards import Overview

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HOSTILE = "first\x1b[31m try\nof\u202e it"


def row_id(number: int) -> str:
    return str(UUID(int=number))


def overview(**changes: Any) -> Overview:
    """Return the overview with other values in place of these."""
    seen: dict[str, Any] = {
        "now": NOW,
        "competitions": rows(competition(1, "titanic"), competition(2, "house-prices", "minimize")),
        "open_competitions": count(2),
        "executions": rows(*(execution(number) for number in (1, 2, 3))),
        "live_executions": count(3),
        "overdue_executions": count(2),
        "gpu": gpu(),
        "interventions": rows(intervention(1)),
        "open_interventions": count(1),
        "overdue_interventions": count(0),
        "alerts": [alert()],
    }
    return Overview.model_validate(seen | changes)


def rows(*found: dict[str, Any], has_more: bool = False) -> dict[str, Any]:
    return {"rows": list(found), "has_more": has_more}


def count(number: int) -> dict[str, Any]:
    return {"count": number, "has_more": number == 100}


def competition(number: int, kaggle_id: str, direction: str = "maximize") -> dict[str, Any]:
    scores = [0.5, 0.75, 0.7812] if direction == "maximize" else [0.31, 0.2, 0.12482]
    return {
        "id": row_id(number),
        "kaggle_id": kaggle_id,
        "title": f"The {kaggle_id} competition",
        "problem_type": "tabular",
        "evaluation_metric": "accuracy",
        "metric_direction": direction,
        "deadline": NOW + timedelta(hours=9 * number**4),
        "deadline_is_estimated": False,
        "daily_submission_limit": 5,
        "used_today": 3,
        "remaining": 2,
        "best": point(9, scores[-1]),
        "score_history": rows(*(point(n, score) for n, score in reversed(list(enumerate(scores))))),
        "live_executions": count(2),
        "is_entered": True,
    }


def point(number: int, score: float) -> dict[str, Any]:
    return {
        "submission_id": row_id(number),
        "scored_at": NOW,
        "public_score": score,
        "public_rank": 12,
        "total_participants": 2345,
    }


def execution(number: int, **changes: Any) -> dict[str, Any]:
    """Return the first of three executions, which is held, the second, lost, or the third."""
    ends = {1: NOW + timedelta(minutes=4), 2: NOW - timedelta(minutes=4)}.get(number)
    seen = {
        "id": row_id(number),
        "competition_id": row_id(1),
        "kaggle_id": "titanic",
        "competition_title": "The titanic competition",
        "execution_name": f"gradient boosting {number}",
        "status": {1: "training", 2: "code_generation"}.get(number, "human_review"),
        "resume_status": None,
        "priority": 0,
        "current_step": 4,
        "gpu_budget_dollars": "20",
        "gpu_budget_consumed": {1: "0", 2: "17.5"}.get(number, "25"),
        "target_submission_hours": 24,
        "created_at": NOW,
        "started_at": NOW,
        "completed_at": None,
        "worker": None if number == 3 else f"trainer-{number}:4711",
        "lease_expires_at": ends,
        "lease_end": None,
        "resume_reason": "fresh",
        "attempts": 1,
        "max_attempts": 3,
        "due_at": NOW + timedelta(hours=5 - 3 * number),
        "is_overdue": number > 1,
        "human_intervention_reason": None,
        "gpu_status": None,
        "gpu_cost_dollars": None,
        "pending_interventions": count(0),
    }
    return seen | changes


def intervention(number: int) -> dict[str, Any]:
    return {
        "id": row_id(number),
        "execution_id": row_id(3),
        "execution_name": "gradient boosting 3",
        "competition_id": row_id(1),
        "competition_title": "The titanic competition",
        "intervention_type": "approval_required",
        "priority": "high",
        "status": "pending",
        "title": "Submit the blend to Kaggle?",
        "assigned_to": None,
        "sla_deadline": NOW + timedelta(minutes=44, seconds=56),
        "escalation_count": 0,
        "pauses_execution": True,
        "created_at": NOW - timedelta(minutes=15, seconds=4),
        "responded_at": None,
        "responded_by": None,
        "allowed_decisions": ["approve", "reject"],
        "decision": None,
        "has_proposal": False,
        "is_overdue": False,
    }


def gpu() -> dict[str, Any]:
    return {
        "live_sessions": 2,
        "unpriced_sessions": 1,
        "burn_dollars_per_hour": "0.45",
        "live_cost_dollars": "3.5",
        "today_dollars": "12.25",
        "budget_dollars": "40",
        "consumed_dollars": "34",
        "reserved_dollars": "2",
    }


def alert(subject: str = "executions", state: str = "problem") -> dict[str, Any]:
    found = "1 past its target"
    remedy = "See what it waits for."
    return {"subject": subject, "state": state, "found": found, "remedy": remedy, "facts": {}}
