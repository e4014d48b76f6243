"""Invalid arguments are refused by name before a request is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import InvalidInput, KaggleStore, SettingsError, UnexpectedResponse
from kaggle_store.models import _base
from tests.unit.conftest import KEY, URL, MockApi

ID = UUID(int=7)
NAN, INF = float("nan"), float("inf")

Call = Callable[[Any], Any]


def _work(**options: Any) -> Call:
    return lambda store: store.agent_executions.work(**options)


def _train(**options: Any) -> Call:
    return lambda store: store.training_jobs.work(**options)


def _claim(**options: Any) -> Call:
    return lambda store: store.agent_executions.claim(**{"worker": "me", **options})


def _release(**options: Any) -> Call:
    return lambda store: store.agent_executions.release(ID, lease_id=ID, **options)


def _wait(**options: Any) -> Call:
    return lambda store: store.human_interventions.wait_for_response(ID, **options)


def _wait_for_score(**options: Any) -> Call:
    return lambda store: store.submissions.wait_until_scored(ID, **options)


def _series(**options: Any) -> Call:
    return lambda store: list(store.system_metrics.series(ID, "loss", **options))


def _buckets(**options: Any) -> Call:
    return lambda store: store.system_metrics.buckets(ID, "loss", **options)


def _reserve(**options: Any) -> Call:
    return lambda store: store.submissions.reserve(execution_id=ID, **options)


REFUSED: dict[str, tuple[Call, str]] = {
    "an unknown option": (_work(lese=5), r"work: work\.lese"),
    "an option of another resource": (_work(gpu_session_id=ID), r"work\.gpu_session_id"),
    "an unknown option of jobs": (_train(lese=5), r"training_jobs\.work: work\.lese"),
    "an invalid session id": (_train(gpu_session_id="x"), r"work\.gpu_session_id"),
    "an empty worker": (_work(worker=""), r"work\.worker"),
    "a long worker": (_work(worker="x" * 201), r"work\.worker"),
    "heartbeat_every 0": (_work(heartbeat_every=0), r"work\.heartbeat_every"),
    "heartbeat_every as text": (_work(heartbeat_every="1s"), r"work\.heartbeat_every"),
    **{
        f"a lease of {lease!r:.9}": (_work(lease=lease), r"work\.lease")
        for lease in ("60s", 10**400, NAN, INF, -1, 0, None, True)
    },
    **{f"poll {poll!r}": (_work(poll=poll), "poll") for poll in (-1, 0, NAN, INF, "1s", True)},
    "limit 0": (_claim(limit=0), r"AgentExecution\.limit"),
    "limit -1": (_claim(limit=-1), r"AgentExecution\.limit"),
    "limit 1.5": (_claim(limit=1.5), r"AgentExecution\.limit"),
    "a claim without worker": (_claim(worker=""), r"AgentExecution\.worker"),
    "a lease as text": (_claim(lease="60s"), r"AgentExecution\.lease: "),
    "an endless lease": (_claim(lease=10**400), r"AgentExecution\.lease: "),
    "a heartbeat's lease as text": (
        lambda s: s.training_jobs.heartbeat(ID, lease_id=ID, lease="60s"),
        r"TrainingJob\.lease: ",
    ),
    **{
        f"a delay of {delay!r:.9}": (
            _release(delay=delay),
            r"AgentExecution\.delay: ",
        )
        for delay in (1e11, -1, NAN, "1s")
    },
    **{f"a timeout of {t!r}": (_wait(timeout=t), r"\.timeout") for t in (NAN, INF, -1, "1s")},
    **{f"every {t!r}": (_wait(every=t), r"\.every") for t in (NAN, INF, -1, 0, "1s", None)},
    **{f"attempt {n!r}": (_series(attempt=n), r"series\.attempt") for n in ("last", -1, True)},
    "an invalid job of a series": (_series(training_job_id="x"), r"series\.training_job_id"),
    "tags that are a list": (_buckets(tags=[1]), r"buckets\.tags"),
    "an unknown selection": (_buckets(job=1), r"buckets\.job"),
    "a page of 0 points": (_series(page_size=0), "page_size"),
    "a wait for a score of -1": (_wait_for_score(timeout=-1), r"wait_until_scored\.timeout"),
    "a poll for a score of 0": (_wait_for_score(every=0), r"wait_until_scored\.every"),
    "a number as file": (_reserve(file=5), "file: "),
    "a file with a NUL": (_reserve(file="a\0b"), "file: "),
    "an empty path": (_reserve(submission_file_path=""), "submission_file_path"),
    "an empty path with a file": (
        _reserve(file=__file__, submission_file_path=""),
        "submission_file_path",
    ),
    "None as Kaggle's list": (lambda s: s.submissions.reconcile(ID, None), "listed: .* list"),
    "None as points": (lambda s: s.system_metrics.record(None), "points: .* list"),
    "a number as point": (lambda s: s.system_metrics.record([1]), r"points\[0\]: .* dict"),
    "None as metric rows": (lambda s: s.system_metrics.record_rows(None), "rows: "),
    "None as rows": (lambda s: s.competitions.create_many(None), "rows: .* list"),
    "a number as row": (lambda s: s.competitions.create_many([1]), r"rows\[0\]: .* dict"),
    "text as rows": (lambda s: s.competitions.create_many("ab"), "rows: "),
    "a number as rows": (lambda s: s.competitions.upsert_many(7), "rows: "),
    "None as a finding": (lambda s: s.research_results.add_many([None]), r"rows\[0\]"),
    "a huge offset": (lambda s: s.competitions.list(offset=10**30), "offset: "),
    "an invalid lease id": (
        lambda s: s.agent_executions.move(ID, "research", lease_id="zz"),
        r"agent_executions\.move: lease_id: ",
    ),
}


@pytest.mark.parametrize(("call", "problem"), REFUSED.values(), ids=REFUSED)
def test_invalid_argument_is_named(
    api: MockApi, store: KaggleStore, call: Call, problem: str
) -> None:
    with pytest.raises(InvalidInput, match=problem):
        call(store)
    assert api.requests == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"timeout": None}, "timeout: "),
        ({"timeout": "5"}, "timeout: "),
        ({"timeout": 1e300}, "timeout: "),
        ({"retry_for": None}, "retry_for: "),
        ({"retry_for": "5"}, "retry_for: "),
        ({"url": 5}, "URL must be text, not int"),
        ({"key": 5}, "key must be text, not int"),
        ({"access_token": b"x"}, "access token must be text, not bytes"),
    ],
)
def test_invalid_setting_type_is_named(given: dict[str, Any], problem: str) -> None:
    settings: dict[str, Any] = {"url": URL, "key": KEY, **given}
    with pytest.raises(SettingsError, match=problem):
        KaggleStore(**settings)


def test_error_in_row_generator_is_raised_unchanged(api: MockApi, store: KaggleStore) -> None:
    given: Any = ({"kaggle_id": each["slug"], "title": "x"} for each in [{"title": "no slug"}])
    with pytest.raises(KeyError, match="slug"):
        store.competitions.upsert_many(given)
    assert api.requests == []


def test_rows_may_come_from_a_generator(api: MockApi, store: KaggleStore) -> None:
    given: Any = ({"kaggle_id": each, "title": each} for each in "ab")
    with pytest.raises(UnexpectedResponse, match="2 of 2 rows were neither created nor found"):
        store.competitions.create_many(given)
    assert [row["kaggle_id"] for row in json.loads(api.requests[0].content)] == ["a", "b"]


def test_long_names_are_not_kept_in_memory(store: KaggleStore) -> None:
    for number in range(3):
        store.agent_executions.claim(worker=f"{number}" * 100)
    kept = _base._kept_name.cache_info().currsize
    for number in range(3, 6):
        store.agent_executions.claim(worker=f"{number}" * 100)
    assert _base._kept_name.cache_info().currsize == kept
