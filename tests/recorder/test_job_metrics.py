"""Metrics that are recorded under a training job carry the job and its attempt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AsyncKaggleStore, KaggleStore
from kaggle_store.integrations import keras
from kaggle_store.models import AgentExecution, SystemMetric
from kaggle_store.models.functions import MetricRow
from tests.conftest import Stack
from tests.recorder.test_frameworks import Callback, provide
from tests.store.samples import Samples

Clock = Callable[[str], None]
POINT: Any = {"metric_name": "loss", "metric_value": 0.5, "metric_type": "gauge"}


def _tags(samples: Samples, attempt: int = 1, **more: object) -> dict[str, object]:
    return {"training_job_id": str(samples.job.id), "attempt": attempt, **more}


def _stored(store: KaggleStore) -> list[SystemMetric]:
    return list(store.system_metrics.iterate())


def _other_execution(store: KaggleStore, samples: Samples) -> AgentExecution:
    return store.agent_executions.create(
        competition_id=samples.competition.id, execution_name="other"
    )


def test_job_recorder_tags_points(store: KaggleStore, samples: Samples, tmp_path: Path) -> None:
    assert samples.job
    with store.training_jobs.work() as job:
        assert job is not None
        with job.recorder(spool=tmp_path, tags={"fold": 1}) as log:
            log("loss", 0.5, step=7, tags={"rank": 0})
    [row] = _stored(store)
    assert row.tags == _tags(samples, fold=1, rank=0, step=7)
    assert (row.execution_id, row.component) == (samples.execution.id, "training")


def test_recorder_of_job_store_tags_points(
    store: KaggleStore, samples: Samples, tmp_path: Path
) -> None:
    assert samples.job
    with store.training_jobs.work() as job:
        assert job is not None
        with job.store.system_metrics.recorder(spool=tmp_path, component="gpu") as log:
            log("loss", 0.5)
    [row] = _stored(store)
    assert (row.tags, row.execution_id) == (_tags(samples), samples.execution.id)
    assert row.component == "gpu"


WRITES: dict[str, Callable[[Any, Any], object]] = {
    "record": lambda metrics, point: metrics.record([point]),
    "create": lambda metrics, point: metrics.create(**point),
    "create_many": lambda metrics, point: metrics.create_many([point]),
    "record_rows": lambda metrics, point: metrics.record_rows([{**EMPTY_ROW, **point}]),
}
EMPTY_ROW: dict[str, Any] = dict.fromkeys(MetricRow.__annotations__)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_job_store_tags_stored_metrics(
    store: KaggleStore, samples: Samples, write: Callable[[Any, Any], object]
) -> None:
    other = _other_execution(store, samples)
    assert samples.job
    with store.training_jobs.work() as job:
        assert job is not None
        metrics = job.store.system_metrics
        write(metrics, {**POINT, "tags": {"fold": 1}})
        write(metrics, {**POINT, "execution_id": samples.execution.id})
        write(metrics, {**POINT, "tags": {"attempt": 9}})
        write(metrics, {**POINT, "execution_id": other.id})
    own, theirs = samples.execution.id, other.id
    assert [(row.tags, row.execution_id) for row in _stored(store)] == [
        (_tags(samples, fold=1), own),
        (_tags(samples), own),
        (_tags(samples, attempt=9), own),
        (None, theirs),
    ]


async def test_awaited_job_tags_points(
    store: KaggleStore, stack: Stack, samples: Samples, tmp_path: Path
) -> None:
    assert samples.job
    async with (
        AsyncKaggleStore(stack.api_url, stack.secret_key) as awaited,
        awaited.training_jobs.work(poll=1) as job,
    ):
        async with job.recorder(spool=tmp_path) as log:
            log("loss", 0.5)
        await job.store.system_metrics.record([POINT])
        await job.store.system_metrics.create(**POINT)
    assert [row.tags for row in _stored(store)] == [_tags(samples)] * 3


def test_machine_with_worker_token_tags_points(
    store: KaggleStore, stack: Stack, samples: Samples, tmp_path: Path
) -> None:
    assert samples.job
    with KaggleStore(stack.api_url, stack.secret_key, jwt_secret=stack.jwt_secret) as agent:
        token = agent.tokens.for_execution(samples.execution.id).access_token
    with (
        KaggleStore(stack.api_url, stack.publishable_key, access_token=token) as machine,
        machine.training_jobs.work(execution_id=samples.execution.id) as job,
    ):
        assert job is not None
        with job.recorder(spool=tmp_path) as log:
            log("loss", 0.5)
        job.store.system_metrics.record([POINT])
        series = list(job.store.system_metrics.series(samples.execution.id, "loss"))
    assert [row.tags for row in series] == [_tags(samples)] * 2


def test_each_attempt_has_its_series(
    store: KaggleStore, samples: Samples, set_clock: Clock, tmp_path: Path
) -> None:
    assert samples.job
    for attempt in (1, 2):
        set_clock(f"{attempt} days")
        with store.training_jobs.work() as job:
            assert job is not None
            with job.recorder(spool=tmp_path) as log:
                log("loss", 10 * attempt, step=1)
            job.report(epoch=1, metrics={"accuracy": attempt / 10})
            job.fail("out of memory")
    execution, metrics = samples.execution.id, store.system_metrics
    assert [row.tags for row in metrics.series(execution, "loss")] == [_tags(samples, 2, step=1)]
    assert [row.tags for row in metrics.series(execution, "accuracy")] == [
        _tags(samples, 2, epoch=1)
    ]
    values = [row.metric_value for row in metrics.series(execution, "loss", attempt="all")]
    assert values == [10, 20]


def test_released_attempt_keeps_its_number(store: KaggleStore, samples: Samples) -> None:
    assert samples.job
    for value in (1, 2):
        with store.training_jobs.work() as job:
            assert job is not None
            job.store.system_metrics.create(**(POINT | {"metric_value": value}))
    series = list(store.system_metrics.series(samples.execution.id, "loss"))
    assert [(row.metric_value, row.tags) for row in series] == [
        (1, _tags(samples)),
        (2, _tags(samples)),
    ]


def test_report_without_a_claim_is_first_attempt(store: KaggleStore, samples: Samples) -> None:
    store.training_jobs.report(samples.job.id, step=3, metrics={"loss": 0.5})
    [row] = _stored(store)
    assert row.tags == _tags(samples, step=3)


def test_execution_block_tags_nothing(store: KaggleStore, samples: Samples) -> None:
    assert samples.execution
    with store.agent_executions.work() as job:
        assert job is not None
        job.store.system_metrics.create(**POINT)
    [row] = _stored(store)
    assert (row.tags, row.execution_id) == (None, None)


def test_keras_callback_takes_job_recorder(
    store: KaggleStore, samples: Samples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provide(monkeypatch, "keras.callbacks", Callback=Callback)
    assert samples.job
    with store.training_jobs.work() as job:
        assert job is not None
        with job.recorder(spool=tmp_path) as log:
            keras.callback(log).on_epoch_end(3, {"loss": 0.5})
    [row] = _stored(store)
    assert row.tags == _tags(samples, epoch=3)


def test_points_of_invalid_tags_are_refused(store: KaggleStore, samples: Samples) -> None:
    assert samples.job
    with store.training_jobs.work() as job:
        assert job is not None
        with pytest.raises(ValueError, match="tags"):
            job.store.system_metrics.create(**(POINT | {"tags": [1]}))
        with pytest.raises(ValueError, match="execution_id"):
            job.store.system_metrics.create(**(POINT | {"execution_id": 7}))
        assert job.store.system_metrics.count(execution_id=uuid4()) == 0
