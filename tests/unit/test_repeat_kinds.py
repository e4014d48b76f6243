"""Which calls are retried, for every method of every resource, as docs/reference/api.md says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import KaggleStore, NotFound
from kaggle_store._requests.counters import Counters
from kaggle_store._requests.operation import Batches, Blocking, Entity, Op, operation, stream
from kaggle_store.artifact_files.storage import Content
from kaggle_store.client import RESOURCES as NAMES
from kaggle_store.models._base import Row
from kaggle_store.settings import Settings
from tests.unit.conftest import KEY, URL
from tools.api_page import SENT_ONCE

ID = UUID(int=7)
LEASE = {"lease_id": ID}
INTERVENTION = {"intervention_type": "error_review", "title": "t", "description": "d"}

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
    "human_interventions": {"execution_id": ID, **INTERVENTION},
    "system_metrics": {"metric_name": "m", "metric_value": 1.0, "metric_type": "gauge"},
    "configurations": {"config_key": "k", "config_value": 1, "config_type": "gpu"},
}
"""The required columns of a new row."""

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

OWN_ARGUMENTS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "competitions.upsert": ((), NEW["competitions"]),
    "competitions.upsert_many": (([NEW["competitions"]],), {}),
    "competitions.correct_metric_direction": ((ID, "minimize"), {}),
    "agent_executions.recent": ((), {}),
    "agent_executions.summary": ((ID,), {}),
    "agent_executions.costs": ((ID,), {}),
    "agent_executions.cost_totals": ((), {}),
    "agent_executions.claim": ((), {"worker": "w"}),
    "agent_executions.move": ((ID, "research"), {}),
    "dashboards.overview": ((), {}),
    "dashboards.execution": ((ID,), {}),
    "dashboards.competition": ((ID,), {}),
    "dashboards.gpu": ((), {}),
    "research_results.add_many": (([NEW["research_results"]],), {}),
    "execution_steps.record": (
        (),
        {"execution_id": ID, "lease_id": ID, "round": 1, "name": "n", "result": 1},
    ),
    "generated_code.pipeline": ((ID,), {}),
    "generated_code.tree": ((ID,), {}),
    "generated_code.path_to_best": ((ID,), {}),
    "generated_code.open_leaves": ((ID,), {}),
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
    "gpu_sessions.claim_terminations": ((["v"],), {"supervisor": "s"}),
    "gpu_sessions.finish_termination": ((ID, ID), {}),
    "gpu_sessions.report_machines": (("v", []), {}),
    "training_jobs.claim": ((), {"worker": "w"}),
    "training_jobs.report": ((ID,), {"epoch": 1}),
    "submissions.reserve": ((), NEW["submissions"]),
    "submissions.mark_submitted": ((ID, "7"), {}),
    "submissions.mark_scored": ((ID,), {"public_score": 0.5}),
    "submissions.mark_failed": ((ID, "no"), {}),
    "submissions.mark_unknown": ((ID,), {}),
    "submissions.disqualify": ((ID,), {}),
    "submissions.reconcile": ((ID, [{"kaggle_submission_id": "7"}]), {}),
    "submissions.wait_until_scored": ((ID,), {}),
    "submissions.quota": ((ID,), {}),
    "submissions.best": ((), {"execution_id": ID}),
    "submissions.lineage": ((ID,), {}),
    "human_interventions.request": ((), NEW["human_interventions"]),
    "human_interventions.respond": ((ID, "approve"), {}),
    "human_interventions.wait_for_response": ((ID,), {}),
    "human_interventions.confirm_notification": ((ID,), {}),
    "configurations.set": (("k", 1), {}),
    "configurations.get": (("k",), {}),
    "configurations.reveal": (("k",), {}),
    "tokens.for_execution": ((ID,), {}),
    "notifications.claim": (({"team": {}}, datetime.now(UTC)), {"notifier": "n"}),
    "notifications.start": ((ID, ID), {}),
    "notifications.finish": ((ID, ID), {}),
    "notifications.release": ((ID,), {}),
    "artifacts.put": (("a.csv",), {"execution_id": ID}),
    "artifacts.find": ((ID,), {}),
    "artifacts.verify": ((ID,), {}),
    "members.add": ((ID,), {}),
    "members.remove": ((ID,), {}),
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
    "system_metrics.names": ((ID,), {}),
    "audit_log.get": ((7,), {}),
    "audit_log.by_row": (("submissions", ID), {}),
    "audit_log.of_execution": ((ID,), {}),
    "audit_log.between": ((datetime.now(UTC),), {}),
}
"""Arguments of methods that only one resource has."""

STORED = ("file:///artifacts/a.csv", Content("0" * 64, 1))
"""What the blocking call of `artifacts.put` returns."""


class Recorder:
    """An executor that runs a call to its last request and records them."""

    def __init__(self) -> None:
        self.ops: list[Op[Any]] = []
        self.settings = Settings(URL, KEY, jwt_secret=KEY)
        self.counters = Counters()
        self.job_metrics = None

    def execute(self, make: Callable[[], Any]) -> None:
        step = make()
        if isinstance(step, Op):
            self.ops.append(step)
            return
        try:
            op = next(step)
            while len(self.ops) < 2:
                if isinstance(op, Blocking):
                    op = step.send(STORED)
                    continue
                self.ops.extend(op.ops if isinstance(op, Batches) else [op])
                op = step.send([])
        except (StopIteration, LookupError, AttributeError, TypeError, ValueError, NotFound):
            return  # the empty responses make no sense to the flow

    stream = execute

    @property
    def repeats(self) -> list[str]:
        return [op.repeat for op in self.ops]

    def watch(self, make: Callable[[], Any]) -> None:
        self.execute(lambda: next(iter(make())))


def _resources() -> dict[str, Entity[Any]]:
    with KaggleStore(URL, KEY) as store:
        return {name: getattr(store, name) for name in NAMES}


def _verbs(resource: Entity[Any]) -> set[str]:
    kinds = (operation, stream)
    return {
        verb
        for owner in type(resource).__mro__
        for verb, value in vars(owner).items()
        if isinstance(value, kinds)
    }


def arguments_of(resource: str, verb: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    if given := OWN_ARGUMENTS.get(f"{resource}.{verb}"):
        return given
    key: tuple[Any, ...] = (ID, datetime.now(UTC)) if resource == "system_metrics" else (ID,)
    general: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "create": ((), NEW.get(resource, {})),
        "create_many": (([NEW.get(resource, {})],), {}),
        "upsert": ((), NEW.get(resource, {}) | NATURAL.get(resource, {})),
        "find": ((), NATURAL.get(resource, {})),
        "get": (key, {}),
        "delete": (key, {}),
        "update": (key, CHANGE.get(resource, {})),
        "update_where": (({"id": ID},), CHANGE.get(resource, {})),
        "delete_where": ((), {"id": ID}),
        "heartbeat": (key, LEASE),
        "release": (key, LEASE),
        "complete": (key, LEASE),
        "fail": (key, LEASE | {"error": "no"}),
    }
    return general.get(verb, ((), {}))


RESOURCES = _resources()
VERBS = [(resource, verb) for resource in RESOURCES for verb in sorted(_verbs(RESOURCES[resource]))]


@pytest.mark.parametrize(("resource", "verb"), VERBS, ids=[".".join(each) for each in VERBS])
def test_repeat_kind_matches_api_page(resource: str, verb: str) -> None:
    recorder = Recorder()
    entity = type(RESOURCES[resource])(recorder)
    args, kwargs = arguments_of(resource, verb)
    getattr(entity, verb)(*args, **kwargs)
    note = SENT_ONCE.get(f"{resource}.{verb}", SENT_ONCE.get(verb, ""))
    assert recorder.repeats, "no request was made"
    kinds = {"sent once": "never", "not again": "unless_pending"}
    expected = kinds.get(note[:9], "safe")
    assert set(recorder.repeats[:1] if verb == "upsert" and note else recorder.repeats) == (
        {expected}
    )


def test_update_step_of_upsert_is_sent_once() -> None:
    recorder = Recorder()
    resource: Any = type(RESOURCES["configurations"])(recorder)
    resource.upsert(**NEW["configurations"])
    assert recorder.repeats == ["safe", "never"]


def test_move_under_lease_is_retried_with_lease() -> None:
    sent: list[Op[Row]] = []

    class Keeping(Recorder):
        def execute(self, make: Callable[[], Any]) -> None:
            sent.append(make())

    resource: Any = type(RESOURCES["agent_executions"])(Keeping())
    resource.move(ID, "research", lease_id=ID)
    assert (sent[0].repeat, sent[0].headers) == ("unless_pending", {"x-lease-id": str(ID)})
