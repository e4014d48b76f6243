"""Arrow tables and series, typed by the schema, with both clients."""

from __future__ import annotations

import json
import math
import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from kaggle_store import KaggleStore, SettingsError
from kaggle_store.models import SystemMetricInsert
from tests.store.samples import Samples

AT = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def test_to_arrow_column_types(client: KaggleStore, samples: Samples) -> None:
    row = client.competitions.create(
        kaggle_id="x",
        title="日本語",
        prize_pool=Decimal("9999999999.999999"),
        tags=["a", "b"],
        deadline=AT,
        source_record={"日": [1, None]},
    )
    table = client.competitions.to_arrow(kaggle_id="x")
    assert table.schema.field("id").type == pa.string()
    assert table.schema.field("prize_pool").type == pa.decimal128(16, 6)
    assert table.schema.field("dataset_size_gb").type == pa.decimal128(18, 9)
    assert table.schema.field("deadline").type == pa.timestamp("us", "UTC")
    assert table.schema.field("problem_type").type == pa.dictionary(pa.int32(), pa.string())
    assert table.schema.field("tags").type == pa.list_(pa.string())
    assert not table.schema.field("title").nullable
    (read,) = table.to_pylist()
    assert read.pop("id") == str(row.id)
    assert json.loads(read.pop("source_record")) == {"日": [1, None]}
    assert read == row.model_dump(exclude={"id", "source_record"})


@pytest.mark.parametrize("page", [2, 3, 7])
def test_to_arrow_joins_pages_in_key_order(
    client: KaggleStore, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    kinds: list[Any] = ["nlp", "tabular", "cv"]
    for number in range(6):
        client.competitions.create(
            kaggle_id=f"k{number}", title="T", problem_type=kinds[number % 3]
        )
    ids = [str(row.id) for row in client.competitions.list()]
    monkeypatch.setattr("kaggle_store._requests.query.LARGEST_PAGE", page)
    table = client.competitions.to_arrow()
    assert table.column("id").to_pylist() == ids
    assert table.column("problem_type").to_pylist() == kinds * 2


def test_series_to_arrow_keeps_nan_and_timestamps(client: KaggleStore, samples: Samples) -> None:
    values = [0.1, math.nan, math.inf, -math.inf, 1e300]
    points: list[SystemMetricInsert] = [
        {
            "metric_name": "loss",
            "metric_value": value,
            "metric_type": "gauge",
            "execution_id": samples.execution.id,
            "timestamp": AT + timedelta(seconds=step),
        }
        for step, value in enumerate(values)
    ]
    client.system_metrics.record(points)
    table = client.system_metrics.series_to_arrow(
        samples.execution.id, "loss", since=AT, until=AT + timedelta(seconds=4)
    )
    assert table.column("metric_value").type == pa.float64()
    assert [repr(v) for v in table.column("metric_value").to_pylist()] == [
        "0.1",
        "nan",
        "inf",
        "-inf",
    ]
    assert table.column("timestamp").to_pylist() == [
        AT + timedelta(seconds=step) for step in range(4)
    ]


def test_empty_table_keeps_schema(client: KaggleStore) -> None:
    empty = client.gpu_sessions.to_arrow()
    assert empty.num_rows == 0
    assert empty.schema.field("hourly_rate_dollars").type == pa.decimal128(16, 6)
    assert "ssh_connection_info" not in empty.column_names


def test_only_to_arrow_full_has_heavy_columns(client: KaggleStore, samples: Samples) -> None:
    assert samples.code
    assert "code_content" not in client.generated_code.to_arrow().column_names
    assert client.generated_code.to_arrow_full().column("code_content").to_pylist() == [
        samples.code.code_content
    ]


def test_pandas_and_polars_read_table(store: KaggleStore) -> None:
    store.competitions.create(kaggle_id="x", title="X", prize_pool=Decimal("0.5"), deadline=AT)
    table = store.competitions.to_arrow()
    frame = table.to_pandas()
    assert list(frame["title"]) == ["X"]
    assert frame["deadline"][0] == pd.Timestamp(AT)
    read = pl.from_arrow(table)
    assert isinstance(read, pl.DataFrame)
    assert read["prize_pool"].to_list() == [Decimal("0.5")]
    assert read["problem_type"].to_list() == ["other"]


def test_missing_pyarrow_names_extra(client: KaggleStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "kaggle_store._requests.arrow", raising=False)
    with pytest.raises(SettingsError, match=r"pip install 'kaggle_store\[arrow\]'"):
        client.competitions.to_arrow()
