"""Who may what, as the catalog says it: nothing is open because somebody forgot to close it."""

from __future__ import annotations

import httpx
import pytest

from tests.conftest import Owner, Stack

RELATIONS = """
from pg_class c
where c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)
    and c.relkind in ('r', 'p', 'v', 'm')
"""
EVERY_RIGHT = "select, insert, update, delete, truncate, references, trigger"


def names(owner: Owner, query: str, *values: object) -> list[str]:
    return [row[0] for row in owner.execute(query.encode(), values).fetchall()]


def test_row_level_security_is_on_for_every_table_and_partition(owner: Owner) -> None:
    assert not names(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind in ('r', 'p') "
        "and not c.relrowsecurity",
    )


def test_every_table_has_a_policy_and_every_policy_says_to_whom(owner: Owner) -> None:
    assert not names(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind in ('r', 'p') "
        "and not exists (select from pg_policy p where p.polrelid = c.oid)",
    )
    assert not names(owner, "select polname from pg_policy where polroles = '{0}'")


def test_anon_may_do_nothing_to_any_relation(owner: Owner) -> None:
    assert not names(
        owner,
        f"select c.oid::regclass::text {RELATIONS} "
        "and (has_table_privilege('anon', c.oid, %s) or has_any_column_privilege('anon', c.oid, %s))",
        EVERY_RIGHT,
        "select, insert, update, references",
    )


def test_nobody_reaches_a_partition_but_through_system_metrics(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not names(
            owner,
            f"select c.oid::regclass::text {RELATIONS} and c.relispartition "
            "and has_table_privilege(%s, c.oid, %s)",
            role,
            EVERY_RIGHT,
        )


def test_agents_delete_configurations_only_and_people_nothing_but_what_policies_narrow(
    owner: Owner,
) -> None:
    query = f"select c.oid::regclass::text {RELATIONS} and has_table_privilege(%s, c.oid, 'delete')"
    assert names(owner, query, "service_role") == ["configurations"]
    assert names(owner, query, "authenticated") == ["configurations"]


def test_nobody_writes_history_or_takes_its_numbers(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not names(
            owner,
            "select 'audit_log' where has_table_privilege(%s, 'public.audit_log', %s) "
            "or has_any_column_privilege(%s, 'public.audit_log', 'insert, update') "
            "or has_sequence_privilege(%s, 'public.audit_log_id_seq', 'usage, select, update')",
            role,
            EVERY_RIGHT.removeprefix("select, "),
            role,
            role,
        )


def test_metrics_are_never_updated_by_an_agent(owner: Owner) -> None:
    assert not names(
        owner,
        "select 'system_metrics' where has_table_privilege('service_role', "
        "'public.system_metrics', 'update')",
    )


def test_nobody_may_truncate_reference_or_add_triggers(owner: Owner) -> None:
    for role in ("anon", "authenticated", "admin", "service_role"):
        assert not names(
            owner,
            f"select c.oid::regclass::text {RELATIONS} "
            "and has_table_privilege(%s, c.oid, 'truncate, references, trigger')",
            role,
        )


def test_every_function_pins_its_search_path_and_is_closed_to_strangers(owner: Owner) -> None:
    ours = "from pg_proc p where p.pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)"
    assert not names(
        owner,
        f"select p.oid::regprocedure::text {ours} "
        "and not 'search_path=pg_catalog, pg_temp' = any (coalesce(p.proconfig, '{}'))",
    )
    assert not names(
        owner,
        f"select p.oid::regprocedure::text {ours} and has_function_privilege('anon', p.oid, 'execute')",
    )


def test_people_may_answer_questions_and_call_nothing_else_but_a_harmless_check(
    owner: Owner,
) -> None:
    assert names(
        owner,
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace "
        "and has_function_privilege('authenticated', oid, 'execute') order by 1",
    ) == [
        "metric_buckets",
        "request_configuration_reading",
        "respond_intervention",
        "reveal_configuration",
        "set_configuration",
        "validate_hyperparameters",
    ]


def test_views_are_read_with_their_readers_rights(owner: Owner) -> None:
    assert not names(
        owner,
        f"select c.oid::regclass::text {RELATIONS} and c.relkind = 'v' "
        "and not 'security_invoker=true' = any (coalesce(c.reloptions, '{}'))",
    )


def test_people_do_not_see_the_way_into_a_machine(owner: Owner) -> None:
    hidden = names(
        owner,
        "select attname::text from pg_attribute where attrelid = 'public.gpu_sessions'::regclass "
        "and attnum > 0 and not has_column_privilege('authenticated', attrelid, attnum, 'select')",
    )
    assert hidden == ["ssh_connection_info"]


@pytest.mark.parametrize("path", ["competitions", "system_metrics", "competition_dashboard"])
def test_the_publishable_key_opens_nothing(stack: Stack, path: str) -> None:
    assert stack.publishable_key
    answer = httpx.get(f"{stack.api_url}/rest/v1/{path}", headers={"apikey": stack.publishable_key})
    assert answer.status_code == 401
    assert answer.json()["code"] == "42501"


def test_private_helpers_and_partitions_are_not_in_the_api(stack: Stack, owner: Owner) -> None:
    headers = {"apikey": stack.secret_key}
    partition = names(
        owner, f"select c.relname::text {RELATIONS} and c.relispartition order by 1 limit 1"
    )[0]
    for path in ("rpc/new_id", "clock", "known_metrics", partition):
        answer = httpx.get(f"{stack.api_url}/rest/v1/{path}", headers=headers)
        assert answer.status_code in (403, 404), path
