"""Conventions of the migrations, checked in their text and in the catalog."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg
import pytest

from kaggle_store.local import LocalStack, project_dir
from tests.conftest import Owner

MIGRATIONS = sorted((project_dir() / "migrations").glob("*.sql"))
TEXT = {file.name: file.read_text(encoding="utf-8") for file in MIGRATIONS}
OLDER_POSTGRES = Path("/usr/lib/postgresql/15/bin")


def code(text: str) -> str:
    """Return SQL without `--` comments and `comment on` statements."""
    return re.sub(r"comment on .*?;\n|--.*?$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_no_function_raises_retried_sqlstates() -> None:
    for name, text in TEXT.items():
        assert not re.search(r"40001|40P01|serialization_failure|deadlock_detected", text), name


def test_escapes_mean_the_same_in_each_release() -> None:
    r"""Before PostgreSQL 17 `\v` in an escape string is the letter v."""
    for name, text in TEXT.items():
        for literal in re.findall(r"\bE'([^']*)'", text):
            assert not re.search(r"\\[^bfnrtxuU0-7\\]", literal), (name, literal)


def test_every_refusal_has_code_detail_and_hint() -> None:
    found = set()
    for name, text in TEXT.items():
        for refusal in re.findall(r"raise exception\s.*?;\n", code(text), re.DOTALL):
            if "'P0002'" in refusal or "'42501'" in refusal:
                continue
            [state] = re.findall(r"errcode = '(KS\d{3})'", refusal)
            assert {"message", "detail", "hint"} <= set(re.findall(r"(\w+) =\s", refusal)), name
            found.add(state)
    assert len(found) > 15


def test_functions_use_the_store_clock() -> None:
    """Exceptions: metrics, which the client's clock measures, and the jobs of pg_cron."""
    for name, text in TEXT.items():
        times = re.findall(
            r"(?<![.\w])(?:now\(\)|current_timestamp|current_date|localtimestamp"
            r"|statement_timestamp\(\))",
            code(text),
        )
        assert bool(times) == any(
            part in name for part in ("_system_metrics", "_training_progress", "_schedule")
        ), name


def test_functions_that_parse_times_pin_timezone(owner: Owner) -> None:
    rows = owner.execute(
        "select proname::text, 'TimeZone=UTC' = any (proconfig) from pg_proc "
        "where pronamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace) "
        r"and prosrc ~ '->>.*\)::(timestamptz|kaggle_store\.moment)|jsonb_populate_record'"
    ).fetchall()
    assert len(rows) > 4
    assert [name for name, is_pinned in rows if not is_pinned] == []


@pytest.mark.parametrize(
    "query",
    [
        "select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p', 'v', 'm') "
        "and obj_description(c.oid, 'pg_class') is null and {}",
        "select c.oid::regclass || '.' || a.attname from pg_attribute a "
        "join pg_class c on c.oid = a.attrelid where c.relkind in ('r', 'p') "
        "and not c.relispartition and a.attnum > 0 and not a.attisdropped "
        "and col_description(c.oid, a.attnum) is null and {}",
        "select p.oid::regprocedure::text from pg_proc p "
        "join (select oid, pronamespace as relnamespace from pg_proc) c using (oid) "
        "where obj_description(p.oid, 'pg_proc') is null and {}",
        "select t.typname::text from pg_type t "
        "join (select oid, typnamespace as relnamespace from pg_type) c using (oid) "
        "where t.typtype in ('d', 'e') and obj_description(t.oid, 'pg_type') is null and {}",
    ],
)
def test_every_object_has_a_comment(owner: Owner, query: str) -> None:
    ours = "c.relnamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace)"
    assert owner.execute(query.format(ours).encode()).fetchall() == []


