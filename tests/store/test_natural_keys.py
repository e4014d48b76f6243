"""Rows that callers know by a key of their own, through both doors."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import AlreadyExists, InvalidInput, KaggleStore, NotFound
from tests.store.samples import Samples


def test_a_row_is_found_by_its_natural_key_or_is_none(door: KaggleStore, samples: Samples) -> None:
    session = door.gpu_sessions.create(
        execution_id=samples.execution.id, provider="vast,ai", instance_id="7", instance_type="A100"
    )
    sent = door.submissions.create(
        execution_id=samples.execution.id, submission_file_path="a.csv", kaggle_submission_id="k1"
    )
    setting = door.configurations.create(config_key="k", config_value=1, config_type="gpu")
    assert door.competitions.find(kaggle_id="titanic") == samples.competition
    assert door.gpu_sessions.find(provider="vast,ai", instance_id="7") == session
    assert door.submissions.find(kaggle_submission_id="k1") == sent
    assert door.configurations.find(config_key="k") == setting
    assert door.competitions.find(kaggle_id="nothing") is None


def test_an_upsert_inserts_then_changes_what_is_given(door: KaggleStore, samples: Samples) -> None:
    given: Any = {"provider": "vast_ai", "instance_id": "7", "instance_type": "A100"}
    first = door.gpu_sessions.upsert(execution_id=samples.execution.id, **given, region="eu")
    again = door.gpu_sessions.upsert(execution_id=samples.execution.id, **given, gpu_count=4)
    assert (again.id, again.gpu_count, again.region) == (first.id, 4, "eu")
    sent: Any = {"kaggle_submission_id": "k1", "submission_file_path": "a.csv"}
    new = door.submissions.upsert(execution_id=samples.execution.id, **sent)
    scored = door.submissions.upsert(execution_id=samples.execution.id, **sent, public_score=0.5)
    assert (scored.id, scored.public_score) == (new.id, 0.5)
    one = door.configurations.upsert(config_key="k", config_value={"a": 1}, config_type="gpu")
    two = door.configurations.upsert(config_key="k", config_value=[2], config_type="api")
    assert (two.id, two.config_value, two.config_type) == (one.id, [2], "api")


def test_an_upsert_needs_its_natural_key_and_takes_no_id(
    door: KaggleStore, samples: Samples
) -> None:
    new: Any = {"execution_id": samples.execution.id, "provider": "x", "instance_type": "y"}
    with pytest.raises(InvalidInput, match=r"GpuSession\.instance_id: needed"):
        door.gpu_sessions.upsert(**new)
    with pytest.raises(InvalidInput, match=r"GpuSession\.id: not taken here"):
        door.gpu_sessions.upsert(**new, instance_id="7", id=uuid4())


def test_another_row_with_the_same_natural_key_already_exists(
    door: KaggleStore, samples: Samples
) -> None:
    assert samples.competition
    with pytest.raises(AlreadyExists, match="titanic") as conflict:
        door.competitions.create(kaggle_id="titanic", title="Again")
    assert (conflict.value.code, conflict.value.status) == ("23505", 409)
    with pytest.raises(AlreadyExists):
        door.competitions.create_many(
            [{"kaggle_id": "new", "title": "New"}, {"kaggle_id": "titanic", "title": "Again"}]
        )
    assert door.competitions.find(kaggle_id="new") is None


def test_settings_may_be_deleted(door: KaggleStore) -> None:
    rows = [
        door.configurations.create(config_key=f"k{n}", config_value=n, config_type="gpu")
        for n in range(4)
    ]
    assert door.configurations.delete(rows[0].id) is None
    with pytest.raises(NotFound, match=r"configurations\.delete: no row of configurations has id"):
        door.configurations.delete(rows[0].id)
    assert door.configurations.delete_where(config_key=["k1", "k2", "nothing"]) == 2
    assert door.configurations.delete_where(config_key=[]) == 0
    assert [row.config_key for row in door.configurations.list()] == ["k3"]
