"""`kaggle-store check` prints the integrity report, and its exit code says whether all is well."""

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


def test_a_healthy_store_is_counted_and_ends_with_0(here: Command, owner: Owner) -> None:
    owner.execute(TWO_COMPETITIONS)
    code, said = here("check")
    assert code == 0
    rows = [line.split() for line in said.splitlines()]
    assert ["table", "rows", "executions", "earliest", "latest", "findings"] in rows
    [counted] = [row for row in rows if row[:1] == ["competitions"]]
    assert counted[1:3] == ["2", "2"]
    assert said.rstrip().endswith("✓ 2 rows, and nothing contradicts itself.")
    assert max(map(len, said.splitlines())) <= 80


def test_a_finding_is_shown_with_its_rows_and_ends_with_1(here: Command, owner: Owner) -> None:
    owner.execute(f"{TWO_COMPETITIONS}; {A_BUDGET}".encode())
    ids = [str(row[0]) for row in owner.execute("select id from agent_executions").fetchall()]
    code, said = here("check")
    assert code == 1
    assert "✗ agent_executions: gpu_budget_consumed differs from its sessions (2)" in said
    assert all(f"    {id}\n" in said for id in ids)
    assert "2 findings in 4 rows" in said
    owner.execute("update agent_executions set gpu_budget_consumed = 0 where id = %s", [ids[0]])
    assert "1 finding in 4 rows" in here("check")[1]


def test_programs_read_the_report_as_json(here: Command, owner: Owner) -> None:
    owner.execute(f"{TWO_COMPETITIONS}; {A_BUDGET}".encode())
    code, said = here("check", "--json")
    report = {row["table_name"]: row for row in json.loads(said)}
    assert code == 1
    assert report["agent_executions"]["findings"] == 2
    assert report["competitions"]["row_count"] == 2


def test_a_store_that_cannot_be_asked_ends_with_2(command: Command, early: LocalStack) -> None:
    code, said = command("check")
    assert (code, "SUPABASE_URL" in said) == (2, True)
    code, said = command("check", url="http://127.0.0.1:1", key="x")
    assert (code, "kaggle-store doctor" in said) == (2, True)
    code, said = command("check", url=early.api_url, key=early.secret_key)
    assert (code, "20261123050350_integrity.sql" in said) == (2, True)


SLOW = """
create function {0}() returns void language sql stable security definer set search_path = '' {1}
as 'select from pg_catalog.pg_sleep(0.2)';
grant execute on function {0}() to service_role;
"""
RELOAD = "notify pgrst, 'reload config'; notify pgrst, 'reload schema'"


def test_the_report_may_take_longer_than_its_caller_else_may(
    early: LocalStack, owner: Owner
) -> None:
    """PostgREST sets a function's statement_timeout before it calls it; the report has one."""
    assert owner.execute(
        "select 'statement_timeout=10min' = any (proconfig) from pg_proc "
        "where proname = 'integrity_report'"
    ).fetchone() == (True,)

    def ask(function: str) -> str | None:
        url = f"{early.api_url}/rest/v1/rpc/{function}"
        answer = httpx.post(url, headers={"apikey": early.secret_key})
        return None if answer.is_success else str(answer.json()["code"])

    with psycopg.connect(early.db_url, autocommit=True) as early_owner:
        early_owner.execute(SLOW.format("slow", "").encode())
        early_owner.execute(SLOW.format("patient", "set statement_timeout = '1min'").encode())
        change = "alter role service_role {} statement_timeout {}; " + RELOAD
        early_owner.execute(change.format("set", "= '50ms'").encode())
        try:
            # PostgREST hears of it in its own time.
            assert any(ask("slow") == "57014" for _ in range(100))
            assert ask("patient") is None
        finally:
            early_owner.execute(change.format("reset", "").encode())
            early_owner.execute("drop function slow(), patient()")
