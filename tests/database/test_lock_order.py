"""All calls and writes lock rows in one order: no two of them can wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.conftest import Owner
from tests.database.clients import connect
from tests.database.lock_calls import calls, create_rows, rows_of
from tests.database.row_locks import Call, LockTracer, Step, Waits, opposing, out_of_order

ORDER = [
    ["configurations", "archived_executions"],
    ["competitions"],
    [
        *("research_results", "generated_code", "gpu_sessions", "submissions"),
        *("human_interventions", "notices", "artifacts"),
    ],
    ["gpu_terminations", "intervention_notifications"],
    ["notification_deliveries"],
    ["training_jobs"],
    ["agent_executions"],
]
"""The order of the page Leases. Of the first two only settings are locked with other rows."""

ELSEWHERE = {
    "decrypt_config_value": "no role may call it",
    "ensure_metric_partitions": "locks tables: test_partitions_lock_executions_first",
    "run_retention": "locks tables, and waits 50 ms for each",
    "refresh_execution_summary": "locks the summary only",
    "import_archived_execution": "adds new rows, and tries what restore_execution locks",
    "add_store_member": "locks a member only",
    "remove_store_member": "locks a member only",
}
"""Functions that are not in the matrix, and why."""


@pytest.fixture(scope="module")
def tracer(session_owner: Owner, module_owner: Owner) -> Iterator[LockTracer]:
    values = create_rows(module_owner)
    tracer = LockTracer(lambda: connect(session_owner), rows_of(values), values)
    yield tracer
    tracer.close()


@pytest.fixture(scope="module")
def waits(tracer: LockTracer) -> Mapping[str, Waits]:
    return {name: tracer.waits_of(call) for name, call in calls().items()}


def test_no_two_calls_wait_for_each_other(tracer: LockTracer, waits: Mapping[str, Waits]) -> None:
    pairs = opposing(waits)
    assert {
        pair for pair in pairs if not any(_is_by_filter(tracer, step) for step in pair)
    } == set()


def test_locks_follow_the_documented_order(tracer: LockTracer, waits: Mapping[str, Waits]) -> None:
    steps = out_of_order(waits, tracer.rows, ORDER)
    assert {
        step
        for step in steps
        # Its intervention is locked before a notification, and skipped where it is taken.
        if step.wanted != "notification" and not _is_by_filter(tracer, step)
    } == set()


def _is_by_filter(tracer: LockTracer, step: Step) -> bool:
    """Return True if a client's update by filter locks rows of its table as they are found.

    That is documented: it may be undone, and is sent again.
    """
    return ": all" in step.call and tracer.rows[step.held][0] == tracer.rows[step.wanted][0]


def test_no_call_waits_with_parents_locked_for_update(
    session_owner: Owner, tracer: LockTracer, waits: Mapping[str, Waits]
) -> None:
    """Such a lock stops every new reference; deletes and the archive need it, and do not wait."""
    parents = session_owner.execute(
        "select confrelid::regclass::text from pg_constraint where contype = 'f'"
    ).fetchall()
    found = {
        Step(call, row, wanted)
        for call, rows in waits.items()
        for wanted, held in rows.items()
        for row, strength in held.items()
        if strength == "update" and (tracer.rows[row][0],) in parents
    }
    assert found == set()


def test_opposing_orders_are_found(tracer: LockTracer) -> None:
    lock = "select from {} where id = %({})s for no key update"
    job = lock.format("training_jobs", "job")
    execution = lock.format("agent_executions", "execution")
    found = {
        name: tracer.waits_of(Call(f"{first}; {second}"))
        for name, first, second in (("up", job, execution), ("down", execution, job))
    }
    down = Step("down", "execution", "job")
    assert opposing(found) == {(down, Step("up", "job", "execution"))}
    assert out_of_order(found, tracer.rows, ORDER) == {down}


def test_shared_locks_do_not_exclude_each_other(tracer: LockTracer) -> None:
    code = "select from generated_code where id = %(code)s for share"
    job = "select from training_jobs where id = %(job)s for no key update"
    execution = "select from agent_executions where id = %(execution)s for no key update"
    found = {
        "up": tracer.waits_of(Call(f"{code}; {job}; {execution}")),
        "down": tracer.waits_of(Call(f"{code}; {execution}; {job}")),
    }
    assert len(opposing(found)) == 1


def test_every_function_is_in_the_matrix(session_owner: Owner) -> None:
    rows = session_owner.execute(
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace "
        # Functions that are not volatile cannot lock rows.
        "and provolatile = 'v' and prorettype <> 'trigger'::regtype"
    ).fetchall()
    covered = {name.split(":")[0].split(" ")[0] for name in calls()}
    assert {name for (name,) in rows} - covered == ELSEWHERE.keys()


def test_every_granted_write_is_in_the_matrix(session_owner: Owner) -> None:
    rows = session_owner.execute(
        "select distinct verb || ' ' || relname from pg_class "
        "cross join unnest(array['insert', 'update', 'delete']) as verb "
        "cross join unnest(array['service_role', 'admin', 'kaggle_worker']) as role "
        "where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') "
        "and not relispartition and case verb when 'delete' then "
        "has_table_privilege(role, oid, verb) else has_any_column_privilege(role, oid, verb) end"
    ).fetchall()
    covered = {" ".join(name.split(":")[0].split(" ")[:2]) for name in calls()}
    assert {write for (write,) in rows} - covered == set()
