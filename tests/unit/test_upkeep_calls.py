"""`upkeep.run` and `run_all`: the requests of each task, and calls that fail."""

from __future__ import annotations

import json

import httpcore
import httpx
import pytest

from kaggle_store import ConnectionFailed, KaggleStore, PermissionDenied
from kaggle_store.resources.upkeep import TASKS
from tests.unit.conftest import MockApi

STARTED = httpx.Response(200, text="true")
CANCELLED = httpx.Response(500, json={"code": "57014", "message": "canceling statement"})


def ended(task: str, **values: object) -> httpx.Response:
    """Return the response of run_upkeep() for a task that was done."""
    row = {"task": task, "outcome": "done", "duration_seconds": 0.1, "counts": {}}
    row |= {"more_left": False, "error_code": None, "error": None}
    return httpx.Response(200, json=[row | values])


def functions(api: MockApi) -> list[str]:
    return [request.url.path.rpartition("/")[2] for request in api.requests]


def test_start_is_recorded_in_a_request_of_its_own(api: MockApi, store: KaggleStore) -> None:
    api.respond(STARTED, ended("archive"))
    assert store.upkeep.run("archive", run_by="me").outcome == "done"
    assert functions(api) == ["start_upkeep", "run_upkeep"]
    start, run = (json.loads(request.content) for request in api.requests)
    assert start == run
    assert start["p_run_id"]


def test_task_that_was_not_started_has_no_id(api: MockApi, store: KaggleStore) -> None:
    api.respond(httpx.Response(200, text="false"), ended("archive", outcome="not_due"))
    assert store.upkeep.run("archive", only_when_due=True).outcome == "not_due"
    assert "p_run_id" not in api.body


@pytest.mark.parametrize("failure", [CANCELLED, httpcore.ReadTimeout("slow")])
def test_failed_call_does_not_stop_the_others(
    api: MockApi, store: KaggleStore, failure: httpx.Response | Exception
) -> None:
    responses: list[httpx.Response | Exception] = []
    for task in TASKS:
        responses += [STARTED, failure if task == "leftovers" else ended(task)]
    api.respond(*responses)
    done = store.upkeep.run_all()
    assert [(row.task, row.outcome) for row in done] == [
        (task, "failed" if task == "leftovers" else "done") for task in TASKS
    ]
    [failed] = [row for row in done if row.error]
    assert failed.error_code == ("57014" if failure is CANCELLED else None)


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (httpcore.ConnectError("refused"), ConnectionFailed),
        (httpx.Response(403, json={"code": "42501", "message": "no"}), PermissionDenied),
    ],
)
def test_other_errors_are_raised_at_once(
    api: MockApi, store: KaggleStore, failure: httpx.Response | Exception, error: type[Exception]
) -> None:
    api.respond(failure)
    with pytest.raises(error):
        store.upkeep.run_all()
    assert len(api.requests) == 1


@pytest.mark.parametrize(
    ("counts", "batches"),
    [
        ({"cancelled_jobs": 1, "more_left": True}, 2),
        ({"purged_rows": 5000, "more_left": True}, 2),
        ({"archived": 0, "busy": 3, "refused": {"x": "y"}, "more_left": True}, 1),
        ({"cancelled_jobs": 0, "more_left": True}, 1),
    ],
)
def test_batches_repeat_while_they_make_progress(
    api: MockApi, store: KaggleStore, counts: dict[str, object], batches: int
) -> None:
    first = [STARTED, ended(TASKS[0], counts=counts, more_left=True)]
    rest = [each for task in TASKS for each in (STARTED, ended(task))]
    api.respond(*first, *rest[2 - 2 * (batches - 1) :])
    assert [row.task for row in store.upkeep.run_all()].count(TASKS[0]) == batches
