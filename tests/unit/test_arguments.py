"""What cannot be right is refused by the name that the caller gave, before anything is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import InvalidInput, KaggleStore, SettingsError
from tests.unit.conftest import KEY, URL, Wire

ID = UUID(int=7)
NAN, INF = float("nan"), float("inf")

Ask = Callable[[Any], Any]


def _work(**options: Any) -> Ask:
    return lambda store: store.agent_executions.work(**options)


def _train(**options: Any) -> Ask:
    return lambda store: store.training_jobs.work(**options)


def _claim(**options: Any) -> Ask:
    return lambda store: store.agent_executions.claim(**{"worker": "me", **options})


def _release(**options: Any) -> Ask:
    return lambda store: store.agent_executions.release(ID, lease_id=ID, **options)


def _wait(**options: Any) -> Ask:
    return lambda store: store.human_interventions.wait_for_response(ID, **options)


def _reserve(**options: Any) -> Ask:
    return lambda store: store.submissions.reserve(execution_id=ID, **options)


REFUSED: dict[str, tuple[Ask, str]] = {
    "an unknown option": (_work(lese=5), r"work: work\.lese"),
    "an option of the other room": (_work(gpu_session_id=ID), r"work\.gpu_session_id"),
    "an unknown option of jobs": (_train(lese=5), r"training_jobs\.work: work\.lese"),
    "a machine that is none": (_train(gpu_session_id="x"), r"work\.gpu_session_id"),
    "nobody": (_work(worker=""), r"work\.worker"),
    "a long name": (_work(worker="x" * 201), r"work\.worker"),
    "no time between heartbeats": (_work(heartbeat_every=0), r"work\.heartbeat_every"),
    "text between heartbeats": (_work(heartbeat_every="1"), r"work\.heartbeat_every"),
    **{
        f"a lease of {lease!r:.9}": (_work(lease=lease), r"work\.lease")
        for lease in ("60", 10**400, NAN, INF, -1, 0, None, True)
    },
    **{f"poll {poll!r}": (_work(poll=poll), "poll") for poll in (-1, 0, NAN, INF, "1", True)},
    "nothing to claim": (_claim(limit=0), r"AgentExecution\.limit"),
    "less than nothing": (_claim(limit=-1), r"AgentExecution\.limit"),
    "half a claim": (_claim(limit=1.5), r"AgentExecution\.limit"),
    "a claim by nobody": (_claim(worker=""), r"AgentExecution\.worker"),
    "a claim of text": (_claim(lease="60"), r"AgentExecution\.lease: "),
    "a claim for ages": (_claim(lease=10**400), r"AgentExecution\.lease: "),
    "a heartbeat of text": (
        lambda s: s.training_jobs.heartbeat(ID, lease_id=ID, lease="60"),
        r"TrainingJob\.lease: ",
    ),
    **{
        f"a delay of {delay!r:.9}": (
            _release(delay=delay),
            r"AgentExecution\.delay: ",
        )
        for delay in (1e11, -1, NAN, "1")
    },
    **{f"a timeout of {t!r}": (_wait(timeout=t), r"\.timeout") for t in (NAN, INF, -1, "1")},
    **{f"every {t!r}": (_wait(every=t), r"\.every") for t in (NAN, INF, -1, 0, "1", None)},
    "a file that is a number": (_reserve(file=5), "file: "),
    "a file with a NUL": (_reserve(file="a\0b"), "file: "),
    "an empty path": (_reserve(submission_file_path=""), "submission_file_path"),
    "an empty path beside a file": (
        _reserve(file=__file__, submission_file_path=""),
        "submission_file_path",
    ),
    "no list of Kaggle": (lambda s: s.submissions.reconcile(ID, None), "listed: .* list"),
    "no points": (lambda s: s.system_metrics.record(None), "points: .* list"),
    "points that are none": (lambda s: s.system_metrics.record([1]), r"points\[0\]: .* dict"),
    "no rows of metrics": (lambda s: s.system_metrics.record_rows(None), "rows: "),
    "no rows": (lambda s: s.competitions.create_many(None), "rows: .* list"),
    "rows that are none": (lambda s: s.competitions.create_many([1]), r"rows\[0\]: .* dict"),
    "rows of text": (lambda s: s.competitions.create_many("ab"), "rows: "),
    "discoveries that are none": (lambda s: s.competitions.upsert_many(7), "rows: "),
    "findings that are none": (lambda s: s.research_results.add_many([None]), r"rows\[0\]"),
    "a far offset": (lambda s: s.competitions.list(offset=10**30), "offset: "),
    "a lease id of letters": (
        lambda s: s.agent_executions.move(ID, "research", lease_id="zz"),
        r"agent_executions\.move: lease_id: ",
    ),
}


@pytest.mark.parametrize(("ask", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_refused_by_name(
    wire: Wire, store: KaggleStore, ask: Ask, problem: str
) -> None:
    with pytest.raises(InvalidInput, match=problem):
        ask(store)
    assert wire.requests == []


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
def test_a_setting_that_cannot_be_right_is_refused_by_name(
    given: dict[str, Any], problem: str
) -> None:
    settings: dict[str, Any] = {"url": URL, "key": KEY, **given}
    with pytest.raises(SettingsError, match=problem):
        KaggleStore(**settings)


def test_what_goes_wrong_while_rows_are_made_is_raised_as_it_is(
    wire: Wire, store: KaggleStore
) -> None:
    given: Any = ({"kaggle_id": each["slug"], "title": "x"} for each in [{"title": "no slug"}])
    with pytest.raises(KeyError, match="slug"):
        store.competitions.upsert_many(given)
    assert wire.requests == []


def test_rows_may_come_from_anything_that_yields_mappings(wire: Wire, store: KaggleStore) -> None:
    given: Any = ({"kaggle_id": each, "title": each} for each in "ab")
    with pytest.raises(KeyError):
        store.competitions.create_many(given)
    assert [row["kaggle_id"] for row in json.loads(wire.requests[0].content)] == ["a", "b"]
