"""`watch()`: every change once and in order, however late its transaction commits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest

from kaggle_store import Change, InvalidCursor, InvalidInput, KaggleStore
from tests.conftest import Owner, Stack
from tests.store.samples import Samples

BEGINNING = "1:1:"
"""A cursor before every transaction."""


@pytest.fixture
def other(stack: Stack) -> Iterator[Owner]:
    """A second connection as the owner, for open transactions."""
    assert stack.db_url
    with psycopg.connect(stack.db_url) as connection:
        yield connection
        connection.rollback()


def read(store: KaggleStore, after: str, execution_id: UUID | None = None) -> list[Change]:
    changes = store.agent_executions.watch(
        after=after, execution_id=execution_id, every=0.05, timeout=0
    )
    return list(changes)


def insert(owner: Owner, samples: Samples, count: int = 1) -> list[UUID]:
    return [
        row[0]
        for row in owner.execute(
            "insert into agent_executions (competition_id, execution_name) "
            "select %s, 'run ' || n from generate_series(1, %s) as n returning id",
            [samples.competition.id, count],
        ).fetchall()
    ]


def test_changes_come_once_in_order(client: KaggleStore, samples: Samples) -> None:
    position = client.audit_log.position()
    execution = samples.execution
    client.agent_executions.move(execution.id, "data_acquisition")
    client.agent_executions.move(execution.id, "cancelled")
    found = read(client, position)
    assert [change.new_values.get("status") for change in found] == [  # type: ignore[union-attr]
        "pending",
        "data_acquisition",
        "cancelled",
    ]
    assert {change.row_id for change in found} == {execution.id}
    assert read(client, found[-1].cursor) == []


def test_watch_begins_with_the_first_step(
    client: KaggleStore, owner: Owner, samples: Samples
) -> None:
    [early] = insert(owner, samples)
    changes = client.agent_executions.watch(every=0.05, timeout=0)
    assert list(changes) == []
    assert early in {change.row_id for change in read(client, BEGINNING)}


def test_late_commit_is_not_missed(
    client: KaggleStore, owner: Owner, other: Owner, samples: Samples
) -> None:
    position = client.audit_log.position()
    [late] = insert(other, samples)
    early = insert(owner, samples, 3)
    first = read(client, position)
    assert [change.row_id for change in first] == early
    other.commit()
    second = read(client, first[-1].cursor)
    assert [change.row_id for change in second] == [late]
    assert second[0].id < first[0].id
    assert read(client, second[-1].cursor) == []


def test_function_returns_a_change_once(owner: Owner, other: Owner, samples: Samples) -> None:
    def changes(after: str | None) -> dict[str, Any]:
        row = owner.execute("select changes_after('agent_executions', %s)", [after]).fetchone()
        assert row
        found: dict[str, Any] = row[0]
        return found

    position = changes(None)["cursor"]
    [late] = insert(other, samples)
    early = insert(owner, samples, 2)
    first = changes(position)
    assert [change["row_id"] for change in first["changes"]] == [*map(str, early)]
    other.commit()
    second = changes(first["cursor"])
    assert [change["row_id"] for change in second["changes"]] == [str(late)]
    assert changes(second["cursor"])["changes"] == []


def test_order_of_row_outlasts_old_transactions(
    client: KaggleStore, owner: Owner, other: Owner, samples: Samples
) -> None:
    [row] = insert(owner, samples)
    position = client.audit_log.position()
    insert(other, samples)  # an older transaction, which changes the row last
    owner.execute("update agent_executions set status = 'data_acquisition' where id = %s", [row])
    other.execute("update agent_executions set status = 'research' where id = %s", [row])
    other.commit()
    found = [change for change in read(client, position) if change.row_id == row]
    assert [change.new_values["status"] for change in found] == ["data_acquisition", "research"]  # type: ignore[index, call-overload]


def test_long_list_continues_after_any_change(
    client: KaggleStore, owner: Owner, samples: Samples
) -> None:
    position = client.audit_log.position()
    rows = insert(owner, samples, 1_100)
    found = read(client, position)
    assert [change.row_id for change in found] == rows
    late = insert(owner, samples)
    rest = read(client, found[700].cursor)
    assert [change.row_id for change in rest] == rows[701:] + late


def test_large_changes_come_in_several_lists(
    client: KaggleStore, owner: Owner, samples: Samples
) -> None:
    position = client.audit_log.position()
    rows = owner.execute(
        "insert into audit_log (table_name, row_id, action, actor_role, new_values) "
        "select 'agent_executions', gen_random_uuid(), 'update', 'service_role', "
        "jsonb_build_object('error_message', repeat('é', 2000000)) "
        "from generate_series(1, 5) returning row_id"
    ).fetchall()
    found = owner.execute(
        "select changes_after('agent_executions', %s, p_limit => 5) -> 'changes'", [position]
    ).fetchone()
    assert found
    assert len(found[0]) == 3, "a list ends after 8 MB"
    assert [(change.row_id,) for change in read(client, position)] == rows


def test_execution_filters_changes(client: KaggleStore, owner: Owner, samples: Samples) -> None:
    position = client.audit_log.position()
    first, second = insert(owner, samples, 2)
    assert [change.row_id for change in read(client, position, second)] == [second]
    assert [change.row_id for change in read(client, position, first)] == [first]


def test_each_table_has_its_own_changes(client: KaggleStore, samples: Samples) -> None:
    position = client.audit_log.position()
    asked = client.human_interventions.request(
        execution_id=samples.execution.id,
        intervention_type="approval_required",
        title="Submit?",
        description="0.82",
    )
    interventions = client.human_interventions.watch(after=position, every=0.05, timeout=0)
    assert [change.row_id for change in interventions] == [asked.id]
    assert list(client.submissions.watch(after=position, every=0.05, timeout=0)) == []


@pytest.mark.parametrize(
    "cursor", ["", "x", "1:1", "1:1:/2", "1:1:/2:2:", "1:1:/1:1:/x", "2:1:", "1:1:/1:1:/1/1"]
)
def test_unknown_cursor_is_refused(client: KaggleStore, cursor: str) -> None:
    with pytest.raises((InvalidCursor, InvalidInput)):
        read(client, cursor)


def test_cursor_of_another_database_is_refused(client: KaggleStore) -> None:
    with pytest.raises(InvalidCursor, match="ahead of this database"):
        read(client, "900000000000:900000000000:")


def test_adopted_entries_are_not_new(client: KaggleStore, owner: Owner, samples: Samples) -> None:
    position = client.audit_log.position()
    [row] = insert(owner, samples)
    owner.execute("update audit_log set transaction_id = transaction_id + 1000000")
    assert read(client, position) == []
    adopted = owner.execute("select kaggle_store.adopt_audit_log()").fetchone()
    assert adopted
    assert adopted[0] > 0
    assert read(client, position) == []
    assert row in {change.row_id for change in read(client, BEGINNING)}


@pytest.mark.parametrize("limit", [0, -5, None])
def test_function_bounds_its_limit(owner: Owner, samples: Samples, limit: int | None) -> None:
    rows = insert(owner, samples, 2)
    found = owner.execute(
        "select changes_after('agent_executions', '1:1:', p_limit => %s)", [limit]
    ).fetchone()
    assert found
    assert 1 <= len(found[0]["changes"]) <= len(rows) + 1
