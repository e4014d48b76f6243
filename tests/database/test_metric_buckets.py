"""metric_buckets(): a series reduced to buckets for a plot, without losing extremes."""

from __future__ import annotations

import math
from uuid import UUID

import pytest

from tests.database.clients import Client, Row, refused


def buckets(client: Client, execution: UUID, **more: object) -> list[Row]:
    asked = {"p_execution_id": execution, "p_metric_name": "loss", **more}
    named = ", ".join(f"{name} => %s" for name in asked)
    return client.rows(f"select * from unnest(metric_buckets({named}))", *asked.values())


@pytest.fixture
def execution(agent: Client) -> UUID:
    """Return an execution with 1,000 points, one a second: 0, 1, 2 …; every hundredth is NaN."""
    id = agent.execution()
    agent.rows(
        "insert into system_metrics "
        "(metric_name, metric_value, metric_type, execution_id, timestamp) "
        "select 'loss', case when n %% 100 = 99 then 'NaN'::double precision else n end, "
        "'gauge', %s, '2026-11-01T00:00:00Z'::timestamptz + n * interval '1 second' "
        "from generate_series(0, 999) as n",
        id,
    )
    return id


def test_buckets_keep_min_max_avg_and_last(agent: Client, execution: UUID) -> None:
    rows = buckets(agent, execution, p_buckets=10)
    assert [row["bucket"] for row in rows] == list(range(1, 11))
    assert sum(row["points"] for row in rows) == 1000
    for number, row in enumerate(rows):
        assert (row["min_value"], row["max_value"]) == (100 * number, 100 * number + 98)
        assert row["avg_value"] == 100 * number + 49
        assert math.isnan(row["last_value"]), "the last value of each bucket is NaN"
        assert row["first_at"] < row["last_at"]


def test_window_omits_empty_buckets(agent: Client, execution: UUID) -> None:
    rows = buckets(
        agent,
        execution,
        p_since="2026-10-31T23:50:00Z",
        p_until="2026-11-01T00:00:10Z",
        p_buckets=61,
    )
    assert [(row["bucket"], row["points"]) for row in rows] == [(61, 10)]


@pytest.mark.parametrize("count", [1, 5000])
def test_buckets_cover_all_points(agent: Client, execution: UUID, count: int) -> None:
    assert sum(row["points"] for row in buckets(agent, execution, p_buckets=count)) == 1000


def test_empty_series_has_no_buckets(agent: Client) -> None:
    assert buckets(agent, agent.execution()) == []


@pytest.mark.parametrize("count", [0, -1, 5001, None])
def test_invalid_bucket_count_is_refused(agent: Client, count: int | None) -> None:
    with refused("KS105") as facts:
        buckets(agent, agent.execution(), p_buckets=count)
    assert facts == {"asked": count}


def test_metric_names_have_counts_and_last_values(agent: Client, execution: UUID) -> None:
    agent.rows(
        "insert into system_metrics (metric_name, metric_value, metric_type, execution_id, "
        "component, timestamp) values ('loss', 7, 'gauge', %s, 'eval', '2026-11-02'), "
        "('accuracy', 0.5, 'gauge', %s, null, '2026-11-02'), "
        "('of another', 1, 'gauge', null, null, '2026-11-02')",
        execution,
        execution,
    )
    rows = agent.rows("select * from unnest(metric_names(%s))", execution)
    found = [(row["metric_name"], row["component"], row["points"]) for row in rows]
    assert found == [("accuracy", None, 1), ("loss", None, 1000), ("loss", "eval", 1)]
    assert rows[0]["last_value"] == 0.5
    assert math.isnan(rows[1]["last_value"])
    assert (rows[2]["last_value"], rows[2]["first_at"]) == (7, rows[2]["last_at"])
