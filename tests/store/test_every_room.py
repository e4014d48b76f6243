"""What every room can do, through both doors."""

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

NOWHERE = UUID("00000000-0000-7000-8000-000000000000")


@dataclass(frozen=True)
class Room:
    """A room by its name, with a row to create in it and a change to make."""

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


ROOMS = [
    Room("competitions", lambda _: {"kaggle_id": "x", "title": "X"}, {"title": "Y"}),
    Room(
        "agent_executions",
        lambda s: {"competition_id": s.competition.id, "execution_name": "one"},
        {"priority": 7},
    ),
    Room("research_results", _research, {"citation_count": 3}),
    Room("generated_code", _code, {"code_content": "x = 2"}),
    Room(
        "gpu_sessions",
        lambda s: {
            "execution_id": s.execution.id,
            "provider": "vast_ai",
            "instance_type": "RTX4090",
            # Without a limit the first would reserve the whole budget.
            "cost_limit_dollars": Decimal("0.01"),
        },
        {"region": "eu"},
    ),
    Room("training_jobs", _job, {"total_epochs": 5}),
    Room(
        "submissions",
        lambda s: {"execution_id": s.execution.id, "submission_file_path": "out.csv"},
        {"description": "first try"},
    ),
    Room("human_interventions", _intervention, {"notification_method": "slack"}),
    Room(
        "configurations",
        lambda _: {"config_key": "gpu.rate", "config_value": 2.5, "config_type": "gpu"},
        {"config_value": {"max": 3}},
    ),
]


@pytest.fixture(params=ROOMS, ids=str)
def room(request: pytest.FixtureRequest) -> Room:
    given: Room = request.param
    return given


def test_a_created_row_is_read_back_as_it_was_returned(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs = getattr(door, room.name)
    row = verbs.create(**room.new(samples))
    assert verbs.get(row.id) == row
    assert {name: getattr(row, name) for name in room.new(samples)} == room.new(samples)


def test_the_same_create_sent_again_returns_the_row_unchanged(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs, new = getattr(door, room.name), room.new(samples)
    row = verbs.create(**new, id=NOWHERE)
    assert verbs.create(**new, id=NOWHERE) == row
    assert verbs.count(id=NOWHERE) == 1


def test_many_rows_come_back_in_the_order_given_and_may_be_repeated(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs = getattr(door, room.name)
    many = [_numbered(room.new(samples), n) for n in range(5)]
    rows = verbs.create_many(many)
    assert [row.id for row in rows] == [new["id"] for new in many]
    assert verbs.create_many(reversed(many)) == rows[::-1]


def _numbered(new: dict[str, Any], number: int) -> dict[str, Any]:
    numbered = {**new, "id": UUID(int=9 - number)}
    for name in ("kaggle_id", "config_key", "query_text"):
        if name in new:
            numbered[name] = f"{new[name]}-{number}"
    return numbered


def test_no_rows_are_created_from_none(door: KaggleStore, room: Room) -> None:
    assert getattr(door, room.name).create_many([]) == []


def test_an_update_changes_what_is_given_and_nothing_else(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs = getattr(door, room.name)
    row = verbs.create(**room.new(samples))
    changed = verbs.update(row.id, **room.change)
    kept = {"updated_at", "content_sha256", *room.change}
    assert {name: getattr(changed, name) for name in room.change} == room.change
    assert changed.model_dump(exclude=kept) == row.model_dump(exclude=kept)
    assert verbs.get(row.id) == changed


def test_an_update_by_filter_returns_what_it_changed(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs = getattr(door, room.name)
    row = verbs.create(**room.new(samples))
    assert [each.id for each in verbs.update_where({"id": row.id}, **room.change)] == [row.id]
    assert verbs.update_where({"id": NOWHERE}, **room.change) == []


def test_a_row_that_is_not_there_is_not_found(door: KaggleStore, room: Room) -> None:
    verbs = getattr(door, room.name)
    with pytest.raises(NotFound, match=f"{room.name}.get: no row of {room.name} has id = 0") as get:
        verbs.get(NOWHERE)
    assert (get.value.code, get.value.operation) == ("PGRST116", f"{room.name}.get")
    with pytest.raises(NotFound, match=f"{room.name}.update"):
        verbs.update(NOWHERE, **room.change)


def test_lists_counts_and_iterations_agree(door: KaggleStore, samples: Samples, room: Room) -> None:
    verbs = getattr(door, room.name)
    many = [_numbered(room.new(samples), n) for n in range(5)]
    ids = sorted(row.id for row in verbs.create_many(many))
    where = {"id": ids}
    assert verbs.count(**where) == 5
    assert [row.id for row in verbs.list(**where)] == ids
    assert [row.id for row in verbs.list(order="-id", limit=2, offset=1, **where)] == [
        ids[3],
        ids[2],
    ]
    assert [row.id for row in verbs.iterate(page_size=2, **where)] == ids


def test_listed_rows_are_as_rich_as_a_list_may_be(
    door: KaggleStore, samples: Samples, room: Room
) -> None:
    verbs = getattr(door, room.name)
    row = verbs.create(**room.new(samples))
    (listed,) = verbs.list(id=row.id)
    assert listed.model_dump() == row.model_dump(include=set(type(listed).model_fields))


def test_metrics_are_created_and_found_by_id_and_time(door: KaggleStore) -> None:
    at = datetime(2026, 11, 20, 12, 30, 15, 123456, tzinfo=UTC)
    new: dict[str, Any] = {"metric_name": "loss", "metric_value": 0.1, "metric_type": "gauge"}
    point = door.system_metrics.create(**new, id=NOWHERE, timestamp=at)
    assert door.system_metrics.get(NOWHERE, at) == point
    assert door.system_metrics.create(**new, id=NOWHERE, timestamp=at) == point
    assert door.system_metrics.count(metric_name="loss") == 1
