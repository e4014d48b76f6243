"""A bad row leaves nothing half-done, and is named by its place among all that were given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.store.samples import Samples


def test_a_bad_finding_is_named_and_none_is_stored(door: KaggleStore, samples: Samples) -> None:
    finding: Any = {
        "execution_id": samples.execution.id,
        "research_type": "documentation",
        "query_text": "q",
        "source_api": "made",
        "raw_response": {},
    }
    rows: list[Any] = [{**finding, "external_id": str(n)} for n in range(1000)]
    rows[700]["source_api"] = "x" * 51
    before = door.research_results.count()
    with pytest.raises(InvalidInput, match=r"ResearchResult\[700\]\.source_api"):
        door.research_results.add_many(rows)
    assert door.research_results.count() == before


def test_a_bad_point_is_named_and_none_is_stored(door: KaggleStore, samples: Samples) -> None:
    point: Any = {"metric_name": "loss", "metric_value": 1.0, "metric_type": "gauge"}
    points: list[Any] = [dict(point) for _ in range(6000)]
    points[5500]["metric_type"] = "wrong"
    before = door.system_metrics.count()
    with pytest.raises(InvalidInput, match=r"SystemMetric\[5500\]\.metric_type"):
        door.system_metrics.record(points)
    assert door.system_metrics.count() == before


def test_a_metric_with_an_id_needs_its_time(door: KaggleStore, samples: Samples) -> None:
    with pytest.raises(InvalidInput, match=r"SystemMetric\.timestamp: needed beside an id"):
        door.system_metrics.create(
            id=uuid4(), metric_name="loss", metric_value=1.0, metric_type="gauge"
        )


@pytest.mark.parametrize(
    "moment",
    [
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=5))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_a_moment_that_could_not_be_read_back_is_refused(
    door: KaggleStore, samples: Samples, moment: datetime
) -> None:
    with pytest.raises(InvalidInput, match=r"Competition\.deadline: .*9999"):
        door.competitions.create(
            kaggle_id="far", title="Far", problem_type="other", deadline=moment
        )
    far = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert door.competitions.create(kaggle_id="far", title="F", deadline=far).deadline == far


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_json_that_could_not_be_read_back_is_refused(door: KaggleStore, samples: Samples) -> None:
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    for value in (nested(200), cyclic):
        with pytest.raises(InvalidInput, match="cannot be read back"):
            door.configurations.create(config_key="deep", config_type="system", config_value=value)
    deep: Any = nested(90)
    stored = door.configurations.create(config_key="deep", config_type="system", config_value=deep)
    assert stored.config_value == deep
