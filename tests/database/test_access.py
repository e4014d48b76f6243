"""Privileges of each role, read from the catalog: nothing is open by omission."""

from __future__ import annotations

import httpx
import pytest

from tests.conftest import Owner, Stack

RELATIONS = """
from pg_class c
where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
"""
ALL_PRIVILEGES = "select, insert, update, delete, truncate, references, trigger"


def column(owner: Owner, query: str, *values: object) -> list[str]:
    return [row[0] for row in owner.execute(query.encode(), values).fetchall()]


def test_every_table_has_row_level_security(owner: Owner) -> None:
    assert not column(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind in ('r', 'p') "
        "and not c.relrowsecurity",
    )


def test_every_table_has_policies_for_named_roles(owner: Owner) -> None:
    assert not column(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind in ('r', 'p') "
        "and not exists (select from pg_policy p where p.polrelid = c.oid)",
    )
    assert not column(owner, "select polname from pg_policy where polroles = '{0}'")


def test_anon_has_no_privilege(owner: Owner) -> None:
    assert not column(
        owner,
        f"select c.oid::regclass::text {RELATIONS} "
        "and (has_table_privilege('anon', c.oid, %s) "
        "or has_any_column_privilege('anon', c.oid, %s))",
        ALL_PRIVILEGES,
        "select, insert, update, references",
    )


def test_partitions_are_closed_to_api_roles(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not column(
            owner,
            f"select c.oid::regclass::text {RELATIONS} and c.relispartition "
            "and has_table_privilege(%s, c.oid, %s)",
            role,
            ALL_PRIVILEGES,
        )


def test_only_configurations_can_be_deleted(
    owner: Owner,
) -> None:
    query = f"select c.oid::regclass::text {RELATIONS} and has_table_privilege(%s, c.oid, 'delete')"
    assert column(owner, query, "service_role") == ["configurations"]
    assert column(owner, query, "authenticated") == ["configurations"]


def test_audit_log_is_read_only_for_clients(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not column(
            owner,
            "select 'audit_log' where has_table_privilege(%s, 'public.audit_log', %s) "
            "or has_any_column_privilege(%s, 'public.audit_log', 'insert, update') "
            "or has_sequence_privilege(%s, 'public.audit_log_id_seq', 'usage, select, update')",
            role,
            ALL_PRIVILEGES.removeprefix("select, "),
            role,
            role,
        )


def test_agent_cannot_update_metrics(owner: Owner) -> None:
    assert not column(
        owner,
        "select 'system_metrics' where has_table_privilege('service_role', "
        "'public.system_metrics', 'update')",
    )


def test_api_roles_cannot_truncate_or_add_triggers(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not column(
            owner,
            f"select c.oid::regclass::text {RELATIONS} "
            "and has_table_privilege(%s, c.oid, 'truncate, references, trigger')",
            role,
        )


def test_functions_pin_search_path_and_refuse_anon(owner: Owner) -> None:
    ours = (
        "from pg_proc p "
        "where p.pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)"
    )
    assert not column(
        owner,
        f"select p.oid::regprocedure::text {ours} "
        "and not 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))",
    )
    assert not column(
        owner,
        f"select p.oid::regprocedure::text {ours} "
        "and has_function_privilege('anon', p.oid, 'execute')",
    )


def test_functions_open_to_authenticated(
    owner: Owner,
) -> None:
    assert column(
        owner,
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace "
        "and has_function_privilege('authenticated', oid, 'execute') order by 1",
    ) == [
        "add_store_member",
        "changes_after",
        "code_tree",
        "competition_details",
        "cost_totals",
        "execution_details",
        "gpu_overview",
        "list_metric_exports",
        "list_store_members",
        "metric_buckets",
        "metric_names",
        "metric_value_or_null",
        "newest_attempts",
        "open_code_leaves",
        "overview",
        "path_to_best_code",
        "probe_max_rows",
        "recent_executions",
        "remove_store_member",
        "request_configuration_reading",
        "respond_intervention",
        "reveal_configuration",
        "set_configuration",
        "store_is_members_only",
        "validate_hyperparameters",
    ]


def test_views_use_security_invoker(owner: Owner) -> None:
    assert not column(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind = 'v' "
        "and not 'security_invoker=true' = any (coalesce(c.reloptions, '{}'))",
    )


def test_ssh_column_is_hidden_from_authenticated(owner: Owner) -> None:
    hidden = column(
        owner,
        "select attname::text from pg_attribute where attrelid = 'public.gpu_sessions'::regclass "
        "and attnum > 0 and not has_column_privilege('authenticated', attrelid, attnum, 'select')",
    )
    assert hidden == ["ssh_connection_info"]


@pytest.mark.parametrize("path", ["competitions", "system_metrics", "competition_dashboard"])
def test_publishable_key_reads_nothing(stack: Stack, path: str) -> None:
    assert stack.publishable_key
    response = httpx.get(
        f"{stack.api_url}/rest/v1/{path}", headers={"apikey": stack.publishable_key}
    )
    assert response.status_code == 401
    assert response.json()["code"] == "42501"


def test_internals_are_not_in_the_api(stack: Stack, owner: Owner) -> None:
    headers = {"apikey": stack.secret_key}
    partition = column(
        owner, f"select c.relname::text {RELATIONS} and c.relispartition order by 1 limit 1"
    )[0]
    for path in ("rpc/new_id", "clock", "known_metrics", partition):
        response = httpx.get(f"{stack.api_url}/rest/v1/{path}", headers=headers)
        assert response.status_code in (403, 404), path
