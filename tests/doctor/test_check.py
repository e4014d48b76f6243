"""`kaggle-store check` prints the integrity report; its exit code is 1 for findings."""

from __future__ import annotations

import json

import httpx
import psycopg

from kaggle_store.local import LocalStack
from tests.conftest import Owner
from tests.doctor.conftest import Command

TWO_COMPETITIONS = "insert into competitions (kaggle_id, title) values ('a', 'A'), ('b', 'B')"
A_BUDGET = (
    "insert into agent_executions (competition_id, execution_name) "
    "select id, 'run' from competitions; "
    "update agent_executions set gpu_budget_consumed = 1"
)


def test_consistent_store_exits_with_0(on_stack: Command, owner: Owner) -> None:
    owner.execute(TWO_COMPETITIONS)
    code, printed = on_stack("check")
    assert code == 0
    rows = [line.split() for line in printed.splitlines()]
    assert ["table", "rows", "executions", "earliest", "latest", "findings"] in rows
    [counted] = [row for row in rows if row[:1] == ["competitions"]]
    assert counted[1:3] == ["2", "2"]
    assert printed.rstrip().endswith("✓ 2 rows, no inconsistencies.")
    assert max(map(len, printed.splitlines())) <= 80


def test_finding_exits_with_1(on_stack: Command, owner: Owner) -> None:
    owner.execute(f"{TWO_COMPETITIONS}; {A_BUDGET}".encode())
    ids = [str(row[0]) for row in owner.execute("select id from agent_executions").fetchall()]
    code, printed = on_stack("check")
    assert code == 1
    assert "✗ agent_executions: gpu_budget_consumed differs from its sessions (2)" in printed
    assert all(f"    {id}\n" in printed for id in ids)
    assert "2 findings in 4 rows" in printed
    owner.execute("update agent_executions set gpu_budget_consumed = 0 where id = %s", [ids[0]])
    assert "1 finding in 4 rows" in on_stack("check")[1]


def test_check_prints_json(on_stack: Command, owner: Owner) -> None:
    owner.execute(f"{TWO_COMPETITIONS}; {A_BUDGET}".encode())
    code, printed = on_stack("check", "--json")
    report = {row["table_name"]: row for row in json.loads(printed)}
    assert code == 1
    assert report["agent_executions"]["findings"] == 2
    assert report["competitions"]["row_count"] == 2


def test_unreachable_store_exits_with_2(command: Command, early: LocalStack) -> None:
    code, printed = command("check")
    assert (code, "SUPABASE_URL" in printed) == (2, True)
    code, printed = command("check", url="http://127.0.0.1:1", key="x")
    assert (code, "kaggle-store doctor" in printed) == (2, True)
    code, printed = command("check", url=early.api_url, key=early.secret_key)
    assert (code, "20261123050350_integrity.sql" in printed) == (2, True)


SLOW = """
create function {0}() returns void language sql stable security definer set search_path = '' {1}
as 'select from pg_catalog.pg_sleep(0.2)';
grant execute on function {0}() to service_role;
"""
RELOAD = "notify pgrst, 'reload config'; notify pgrst, 'reload schema'"


def test_report_has_its_own_statement_timeout(early: LocalStack, owner: Owner) -> None:
    """PostgREST sets a function's statement_timeout before it calls it; the report has one."""
    assert owner.execute(
        "select 'statement_timeout=10min' = any (proconfig) from pg_proc "
        "where proname = 'integrity_report'"
    ).fetchone() == (True,)

    def call(function: str) -> str | None:
        url = f"{early.api_url}/rest/v1/rpc/{function}"
        response = httpx.post(url, headers={"apikey": early.secret_key})
        return None if response.is_success else str(response.json()["code"])

    with psycopg.connect(early.db_url, autocommit=True) as early_owner:
        early_owner.execute(SLOW.format("slow", "").encode())
        early_owner.execute(SLOW.format("extended", "set statement_timeout = '1min'").encode())
        change = "alter role service_role {} statement_timeout {}; " + RELOAD
        early_owner.execute(change.format("set", "= '50ms'").encode())
        try:
            # PostgREST reloads its configuration asynchronously.
            assert any(call("slow") == "57014" for _ in range(100))
            assert call("extended") is None
        finally:
            early_owner.execute(change.format("reset", "").encode())
            early_owner.execute("drop function slow(), extended()")
