"""Each column has the bound of its kind: lists, times and names, found in the catalog."""

from __future__ import annotations

import re
from typing import Any

import pytest
from psycopg import errors

from kaggle_store.errors import InvalidInput
from kaggle_store.models._base import name_problem
from kaggle_store.recorder.point_lines import checked_name
from tests.conftest import Owner
from tests.database.clients import Client, refused
from tests.security.world import World

NAMES = {
    "system_metrics": ("metric_name", "component"),
    "competitions": ("kaggle_id", "evaluation_metric", "discovery_source"),
    "agent_executions": ("execution_name",),
    "research_results": ("source_api", "external_id"),
    "generated_code": ("file_name", "file_path", "programming_language", "model_api_used"),
    "gpu_sessions": ("provider", "instance_id", "instance_type", "region"),
    "training_jobs": ("job_name", "model_type", "logs_path", "model_artifacts_path"),
    "submissions": ("kaggle_submission_id", "submission_file_path"),
    "human_interventions": ("title", "assigned_to", "notification_method", "subject"),
    "configurations": ("config_key",),
}
"""The names that clients write."""
NOT_NAMES = {("competitions", "title"), ("archived_executions", "execution_name")}
"""Kaggle's own text, and a copy of a name."""

COLUMNS = """
select c.oid::regclass::text, a.attname::text, a.atttypid::regtype::text, coalesce(
    (
        select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint as k
        where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
    ), ''
)
from pg_class as c join pg_attribute as a on a.attrelid = c.oid
join pg_type as t on t.oid = a.atttypid
left join pg_type as base on base.oid = t.typbasetype
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'c')
    and not c.relispartition and a.attnum > 0 and not a.attisdropped and {}
order by 1, 2
"""


def columns(owner: Owner, condition: str) -> list[tuple[str, str, str, str]]:
    """Return table, column, type and check constraints of the columns that meet a condition."""
    return owner.execute(COLUMNS.format(condition).encode()).fetchall()


# Lists --------------------------------------------------------------------------------------------


LISTS = "'A' in (t.typcategory, base.typcategory) and a.attname <> 'allowed_decisions'"


def test_every_list_is_a_text_list(owner: Owner) -> None:
    found = columns(owner, LISTS)
    assert len(found) == 5
    assert {kind for _, _, kind, _ in found} == {"kaggle_store.text_list"}


@pytest.mark.parametrize("value", ["{NULL}", "{a,NULL}", "{{a},{b}}", "{{a,NULL}}", "{{NULL}}"])
def test_lists_refuse_nulls_and_dimensions(owner: Owner, value: str) -> None:
    for table, column, kind, _ in columns(owner, LISTS):
        with pytest.raises(errors.CheckViolation, match="a_list_is_flat_and_has_no_nulls"):
            owner.execute(f"select %s::{kind}".encode(), [value])
        if table != "research_row":
            World(owner).insert(table)
            with pytest.raises(errors.CheckViolation, match="a_list_is_flat"):
                owner.execute(f"update {table} set {column} = %s".encode(), [value])


@pytest.mark.parametrize(
    "value", ["{}", "{NULL}", "{edit,NULL}", "{{edit},{reject}}", "{edit,edit}", None]
)
def test_allowed_decisions_are_distinct(owner: Owner, value: str | None) -> None:
    World(owner).insert("human_interventions")
    with pytest.raises((errors.CheckViolation, errors.NotNullViolation)):
        owner.execute("update human_interventions set allowed_decisions = %s", [value])


@pytest.mark.parametrize("value", [[], [""], ["a", "b"], None])
def test_lists_accept_flat_lists(agent: Client, value: list[str] | None) -> None:
    id = agent.competition(tags=value)
    assert agent.get("competitions", id)["tags"] == value


@pytest.mark.parametrize(
    "call",
    [
        """select insert_research_results(array[row(null, %s, 'documentation', 'q', 'arxiv', '{}',
        '{a,NULL}', null, null, null, null, null, null)::research_row])""",
        """select upsert_competitions(
        jsonb_build_array(jsonb_build_object('kaggle_id', %s::text, 'title', 't', 'tags',
            '[null]'::jsonb)))""",
    ],
)
def test_functions_refuse_nulls_in_lists(agent: Client, call: str) -> None:
    with pytest.raises(errors.CheckViolation, match="a_list_is_flat"):
        agent.rows(call, agent.execution())


# Times --------------------------------------------------------------------------------------------


