"""Rows identified by a natural key, with both clients."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AlreadyExists, InvalidInput, KaggleStore, NotFound
from tests.store.samples import Samples


def test_find_by_natural_key(client: KaggleStore, samples: Samples) -> None:
    session = client.gpu_sessions.create(
        execution_id=samples.execution.id, provider="vast,ai", instance_id="7", instance_type="A100"
    )
    sent = client.submissions.create(
        execution_id=samples.execution.id, submission_file_path="a.csv", kaggle_submission_id="k1"
    )
    setting = client.configurations.create(config_key="k", config_value=1, config_type="gpu")
    assert client.competitions.find(kaggle_id="titanic") == samples.competition
    assert client.gpu_sessions.find(provider="vast,ai", instance_id="7") == session
    assert client.submissions.find(kaggle_submission_id="k1") == sent
    assert client.configurations.find(config_key="k") == setting
    assert client.competitions.find(kaggle_id="nothing") is None


def test_upsert_inserts_then_updates(client: KaggleStore, samples: Samples) -> None:
    given: Any = {"provider": "vast_ai", "instance_id": "7", "instance_type": "A100"}
    first = client.gpu_sessions.upsert(execution_id=samples.execution.id, **given, region="eu")
    again = client.gpu_sessions.upsert(execution_id=samples.execution.id, **given, gpu_count=4)
    assert (again.id, again.gpu_count, again.region) == (first.id, 4, "eu")
    sent: Any = {"kaggle_submission_id": "k1", "submission_file_path": "a.csv"}
    new = client.submissions.upsert(execution_id=samples.execution.id, **sent)
    scored = client.submissions.upsert(execution_id=samples.execution.id, **sent, public_score=0.5)
    assert (scored.id, scored.public_score) == (new.id, 0.5)
    one = client.configurations.upsert(config_key="k", config_value={"a": 1}, config_type="gpu")
    two = client.configurations.upsert(config_key="k", config_value=[2], config_type="api")
    assert (two.id, two.config_value, two.config_type) == (one.id, [2], "api")


def test_restarted_machine_gets_another_session(client: KaggleStore, samples: Samples) -> None:
    pod: Any = {"provider": "runpod", "instance_id": "pod-1", "instance_type": "A100"}
    pod |= {"execution_id": samples.execution.id, "cost_limit_dollars": 0.01}
    first = client.gpu_sessions.upsert(**pod)
    client.gpu_sessions.close(first.id)
    ended = client.gpu_sessions.find("runpod", "pod-1")
    assert ended is not None
    assert (ended.id, ended.status) == (first.id, "terminated")
    second = client.gpu_sessions.upsert(**pod, region="eu")
    assert second.id != first.id
    assert client.gpu_sessions.find("runpod", "pod-1") == second
    with pytest.raises(AlreadyExists):
        client.gpu_sessions.open(**pod)
    again = client.gpu_sessions.upsert(**pod, region="us")
    assert (again.id, again.region) == (second.id, "us")
    client.gpu_sessions.close(second.id)
    assert client.gpu_sessions.open(**pod).id not in {first.id, second.id}


def test_upsert_of_ended_session_is_repeatable(client: KaggleStore, samples: Samples) -> None:
    pod: Any = {"provider": "runpod", "instance_id": "pod-1", "instance_type": "A100"}
    pod |= {"execution_id": samples.execution.id, "status": "terminated"}
    first = client.gpu_sessions.upsert(**pod)
    assert client.gpu_sessions.upsert(**pod, region="eu").id == first.id
    assert client.gpu_sessions.count() == 1


def test_upsert_refuses_row_of_another_execution(client: KaggleStore, samples: Samples) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    pod: Any = {"provider": "runpod", "instance_id": "pod-1", "instance_type": "A100"}
    held = client.gpu_sessions.upsert(execution_id=samples.execution.id, **pod)
    with pytest.raises(AlreadyExists, match="pod-1") as refused:
        client.gpu_sessions.upsert(execution_id=other.id, **pod, region="eu")
    assert "runpod" in str(refused.value)
    sent: Any = {"kaggle_submission_id": "k1", "submission_file_path": "a.csv"}
    kept = client.submissions.upsert(execution_id=samples.execution.id, **sent)
    with pytest.raises(AlreadyExists, match="kaggle_submission_id=k1"):
        client.submissions.upsert(execution_id=other.id, **sent, public_score=0.5)
    assert client.gpu_sessions.get(held.id) == held
    assert client.submissions.get(kept.id) == kept


def test_ended_session_of_another_execution_stays(client: KaggleStore, samples: Samples) -> None:
    other = client.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )
    pod: Any = {"provider": "runpod", "instance_id": "pod-1", "instance_type": "A100"}
    first = client.gpu_sessions.upsert(execution_id=samples.execution.id, **pod)
    ended: Any = {"execution_id": other.id, **pod, "status": "terminated"}
    mine = client.gpu_sessions.upsert(**ended)
    assert client.gpu_sessions.upsert(**ended, region="eu").id == mine.id != first.id
    assert client.gpu_sessions.get(first.id) == first


def test_concurrent_upserts_share_one_live_session(store: KaggleStore) -> None:
    run = Samples(store).execution
    pod: Any = {"provider": "runpod", "instance_id": "pod-1", "instance_type": "A100"}
    pod |= {"execution_id": run.id, "cost_limit_dollars": 0.01}
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: store.gpu_sessions.upsert(**pod).id, range(16)))
    assert len(found) == store.gpu_sessions.count() == 1


def test_upsert_requires_key_and_refuses_id(client: KaggleStore, samples: Samples) -> None:
    new: Any = {"execution_id": samples.execution.id, "provider": "x", "instance_type": "y"}
    with pytest.raises(InvalidInput, match=r"GpuSession\.instance_id: required"):
        client.gpu_sessions.upsert(**new)
    with pytest.raises(InvalidInput, match=r"GpuSession\.id: not allowed"):
        client.gpu_sessions.upsert(**new, instance_id="7", id=uuid4())


def test_duplicate_natural_key_is_refused(client: KaggleStore, samples: Samples) -> None:
    assert samples.competition
    with pytest.raises(AlreadyExists, match="titanic") as conflict:
        client.competitions.create(kaggle_id="titanic", title="Again")
    assert (conflict.value.code, conflict.value.status) == ("23505", 409)
    with pytest.raises(AlreadyExists):
        client.competitions.create_many(
            [{"kaggle_id": "new", "title": "New"}, {"kaggle_id": "titanic", "title": "Again"}]
        )
    assert client.competitions.find(kaggle_id="new") is None


def test_settings_can_be_deleted(client: KaggleStore) -> None:
    rows = [
        client.configurations.create(config_key=f"k{n}", config_value=n, config_type="gpu")
        for n in range(4)
    ]
    assert client.configurations.delete(rows[0].id) is None
    with pytest.raises(NotFound, match=r"configurations\.delete: no row of configurations has id"):
        client.configurations.delete(rows[0].id)
    assert client.configurations.delete_where(config_key=["k1", "k2", "nothing"]) == 2
    assert client.configurations.delete_where(config_key=[]) == 0
    assert [row.config_key for row in client.configurations.list()] == ["k3"]
