"""Each weakened policy, grant or function is detected by a check of this folder."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
import pytest

from kaggle_store.local import LocalStack
from tests.security.checks import (
    CHECKS,
    Check,
    audit_log_hides_values,
    catalog,
    cells,
    encrypted_values_are_protected,
    ended_tokens_read_nothing,
    input_is_bounded,
    readings_are_recorded,
    secrets_are_encrypted,
    ssh_access_is_guarded,
)

SETTINGS = cells("authenticated", of=("configurations",))
PARTITION = (
    "(select min(inhrelid::regclass::text) from pg_inherits "
    "where inhparent = 'public.system_metrics'::regclass)"
)


UNRECORDED_READING = """
insert into kaggle_store.readings (table_name, row_id, reader)
values (p_table, p_row_id, kaggle_store.reader()) returning ticket
"""


@dataclass(frozen=True)
class Mutation:
    """A weakness as SQL, and the check that must detect it."""

    name: str
    sql: str
    check: Check

    def __str__(self) -> str:
        return self.name.replace(" ", "_")


def _policy(table: str, policy: str, clause: str) -> str:
    return f'alter policy "{policy}" on public.{table} {clause}'


def _function(name: str, body: str, more: str = "") -> str:
    """Return SQL that replaces a function's body and keeps its current signature."""
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
        "people see sensitive settings",
        _policy("configurations", "config_access_policy", "using (true)"),
        SETTINGS,
    ),
    Mutation(
        "people add settings",
        _policy("configurations", "admins add settings", "with check (true)"),
        SETTINGS,
    ),
    Mutation(
        "people change settings",
        _policy("configurations", "admins change settings", "using (true) with check (true)"),
        SETTINGS,
    ),
    Mutation(
        "people delete settings",
        _policy("configurations", "admins delete settings", "using (true)"),
        SETTINGS,
    ),
    Mutation(
        "a worker reads all code",
        _policy("generated_code", "a worker reads the code of its execution", "using (true)"),
        cells("kaggle_worker", of=("generated_code",)),
    ),
    Mutation(
        "a worker reads all sessions",
        _policy("gpu_sessions", "a worker reads the sessions of its execution", "using (true)"),
        cells("kaggle_worker", of=("gpu_sessions",)),
    ),
    Mutation(
        "a worker records metrics of other executions",
        _policy("system_metrics", "a worker records metrics of its execution", "with check (true)"),
        cells("kaggle_worker", of=("system_metrics",)),
    ),
    Mutation(
        "a worker sees all executions",
        _policy("agent_executions", "a worker knows its execution", "using (true)"),
        cells("kaggle_worker", of=("agent_executions",)),
    ),
    Mutation(
        "an admin may not write",
        _policy("competitions", "admins keep competitions", "using (false)"),
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
        "anon reads",
        "grant select on competitions to anon; "
        "create policy anon_reads on competitions for select to anon using (true)",
        cells("anon", of=("competitions",)),
    ),
    Mutation(
        "agents delete",
        "grant delete on competitions to service_role",
        cells("service_role", of=("competitions",)),
    ),
    Mutation("people may update", "grant update on competitions to authenticated", catalog),
    Mutation(
        "agents write the audit log",
        "grant insert on audit_log to service_role",
        cells("service_role", of=("audit_log",)),
    ),
    Mutation(
        "agents truncate the audit log", "grant truncate on audit_log to service_role", catalog
    ),
    Mutation(
        "people see SSH credentials",
        "grant select (ssh_connection_info) on gpu_sessions to authenticated",
        cells("authenticated", columns=("gpu_sessions.ssh_connection_info",)),
    ),
    Mutation(
        "agents write SSH credentials",
        "grant update (ssh_connection_info) on gpu_sessions to service_role",
        cells("service_role", columns=("gpu_sessions.ssh_connection_info",)),
    ),
    Mutation(
        "agents set the encrypted flag",
        "grant insert (is_encrypted), update (is_encrypted) on configurations to service_role",
        cells("service_role", columns=("configurations.is_encrypted",)),
    ),
    Mutation(
        "agents move rows",
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
        "anon calls",
        "grant execute on function integrity_report() to anon",
        cells("anon", calls=("integrity_report",)),
    ),
    Mutation(
        "people call",
        "grant execute on function rotate_encryption_key() to authenticated",
        catalog,
    ),
    Mutation(
        "workers claim executions",
        "grant execute on function claim_executions to kaggle_worker",
        cells("kaggle_worker", calls=("claim_executions",)),
    ),
    # Functions that check
    Mutation(
        "all are admins",
        _function("is_admin", "select true", "stable"),
        SETTINGS,
    ),
    Mutation(
        "all may read secrets",
        _function("check_keeper", "select", "stable"),
        cells("authenticated", calls=("reveal_configuration", "set_configuration")),
    ),
    Mutation(
        "workers reach all executions",
        _function("check_worker", "select", "stable"),
        cells("kaggle_worker", calls=("heartbeat_gpu_session", "heartbeat_training_job")),
    ),
    Mutation(
        "tokens never expire",
        _function(
            "worker_execution_id",
            "select (auth.jwt() ->> 'execution_id')::uuid where auth.role() = 'kaggle_worker'",
            "stable security definer",
        ),
        ended_tokens_read_nothing,
    ),
    Mutation(
        "the audit log is not redacted",
        _function("redact", "select p_row"),
        audit_log_hides_values,
    ),
    Mutation(
        "changes are not recorded",
        "drop trigger record_changes on configurations",
        audit_log_hides_values,
    ),
    Mutation(
        "readings are not recorded",
        _function("record_reading", UNRECORDED_READING),
        readings_are_recorded,
    ),
    Mutation(
        "encrypted values are overwritten",
        "drop trigger guard_encrypted_setting on configurations",
        encrypted_values_are_protected,
    ),
    Mutation(
        "encryption only encodes",
        _function(
            "seal",
            "select 'v1:' || translate(encode(convert_to(p_text, 'UTF8'), 'base64'), E'\\n', '')",
        ),
        secrets_are_encrypted,
    ),
    Mutation(
        "a replaced key is not detected",
        _function(
            "key_of",
            "select kaggle_store.vault_secret(vault_name) from kaggle_store.encryption_keys "
            "where version = p_version",
            "stable",
        ),
        secrets_are_encrypted,
    ),
    Mutation(
        "ended sessions stay open",
        _function(
            "hold_live_session",
            "select * from public.gpu_sessions where id = p_id",
        ),
        ssh_access_is_guarded,
    ),
    Mutation(
        "paths traverse",
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
def test_mutation_is_detected(scratch: LocalStack, mutation: Mutation) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        owner.execute(mutation.sql.encode())
        assert mutation.check(scratch, owner) != []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_checks_pass_on_intact_store(scratch: LocalStack, check: Check) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        assert check(scratch, owner) == []


def test_mutation_cells_pass_on_intact_store(
    scratch: LocalStack,
) -> None:
    with psycopg.connect(scratch.db_url, autocommit=True) as owner:
        for mutation in MUTATIONS:
            if mutation.check not in CHECKS:
                assert mutation.check(scratch, owner) == [], mutation
