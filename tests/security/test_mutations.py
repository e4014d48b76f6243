"""Weakening any one policy, grant or function is noticed by what this folder proves."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest

from kaggle_store.local import LocalStack
from tests.security.checks import (
    CHECKS,
    Check,
    catalog,
    cells,
    encrypted_values_stay,
    ended_tokens_open_nothing,
    history_is_silent,
    input_is_bounded,
    machines_are_left_alone,
    readings_are_recorded,
    secrets_are_sealed,
)

SETTINGS = cells("authenticated", of=("configurations",))
PARTITION = (
    "(select min(inhrelid::regclass::text) from pg_inherits "
    "where inhparent = 'public.system_metrics'::regclass)"
)


READS_WITHOUT_A_RECORD = """
insert into kaggle_store.readings (table_name, row_id, reader)
values (p_table, p_row_id, kaggle_store.reader()) returning ticket
"""


@dataclass(frozen=True)
class Mutation:
    """A weakness, as SQL, and the check that has to notice it."""

    name: str
    sql: str
    check: Check

    def __str__(self) -> str:
        return self.name.replace(" ", "_")


def _on(table: str, policy: str, says: str) -> str:
    return f'alter policy "{policy}" on public.{table} {says}'


def _function(name: str, body: str, more: str = "") -> str:
    """Put another body into a function, whatever its arguments are by now."""
    head = (
        f"create or replace function kaggle_store.{name}(%s) returns %s language sql {more} "
        "set search_path = pg_catalog, pg_temp as %L"
    )
    of = f"('kaggle_store.{name}'::regproc)"
    return (
        f"do $do$ begin execute format('{head}', pg_get_function_arguments{of}, "
        f"pg_get_function_result{of}, $body${body}$body$); end $do$"
    )


MUTATIONS = [
    # Policies
    Mutation("a policy is dropped", "drop policy config_access_policy on configurations", SETTINGS),
    Mutation(
        "people see what is sensitive",
        _on("configurations", "config_access_policy", "using (true)"),
        SETTINGS,
    ),
    Mutation(
        "people add settings",
        _on("configurations", "admins add settings", "with check (true)"),
        SETTINGS,
    ),
    Mutation(
        "people change settings",
        _on("configurations", "admins change settings", "using (true) with check (true)"),
        SETTINGS,
    ),
    Mutation(
        "people delete settings",
        _on("configurations", "admins delete settings", "using (true)"),
        SETTINGS,
    ),
    Mutation(
        "a worker reads all code",
        _on("generated_code", "a worker reads the code of its execution", "using (true)"),
        cells("kaggle_worker", of=("generated_code",)),
    ),
    Mutation(
        "a worker reads all sessions",
        _on("gpu_sessions", "a worker reads the sessions of its execution", "using (true)"),
        cells("kaggle_worker", of=("gpu_sessions",)),
    ),
    Mutation(
        "a worker records anybody's metrics",
        _on("system_metrics", "a worker records metrics of its execution", "with check (true)"),
        cells("kaggle_worker", of=("system_metrics",)),
    ),
    Mutation(
        "a worker knows all executions",
        _on("agent_executions", "a worker knows its execution", "using (true)"),
        cells("kaggle_worker", of=("agent_executions",)),
    ),
    Mutation(
        "an admin may not write",
        _on("competitions", "admins keep competitions", "using (false)"),
        cells("admin", of=("competitions",)),
    ),
    # Row level security
    Mutation(
        "settings without row level security",
        "alter table configurations disable row level security",
        SETTINGS,
    ),
    Mutation(
        "jobs without row level security",
        "alter table training_jobs disable row level security",
        cells("kaggle_worker", of=("training_jobs",)),
    ),
    Mutation(
        "keys without row level security",
        "alter table kaggle_store.encryption_keys disable row level security",
        catalog,
    ),
    Mutation(
        "a view with its owner's rights",
        "alter view execution_progress set (security_invoker = false)",
        catalog,
    ),
    # Grants
    Mutation(
        "strangers read",
        "grant select on competitions to anon; "
        "create policy strangers on competitions for select to anon using (true)",
        cells("anon", of=("competitions",)),
    ),
    Mutation(
        "agents delete",
        "grant delete on competitions to service_role",
        cells("service_role", of=("competitions",)),
    ),
    Mutation("people may update", "grant update on competitions to authenticated", catalog),
    Mutation(
        "agents write history",
        "grant insert on audit_log to service_role",
        cells("service_role", of=("audit_log",)),
    ),
    Mutation("agents empty history", "grant truncate on audit_log to service_role", catalog),
    Mutation(
        "people see the way into a machine",
        "grant select (ssh_connection_info) on gpu_sessions to authenticated",
        cells("authenticated", columns=("gpu_sessions.ssh_connection_info",)),
    ),
    Mutation(
        "agents write the way into a machine",
        "grant update (ssh_connection_info) on gpu_sessions to service_role",
        cells("service_role", columns=("gpu_sessions.ssh_connection_info",)),
    ),
    Mutation(
        "agents say what is encrypted",
        "grant insert (is_encrypted), update (is_encrypted) on configurations to service_role",
        cells("service_role", columns=("configurations.is_encrypted",)),
    ),
    Mutation(
        "rows are given away",
        "grant update (execution_id) on submissions to service_role",
        cells("service_role", columns=("submissions.execution_id",)),
    ),
    Mutation(
        "a partition is open",
        f"do $$ begin execute format('grant select on %s to authenticated', {PARTITION}); end $$",
        cells("authenticated", of=("system_metrics_YYYY_MM",)),
    ),
    Mutation(
        "keys are read", "grant select on kaggle_store.encryption_keys to service_role", catalog
    ),
    Mutation(
        "strangers call",
        "grant execute on function integrity_report() to anon",
        cells("anon", calls=("integrity_report",)),
    ),
    Mutation(
        "people call",
        "grant execute on function rotate_encryption_key() to authenticated",
        catalog,
    ),
    Mutation(
        "machines claim executions",
        "grant execute on function claim_executions to kaggle_worker",
        cells("kaggle_worker", calls=("claim_executions",)),
    ),
    # Functions that check
    Mutation(
        "everybody is an admin",
        _function("is_admin", "select true", "stable"),
        SETTINGS,
    ),
    Mutation(
        "everybody keeps secrets",
        _function("check_keeper", "select", "stable"),
        cells("authenticated", calls=("reveal_configuration", "set_configuration")),
    ),
    Mutation(
        "machines reach everything",
        _function("check_worker", "select", "stable"),
        cells("kaggle_worker", calls=("heartbeat_gpu_session", "heartbeat_training_job")),
    ),
    Mutation(
        "tokens never end",
        _function(
            "worker_execution_id",
            "select (auth.jwt() ->> 'execution_id')::uuid where auth.role() = 'kaggle_worker'",
            "stable security definer",
        ),
        ended_tokens_open_nothing,
    ),
    Mutation(
        "history is not redacted",
        _function("redact", "select p_row"),
        history_is_silent,
    ),
    Mutation(
        "changes are not recorded",
        "drop trigger record_changes on configurations",
        history_is_silent,
    ),
    Mutation(
        "readings are not recorded",
        _function("record_reading", READS_WITHOUT_A_RECORD),
        readings_are_recorded,
    ),
    Mutation(
        "encrypted values are written by hand",
        "drop trigger guard_encrypted_setting on configurations",
        encrypted_values_stay,
    ),
    Mutation(
        "sealing only writes otherwise",
        _function(
            "seal",
            "select 'v1:' || translate(encode(convert_to(p_text, 'UTF8'), 'base64'), E'\\n', '')",
        ),
        secrets_are_sealed,
    ),
    Mutation(
        "a replaced key is not noticed",
        _function(
            "key_of",
            "select kaggle_store.vault_secret(vault_name) from kaggle_store.encryption_keys "
            "where version = p_version",
            "stable",
        ),
        secrets_are_sealed,
    ),
    Mutation(
        "machines stay open after their end",
        _function(
            "hold_live_session",
            "select * from public.gpu_sessions where id = p_id",
        ),
        machines_are_left_alone,
    ),
    Mutation(
        "paths climb",
        _function("is_safe_path", "select true", "immutable"),
        input_is_bounded,
    ),
    Mutation(
        "input has no bounds",
        _function("json_flaw", "select null::text", "immutable"),
        input_is_bounded,
    ),
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_weakness_is_noticed(scratch: LocalStack, mutation: Mutation) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        owner.execute(mutation.sql.encode())
        assert mutation.check(scratch, owner) != []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_what_notices_a_weakness_says_nothing_of_a_sound_store(
    scratch: LocalStack, check: Check
) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        assert check(scratch, owner) == []


def test_the_cells_that_notice_a_weakness_are_as_they_should_be_in_a_sound_store(
    scratch: LocalStack,
) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        for mutation in MUTATIONS:
            if mutation.check not in CHECKS:
                assert mutation.check(scratch, owner) == [], mutation