def test_definer_functions_open_to_people(owner: Owner) -> None:
    """Responses to interventions, page reads, and functions that check for an admin."""
    rows = owner.execute(
        "select p.proname::text, r.rolname::text from pg_proc p "
        "cross join unnest(array['anon', 'authenticated']) as r (rolname) "
        "where p.prosecdef and p.pronamespace = 'public'::regnamespace "
        "and has_function_privilege(r.rolname, p.oid, 'execute')"
    ).fetchall()
    assert sorted(rows) == [
        ("add_store_member", "authenticated"),
        ("code_tree", "authenticated"),
        ("competition_details", "authenticated"),
        ("execution_details", "authenticated"),
        ("gpu_overview", "authenticated"),
        ("list_metric_exports", "authenticated"),
        ("list_store_members", "authenticated"),
        ("open_code_leaves", "authenticated"),
        ("overview", "authenticated"),
        ("path_to_best_code", "authenticated"),
        ("recent_executions", "authenticated"),
        ("remove_store_member", "authenticated"),
        ("request_configuration_reading", "authenticated"),
        ("respond_intervention", "authenticated"),
        ("reveal_configuration", "authenticated"),
        ("set_configuration", "authenticated"),
        ("store_is_members_only", "authenticated"),
    ]


def test_no_function_of_the_api_is_overloaded(owner: Owner) -> None:
    """PostgREST chooses by the names of arguments, and two that fit are an error (PGRST203).

    A later migration that adds an argument drops the function and creates it again.
    """
    rows = owner.execute(
        "select proname::text from pg_proc where pronamespace = 'public'::regnamespace "
        "group by proname having count(*) > 1"
    ).fetchall()
    assert rows == []


@pytest.mark.parametrize(
    ("view", "table"),
    [("competition_dashboard", "competitions"), ("execution_progress", "agent_executions")],
)
def test_views_have_every_column_of_their_table(owner: Owner, view: str, table: str) -> None:
    columns, expected = (
        [
            name
            for (name,) in owner.execute(
                "select attname::text from pg_attribute where attrelid = %s::regclass "
                "and attnum > 0 and not attisdropped",
                [relation],
            )
        ]
        for relation in (view, table)
    )
    assert len(expected) > 20
    assert set(expected) <= set(columns)


def test_clients_write_named_columns_only(owner: Owner) -> None:
    """A column that a later migration adds is not open by itself, but for metrics."""
    rows = owner.execute(
        "select distinct c.oid::regclass::text from pg_class c, aclexplode(c.relacl) a "
        "where c.oid = any (array(select kaggle_store.own_tables())) "
        "and a.privilege_type in ('INSERT', 'UPDATE') and a.grantee <> c.relowner "
        "and a.grantee <> all (array['supabase_admin', 'postgres']::regrole[]::oid[])"
    ).fetchall()
    assert rows == [("system_metrics",)]


def test_internal_definer_functions_open_to_agents(owner: Owner) -> None:
    """The clock, and two answers about the caller."""
    rows = owner.execute(
        "select p.proname::text from pg_proc p where p.prosecdef "
        "and p.pronamespace = 'kaggle_store'::regnamespace "
        "and has_function_privilege('service_role', p.oid, 'execute') order by 1"
    ).fetchall()
    assert rows == [("is_admin_member",), ("is_member",), ("now",)]


@pytest.mark.slow
@pytest.mark.skipif(not OLDER_POSTGRES.exists(), reason="PostgreSQL 15 is not on this machine")
def test_migrations_run_on_oldest_postgres() -> None:
    with (
        LocalStack.start(postgres=OLDER_POSTGRES) as stack,
        psycopg.connect(stack.db_url, autocommit=True) as owner,
    ):
        for statement in LIFECYCLE.split(";\n"):
            owner.execute(statement.encode())
        row = owner.execute("select status::text, current_step from agent_executions").fetchone()
        assert row == ("completed", 10)
        assert owner.execute("select sum(findings) from integrity_report()").fetchone() == (0,)