def test_every_stored_time_is_bounded(owner: Owner) -> None:
    """Of what only the database writes no archive or client can bring another time."""
    written_here = ("audit_log", "upkeep_runs", "archived_executions")
    returned = ("code_node", "gpu_session_due", "metric_bucket", "metric_name", "store_member")
    unbounded = [
        (table, column)
        for table, column, kind, checks in columns(
            owner, "'D' in (t.typcategory, base.typcategory)"
        )
        if kind != "kaggle_store.moment"
        and f"{column} >= '" not in re.sub(r'"|\(', "", checks)
        and table not in (*written_here, *returned)
    ]
    assert unbounded == []


# Names --------------------------------------------------------------------------------------------


def test_every_varchar_is_a_name(owner: Owner) -> None:
    found = columns(owner, "t.typname = 'varchar' and c.relkind <> 'c'")
    assert len(found) > 30
    missing = [
        (table, column)
        for table, column, _, checks in found
        if not re.search(rf"is_(name|safe_path|portable_name)\(\({column}\)", checks)
        and not re.search(rf"\({column}\)::text ~ '\^\[a-z\]", checks)
        and not re.search(rf"concat\(.*\b{column}\b.*\) !~ ", checks)
    ]
    assert set(missing) == NOT_NAMES
    client_columns = {(table, column) for table, names in NAMES.items() for column in names}
    assert client_columns <= {(table, column) for table, column, *_ in found} | {
        ("human_interventions", "subject")
    }


@pytest.mark.parametrize("text", ["a\x1b[31m", "a\nb", "\r", "\t", "\x7f", "a\x85", "\u2028"])
@pytest.mark.parametrize("table", NAMES)
def test_names_refuse_control_characters(owner: Owner, table: str, text: str) -> None:
    world = World(owner)
    for column in NAMES[table]:
        values: dict[str, Any] = {column: text}
        with pytest.raises(errors.CheckViolation):
            world.insert(table, **values)


@pytest.mark.parametrize(
    "text", ["a\u200db", "a\u00a0b", "\u202eabc", "日本語 🏆", "a b", "\ufeff"]
)
def test_names_accept_everything_else(owner: Owner, text: str) -> None:
    world = World(owner)
    for table, names in NAMES.items():
        for column in names:
            values: dict[str, Any] = {column: text}
            world.insert(table, **values)
    assert checked_name(text) == text


def test_one_rule_for_names_everywhere(owner: Owner) -> None:
    """`is_name()`, the metrics' constraint, the SDK and the recorder agree on each character."""
    [(pattern,)] = owner.execute(
        "select substring(pg_get_constraintdef(oid) from '''(.*?)''') from pg_constraint "
        "where conname = 'names_have_no_control_characters' "
        "and conrelid = 'public.system_metrics'::regclass"
    ).fetchall()
    letters = [chr(code) for code in (*range(1, 0x300), *range(0x2000, 0x2070), 0xFEFF, 0x1F3C6)]
    rows: list[tuple[Any, ...]] = owner.execute(
        "select letter, kaggle_store.is_name(letter), letter !~ %s "
        "from unnest(%s::text[]) as letter",
        [pattern, letters],
    ).fetchall()
    assert len(rows) == len(letters)
    for letter, by_function, by_constraint in rows:
        assert by_function == by_constraint == (name_problem(letter) is None), repr(letter)
        if by_function:
            assert checked_name(letter) == letter
        else:
            with pytest.raises(InvalidInput, match="control characters"):
                checked_name(letter)


def test_functions_refuse_control_characters(agent: Client) -> None:
    job = agent.job(agent.execution(), status="running")
    with refused("KS213") as facts:
        agent.rows("select claim_executions(gen_random_uuid(), E'w\\x1b[31m')")
    assert facts == {"field": "p_worker"}
    with refused("KS324"):
        agent.rows("select set_configuration(E'a\\nb', '1')")
    with refused("KS232") as facts:
        agent.call("report_training_progress", p_id=job, p_metrics='{"a\\nb": 1}')
    assert facts == {"wrong": {"a\nb": 1}}
    with pytest.raises(errors.CheckViolation):
        agent.rows("select run_upkeep('gpu_sessions', false, E'a\\nb')")


def test_metric_needs_a_name(owner: Owner) -> None:
    with pytest.raises(errors.CheckViolation, match="a_metric_has_a_name"):
        World(owner).insert("system_metrics", metric_name="")
