"""An invalid row is reported by its index, and none of the rows is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest

from kaggle_store import InvalidInput, KaggleStore
from tests.store.samples import Samples


def test_add_many_reports_invalid_row_index(client: KaggleStore, samples: Samples) -> None:
    finding: Any = {
        "execution_id": samples.execution.id,
        "research_type": "documentation",
        "query_text": "q",
        "source_api": "made",
        "raw_response": {},
    }
    rows: list[Any] = [{**finding, "external_id": str(n)} for n in range(1000)]
    rows[700]["source_api"] = "x" * 51
    before = client.research_results.count()
    with pytest.raises(InvalidInput, match=r"ResearchResult\[700\]\.source_api"):
        client.research_results.add_many(rows)
    assert client.research_results.count() == before


def test_record_reports_invalid_point_index(client: KaggleStore, samples: Samples) -> None:
    point: Any = {"metric_name": "loss", "metric_value": 1.0, "metric_type": "gauge"}
    points: list[Any] = [dict(point) for _ in range(6000)]
    points[5500]["metric_type"] = "wrong"
    before = client.system_metrics.count()
    with pytest.raises(InvalidInput, match=r"SystemMetric\[5500\]\.metric_type"):
        client.system_metrics.record(points)
    assert client.system_metrics.count() == before


def test_metric_id_requires_timestamp(client: KaggleStore, samples: Samples) -> None:
    with pytest.raises(InvalidInput, match=r"SystemMetric\.timestamp: required with an id"):
        client.system_metrics.create(
            id=uuid4(), metric_name="loss", metric_value=1.0, metric_type="gauge"
        )


@pytest.mark.parametrize(
    "moment",
    [
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=5))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_create_refuses_datetime_out_of_utc_range(
    client: KaggleStore, samples: Samples, moment: datetime
) -> None:
    with pytest.raises(InvalidInput, match=r"Competition\.deadline: .*9999"):
        client.competitions.create(
            kaggle_id="far", title="Far", problem_type="other", deadline=moment
        )
    far = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert client.competitions.create(kaggle_id="far", title="F", deadline=far).deadline == far


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_create_refuses_unreadable_json(client: KaggleStore, samples: Samples) -> None:
    cyclic: list[Any] = []
    cyclic.append(cyclic)
    for value in (nested(200), cyclic):
        with pytest.raises(InvalidInput, match="cannot be read back"):
            client.configurations.create(
                config_key="deep", config_type="system", config_value=value
            )
    deep: Any = nested(90)
    stored = client.configurations.create(
        config_key="deep", config_type="system", config_value=deep
    )
    assert stored.config_value == deep