LIFECYCLE = """
insert into competitions (kaggle_id, title, metric_direction, daily_submission_limit)
values ('a', 'A', 'maximize', 5);
insert into agent_executions (competition_id, execution_name) select id, 'run' from competitions;
insert into gpu_sessions (execution_id, provider, instance_type, hourly_rate_dollars)
select id, 'p', 't', 1 from agent_executions;
insert into generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', 'f', 'pass' from agent_executions;
insert into training_jobs (execution_id, code_id, job_name)
select execution_id, id, 'job' from generated_code;
select claim_executions('00000000-0000-7000-8000-00000000000a', 'w');
select claim_training_jobs('00000000-0000-7000-8000-00000000000b', 'w');
select heartbeat_gpu_session(id, 50) from gpu_sessions;
select gpu_sessions_due();
select report_training_progress(
    id, lease_id, p_metrics => '{"loss": 0.5}', p_validation_score => 0.5
) from training_jobs;
select complete_training_job(id, lease_id) from training_jobs;
select validate_code(id, content_sha256, 'valid'), approve_code(id, content_sha256)
from generated_code;
update agent_executions set status = 'data_acquisition';
update agent_executions set status = 'research';
update agent_executions set status = 'code_generation';
update agent_executions set status = 'training';
select request_intervention(
    gen_random_uuid(), id, 'approval_required', 't', 'd',
    p_response_schema => '{"properties": {"go": {"type": "boolean"}}}'
) from agent_executions;
select respond_intervention(id, 'approve', p_response_data => '{"go": true}')
from human_interventions;
select escalate_overdue();
select confirm_notification(id) from intervention_notifications;
update agent_executions set status = 'submission';
insert into submissions (execution_id, submission_file_path)
select id, 's.csv' from agent_executions;
update submissions set submission_status = 'submitted';
select reconcile_submissions(
    id, '[{"kaggle_submission_id": "1", "file_name": "s.csv", "public_score": 0.9}]'
) from competitions;
select close_gpu_session(id) from gpu_sessions;
select complete_execution(id, lease_id) from agent_executions;
select * from submission_ranking, execution_costs, submission_quota
"""


# Text of the migrations ------------------------------------------------------------------------


def test_each_file_opens_with_a_comment() -> None:
    assert [name for name, text in TEXT.items() if not text.startswith("-- ")] == []


def test_sql_lines_are_at_most_100_wide() -> None:
    for file in project_dir().rglob("*.sql"):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if len(line) > 100] == [], file.name


LISTS_OF_STATES = {
    ("completed", "cancelled"): "ended without a failure",
    ("failed", "cancelled"): "ended without a result",
    ("submitted", "scored"): "accepted by Kaggle",
    ("scored", "disqualified"): "final for Kaggle",
    ("submitted", "scored", "disqualified"): "accepted by Kaggle, then or now",
    ("unknown", "submitted"): "uploaded",
    ("pending", "submitted", "unknown"): "without an outcome",
    ("pending", "unknown", "submitted", "failed"): "can still be matched",
    ("running", "idle"): "machine is up",
    ("running", "completed"): "job was started",
    ("human_review", "failed", "cancelled"): "not resumed after a review",
    ("pending", "human_review", "failed", "cancelled"): "may have no start",
    ("insert", "update", "delete", "reveal"): "actions of the audit log",
}
"""Literal lists of states that mean something else than terminal or live, and what."""


def test_literal_lists_equal_is_terminal(owner: Owner) -> None:
    rows = owner.execute(
        "select enumtypid::regtype::text, array_agg(enumlabel::text order by enumsortorder) "
        "from pg_enum where enumtypid = any (select proargtypes[0] from pg_proc "
        "where pronamespace = 'kaggle_store'::regnamespace and proname = 'is_terminal') group by 1"
    ).fetchall()
    allowed, labels = set(LISTS_OF_STATES), set()
    for kind, names in rows:
        terminal = {
            label
            for label in names
            if owner.execute(
                f"select kaggle_store.is_terminal(%s::{kind})".encode(), [label]
            ).fetchone()
            == (True,)
        }
        live = [label for label in names if label not in terminal]
        ended = [label for label in names if label in terminal]
        allowed |= {tuple(live), tuple(ended), ("human_review", *ended)}
        allowed.add(tuple(label for label in live if label != "human_review"))
        labels |= set(names)
    assert len(rows) == 4
    found = {
        tuple(re.findall(r"'(\w+)'", inner))
        for text in TEXT.values()
        for inner in re.findall(r"(?:\bin |array)[(\[]('[\w', \n]+')[)\]]", code(text))
    }
    of_states = {words for words in found if len(words) > 1 and set(words) <= labels}
    assert len(of_states) > 8
    assert {words for words in of_states if sorted(words) not in map(sorted, allowed)} == set()
