"""Which calls are sent again, for every verb of every room, as docs/api.md has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import KaggleStore, NotFound
from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Entity, Op, operation, stream
from kaggle_store.models._base import Row
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL
from tools.api_page import SENT_ONCE

ID = UUID(int=7)
LEASE = {"lease_id": ID}
ASKING = {"intervention_type": "error_review", "title": "t", "description": "d"}

NEW: dict[str, dict[str, Any]] = {
    "competitions": {"kaggle_id": "x", "title": "X"},
    "agent_executions": {"competition_id": ID, "execution_name": "x"},
    "research_results": {
        "execution_id": ID,
        "research_type": "documentation",
        "query_text": "q",
        "source_api": "s",
        "raw_response": {},
    },
    "generated_code": {
        "execution_id": ID,
        "code_type": "model",
        "file_name": "m.py",
        "code_content": "1",
    },
    "gpu_sessions": {"execution_id": ID, "provider": "v", "instance_type": "A100"},
    "training_jobs": {"execution_id": ID, "code_id": ID, "job_name": "j"},
    "submissions": {"execution_id": ID, "submission_file_path": "a.csv"},
    "human_interventions": {"execution_id": ID, **ASKING},
    "system_metrics": {"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"},
    "configurations": {"config_key": "k", "config_value": 1, "config_type": "gpu"},
}
"""The least that a new row needs."""

NATURAL = {
    "competitions": {"kaggle_id": "x"},
    "gpu_sessions": {"provider": "v", "instance_id": "7"},
    "submissions": {"kaggle_submission_id": "7"},
    "configurations": {"config_key": "k"},
}

CHANGE: dict[str, dict[str, Any]] = {
    "competitions": {"title": "Y"},
    "agent_executions": {"priority": 1},
    "research_results": {"citation_count": 1},
    "generated_code": {"file_name": "n.py"},
    "gpu_sessions": {"region": "eu"},
    "training_jobs": {"priority": 1},
    "submissions": {"description": "d"},
    "human_interventions": {"title": "u"},
    "system_metrics": {"component": "c"},
    "configurations": {"config_value": 2},
}

OWN: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "competitions.upsert": ((), NEW["competitions"]),
    "competitions.upsert_many": (([NEW["competitions"]],), {}),
    "competitions.correct_metric_direction": ((ID, "minimize"), {}),
    "agent_executions.summary": ((ID,), {}),
    "agent_executions.costs": ((ID,), {}),
    "agent_executions.claim": ((), {"worker": "w"}),
    "agent_executions.move": ((ID, "research"), {}),
    "research_results.add_many": (([NEW["research_results"]],), {}),
    "generated_code.pipeline": ((ID,), {}),
    "generated_code.validate": (
        (ID,),
        {"content_sha256": "0" * 64, "validation_status": "valid"},
    ),
    "generated_code.approve": ((ID,), {"content_sha256": "0" * 64}),
    "gpu_sessions.open": ((), NEW["gpu_sessions"]),
    "gpu_sessions.heartbeat": ((ID,), {}),
    "gpu_sessions.close": ((ID,), {"total_cost_dollars": 1}),
    "gpu_sessions.request_termination": ((ID,), {}),
    "gpu_sessions.set_ssh": ((ID, {"host": "h"}), {}),
    "gpu_sessions.reveal_ssh": ((ID,), {"reason": "it hangs"}),
    "training_jobs.claim": ((), {"worker": "w"}),
    "training_jobs.report": ((ID,), {"epoch": 1}),
    "submissions.reserve": ((), NEW["submissions"]),
    "submissions.mark_submitted": ((ID, "7"), {}),
    "submissions.mark_scored": ((ID,), {"public_score": 0.5}),
    "submissions.mark_failed": ((ID, "no"), {}),
    "submissions.mark_unknown": ((ID,), {}),
    "submissions.disqualify": ((ID,), {}),
    "submissions.reconcile": ((ID, [{"kaggle_submission_id": "7"}]), {}),
    "submissions.quota": ((ID,), {}),
    "submissions.best": ((), {"execution_id": ID}),
    "submissions.lineage": ((ID,), {}),
    "human_interventions.request": ((), NEW["human_interventions"]),
    "human_interventions.respond": ((ID, "approved"), {}),
    "human_interventions.wait_for_response": ((ID,), {}),
    "human_interventions.confirm_notification": ((ID,), {}),
    "configurations.set": (("k", 1), {}),
    "configurations.get": (("k",), {}),
    "configurations.reveal": (("k",), {}),
    "tokens.for_execution": ((ID,), {}),
    "archive.restore": ((ID,), {}),
    "archive.lines": ((ID,), {}),
    "archive.confirm_export": ((ID, "0" * 64), {}),
    "archive.bring_in": ((ID,), {"checksum": "0" * 64, "lines": ["{}"]}),
    "upkeep.run": (("archive",), {}),
    "system_metrics.record": (([NEW["system_metrics"]],), {}),
    "system_metrics.record_rows": (([NEW["system_metrics"]],), {}),
    "system_metrics.series": ((ID, "loss"), {}),
    "system_metrics.series_to_arrow": ((ID, "loss"), {}),
    "system_metrics.buckets": ((ID, "loss"), {}),
    "audit_log.get": ((7,), {}),
    "audit_log.by_row": (("submissions", ID), {}),
    "audit_log.of_execution": ((ID,), {}),
    "audit_log.between": ((datetime.now(UTC),), {}),
}
"""Arguments for verbs that only one room has."""


class Recorder:
    """Follows a call to its last request and notes whether each may be sent again."""

    def __init__(self) -> None:
        self.repeats: list[str] = []
        self.settings = Settings(URL, KEY, jwt_secret=KEY)
        self.counters = Counters()

    def execute(self, make: Callable[[], Any]) -> None:
        step = make()
        if isinstance(step, Op):
            self.repeats.append(step.repeat)
            return
        try:
            op = next(step)
            while len(self.repeats) < 2:
                self.repeats.append(op.repeat)
                op = step.send([])
        except (StopIteration, LookupError, AttributeError, TypeError, ValueError, NotFound):
            return  # Nothing that is answered makes sense.

    stream = execute


def _rooms() -> dict[str, Entity[Any]]:
    with KaggleStore(URL, KEY) as store:
        return {name: room for name, room in vars(store).items() if isinstance(room, Entity)}


def _verbs(room: Entity[Any]) -> set[str]:
    kinds = (operation, stream)
    return {
        verb
        for owner in type(room).__mro__
        for verb, value in vars(owner).items()
        if isinstance(value, kinds)
    }


def _arguments(room: str, verb: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if given := OWN.get(f"{room}.{verb}"):
        return given
    key: tuple[Any, ...] = (ID, datetime.now(UTC)) if room == "system_metrics" else (ID,)
    general: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "create": ((), NEW.get(room, {})),
        "create_many": (([NEW.get(room, {})],), {}),
        "upsert": ((), NEW.get(room, {}) | NATURAL.get(room, {})),
        "find": ((), NATURAL.get(room, {})),
        "get": (key, {}),
        "delete": (key, {}),
        "update": (key, CHANGE.get(room, {})),
        "update_where": (({"id": ID},), CHANGE.get(room, {})),
        "delete_where": ((), {"id": ID}),
        "heartbeat": (key, LEASE),
        "release": (key, LEASE),
        "complete": (key, LEASE),
        "fail": (key, LEASE | {"error": "no"}),
    }
    return general.get(verb, ((), {}))


ROOMS = _rooms()
VERBS = [(room, verb) for room in ROOMS for verb in sorted(_verbs(ROOMS[room]))]


@pytest.mark.parametrize(("room", "verb"), VERBS, ids=[".".join(each) for each in VERBS])
def test_a_call_is_sent_again_unless_the_page_says_once(room: str, verb: str) -> None:
    recorder = Recorder()
    entity = type(ROOMS[room])(recorder)
    args, kwargs = _arguments(room, verb)
    getattr(entity, verb)(*args, **kwargs)
    note = SENT_ONCE.get(f"{room}.{verb}", SENT_ONCE.get(verb, ""))
    assert recorder.repeats, "nothing was asked"
    kinds = {"sent once": "never", "not again": "prompt"}
    expected = kinds.get(note[:9], "safe")
    assert set(recorder.repeats[:1] if verb == "upsert" and note else recorder.repeats) == (
        {expected}
    )


def test_a_change_by_an_upsert_is_sent_once() -> None:
    recorder = Recorder()
    room: Any = type(ROOMS["configurations"])(recorder)
    room.upsert(**NEW["configurations"])
    assert recorder.repeats == ["safe", "never"]


def test_a_move_under_a_lease_is_sent_again_with_it() -> None:
    sent: list[Op[Row]] = []

    class Keeping(Recorder):
        def execute(self, make: Callable[[], Any]) -> None:
            sent.append(make())

    room: Any = type(ROOMS["agent_executions"])(Keeping())
    room.move(ID, "research", lease_id=ID)
    assert (sent[0].repeat, sent[0].headers) == ("prompt", {"x-lease-id": str(ID)})
