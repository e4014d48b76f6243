"""The verbs that every resource has, with both clients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from kaggle_store import KaggleStore, NotFound
from tests.store.samples import Samples

UNKNOWN_ID = UUID("00000000-0000-7000-8000-000000000000")


@dataclass(frozen=True)
class Resource:
    """The name of a resource, a row to create in it and a change to make."""

    name: str
    new: Callable[[Samples], dict[str, Any]]
    change: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def _research(samples: Samples) -> dict[str, Any]:
    return {
        "execution_id": samples.execution.id,
        "research_type": "academic_papers",
        "query_text": "gradient boosting",
        "source_api": "arxiv",
        "raw_response": {"papers": [1, 2]},
    }


def _code(samples: Samples) -> dict[str, Any]:
    return {
        "execution_id": samples.execution.id,
        "code_type": "model",
        "file_name": "model.py",
        "code_content": "x = 1",
    }


def _job(samples: Samples) -> dict[str, Any]:
    return {"execution_id": samples.execution.id, "code_id": samples.code.id, "job_name": "first"}


def _intervention(samples: Samples) -> dict[str, Any]:
    return {
        "execution_id": samples.execution.id,
        "intervention_type": "approval_required",
        "title": "Submit?",
        "description": "The score looks right.",
    }


RESOURCES = [
    Resource("competitions", lambda _: {"kaggle_id": "x", "title": "X"}, {"title": "Y"}),
    Resource(
        "agent_executions",
        lambda s: {"competition_id": s.competition.id, "execution_name": "one"},
        {"priority": 7},
    ),
    Resource("research_results", _research, {"citation_count": 3}),
    Resource("generated_code", _code, {"code_content": "x = 2"}),
    Resource(
        "gpu_sessions",
        lambda s: {
            "execution_id": s.execution.id,
            "provider": "vast_ai",
            "instance_type": "RTX4090",
            # Without a limit the first session would reserve the whole budget.
            "cost_limit_dollars": Decimal("0.01"),
        },
        {"region": "eu"},
    ),
    Resource("training_jobs", _job, {"total_epochs": 5}),
    Resource(
        "submissions",
        lambda s: {"execution_id": s.execution.id, "submission_file_path": "out.csv"},
        {"description": "first try"},
    ),
    Resource("human_interventions", _intervention, {"notification_method": "slack"}),
    Resource(
        "configurations",
        lambda _: {"config_key": "gpu.rate", "config_value": 2.5, "config_type": "gpu"},
        {"config_value": {"max": 3}},
    ),
]


@pytest.fixture(params=RESOURCES, ids=str)
def resource(request: pytest.FixtureRequest) -> Resource:
    given: Resource = request.param
    return given


def test_create_then_get(client: KaggleStore, samples: Samples, resource: Resource) -> None:
    verbs = getattr(client, resource.name)
    row = verbs.create(**resource.new(samples))
    assert verbs.get(row.id) == row
    assert {name: getattr(row, name) for name in resource.new(samples)} == resource.new(samples)


def test_repeated_create_returns_same_row(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs, new = getattr(client, resource.name), resource.new(samples)
    row = verbs.create(**new, id=UNKNOWN_ID)
    assert verbs.create(**new, id=UNKNOWN_ID) == row
    assert verbs.count(id=UNKNOWN_ID) == 1


def test_create_many_keeps_order_and_can_be_repeated(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs = getattr(client, resource.name)
    many = [_numbered(resource.new(samples), n) for n in range(5)]
    rows = verbs.create_many(many)
    assert [row.id for row in rows] == [new["id"] for new in many]
    assert verbs.create_many(reversed(many)) == rows[::-1]


def _numbered(new: dict[str, Any], number: int) -> dict[str, Any]:
    numbered = {**new, "id": UUID(int=9 - number)}
    for name in ("kaggle_id", "config_key", "query_text"):
        if name in new:
            numbered[name] = f"{new[name]}-{number}"
    return numbered


def test_create_many_without_rows(client: KaggleStore, resource: Resource) -> None:
    assert getattr(client, resource.name).create_many([]) == []


def test_update_changes_only_given_columns(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs = getattr(client, resource.name)
    row = verbs.create(**resource.new(samples))
    changed = verbs.update(row.id, **resource.change)
    kept = {"updated_at", "content_sha256", *resource.change}
    assert {name: getattr(changed, name) for name in resource.change} == resource.change
    assert changed.model_dump(exclude=kept) == row.model_dump(exclude=kept)
    assert verbs.get(row.id) == changed


def test_update_where_returns_changed_rows(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs = getattr(client, resource.name)
    row = verbs.create(**resource.new(samples))
    assert [each.id for each in verbs.update_where({"id": row.id}, **resource.change)] == [row.id]
    assert verbs.update_where({"id": UNKNOWN_ID}, **resource.change) == []


def test_unknown_id_raises_not_found(client: KaggleStore, resource: Resource) -> None:
    verbs = getattr(client, resource.name)
    with pytest.raises(
        NotFound, match=f"{resource.name}.get: no row of {resource.name} has id = 0"
    ) as get:
        verbs.get(UNKNOWN_ID)
    assert (get.value.code, get.value.operation) == ("PGRST116", f"{resource.name}.get")
    with pytest.raises(NotFound, match=f"{resource.name}.update"):
        verbs.update(UNKNOWN_ID, **resource.change)


def test_list_count_and_iterate_agree(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs = getattr(client, resource.name)
    many = [_numbered(resource.new(samples), n) for n in range(5)]
    ids = sorted(row.id for row in verbs.create_many(many))
    where = {"id": ids}
    assert verbs.count(**where) == 5
    assert [row.id for row in verbs.list(**where)] == ids
    assert [row.id for row in verbs.list(order="-id", limit=2, offset=1, **where)] == [
        ids[3],
        ids[2],
    ]
    assert [row.id for row in verbs.iterate(page_size=2, **where)] == ids


def test_listed_row_has_all_listed_columns(
    client: KaggleStore, samples: Samples, resource: Resource
) -> None:
    verbs = getattr(client, resource.name)
    row = verbs.create(**resource.new(samples))
    (listed,) = verbs.list(id=row.id)
    assert listed.model_dump() == row.model_dump(include=set(type(listed).model_fields))


def test_metric_key_is_id_and_timestamp(client: KaggleStore) -> None:
    at = datetime(2026, 11, 20, 12, 30, 15, 123456, tzinfo=UTC)
    new: dict[str, Any] = {"metric_name": "loss", "metric_value": 0.1, "metric_type": "gauge"}
    point = client.system_metrics.create(**new, id=UNKNOWN_ID, timestamp=at)
    assert client.system_metrics.get(UNKNOWN_ID, at) == point
    assert client.system_metrics.create(**new, id=UNKNOWN_ID, timestamp=at) == point
    assert client.system_metrics.count(metric_name="loss") == 1
