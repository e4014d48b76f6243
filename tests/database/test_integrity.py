"""The integrity report: row counts, and every finding provoked once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from psycopg import errors
from psycopg.rows import dict_row

from kaggle_store.local import project_dir
from tests.conftest import Owner
from tests.database.clients import Client, respond

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "doctor.md"

STORE = """
insert into competitions (kaggle_id, title) values ('a', 'A'), ('b', 'B');
insert into agent_executions (competition_id, execution_name)
select id, 'run' from competitions, generate_series(1, 2);
insert into generated_code (execution_id, code_type, file_name, code_content)
select id, 'training', 'train.py', 'pass' from agent_executions;
insert into training_jobs (execution_id, code_id, job_name)
select execution_id, id, 'job' from generated_code, generate_series(1, 3);
"""


def rows_by_first_column(owner: Owner, function: str) -> dict[str, dict[str, Any]]:
    """Return a function's rows, keyed by their first column."""
    with owner.cursor(row_factory=dict_row) as cursor:
        cursor.execute(f"select * from {function}()".encode())
        return {next(iter(row.values())): row for row in cursor.fetchall()}


def report(owner: Owner) -> dict[str, dict[str, Any]]:
    return rows_by_first_column(owner, "integrity_report")


def test_healthy_store_has_no_findings(rolled_back_owner: Owner) -> None:
    rolled_back_owner.execute(STORE)
    found = report(rolled_back_owner)
    assert len(found) == 11
    assert {row["findings"] for row in found.values()} == {0}
    assert {str(row["details"]) for row in found.values()} == {"{}"}
    runs, jobs = found["agent_executions"], found["training_jobs"]
    assert (runs["row_count"], runs["unique_competitions"]) == (4, 2)
    assert (jobs["row_count"], jobs["unique_competitions"]) == (12, 4)
    assert runs["earliest_record"] <= runs["latest_record"]
    assert found["submissions"]["earliest_record"] is None


ROUND = """
insert into competitions (id, kaggle_id, title, daily_submission_limit)
values ('00000000-0000-7000-8000-0000000000c1', 'c', 'C', 1);
insert into agent_executions (id, competition_id, execution_name, gpu_budget_dollars, status)
select v.id::uuid, c.id, v.name, 10, v.status::kaggle_store.execution_status
from competitions as c, (values
    ('00000000-0000-7000-8000-0000000000e1', 'live', 'pending'),
    ('00000000-0000-7000-8000-0000000000e2', 'ended', 'cancelled')
) as v (id, name, status);
insert into research_results (execution_id, research_type, query_text, source_api, raw_response)
values ('00000000-0000-7000-8000-0000000000e1', 'documentation', 'q', 's', '{}');
insert into generated_code (execution_id, code_type, file_name, code_content, human_approved)
select id, 'training', 'train.py', 'pass', true from agent_executions;
insert into gpu_sessions (
    execution_id, provider, instance_type, hourly_rate_dollars, cost_limit_dollars
)
values ('00000000-0000-7000-8000-0000000000e1', 'p', 't', 1, 1);
insert into training_jobs (execution_id, code_id, job_name)
select execution_id, id, 'job' from generated_code
where execution_id = '00000000-0000-7000-8000-0000000000e1';
insert into submissions (execution_id, submission_file_path)
values ('00000000-0000-7000-8000-0000000000e1', 's.csv');
insert into human_interventions (execution_id, intervention_type, title, description)
values ('00000000-0000-7000-8000-0000000000e1', 'error_review', 't', 'd');
insert into artifacts (execution_id, kind, name, uri, sha256, size_bytes)
select id, 'model', 'm', 's3://b/' || id || '/' || repeat('0', 32) || '/m', repeat('0', 64), 1
from agent_executions where execution_name = 'live';
select set_configuration('key', '"hidden"', p_encrypted => true);
insert into system_metrics (metric_name, metric_value, metric_type) values ('loss', 1, 'gauge');
"""
"""A healthy store with a row in every table: a live execution with all rows, and an ended one."""

LIVE = "where id = '00000000-0000-7000-8000-0000000000e1'"
ENDED = "where id = '00000000-0000-7000-8000-0000000000e2'"
JOB_OF_ENDED = (
    "insert into training_jobs (execution_id, code_id, job_name) "
    "select execution_id, id, 'job' from generated_code where execution_id::text like '%e2'"
)
ARCHIVED = (
    "with header as (insert into archived_executions "
    "(id, competition_id, execution_name, status, created_at, completed_at, counts, checksum) "
    "select {id}, competition_id, execution_name, status, created_at, completed_at, "
    "jsonb_build_object('agent_executions', 1), repeat('0', 64) "
    "from agent_executions " + ENDED + " returning id) "
    "insert into kaggle_store.archived_rows (execution_id, place, table_name, document) "
    "select id, place, 'agent_executions', '[]' from header, unnest(array[{places}]) as place"
)
SEALED_ACCESS = (
    "delete from configurations; "
    "update gpu_sessions set ssh_connection_info = to_jsonb(kaggle_store.seal('{}', 'access')); "
)
LEASE = "lease_id = gen_random_uuid(), worker = 'w', lease_expires_at = now()"

PROVOKED = {
    (
        "competitions",
        "more submissions today than it takes a day",
    ): "insert into submissions (execution_id, competition_id, submission_file_path, slot_day) "
    "select execution_id, competition_id, 'again.csv', slot_day from submissions",
    (
        "competitions",
        "its direction was inferred from an earlier metric",
    ): "update competitions set metric_direction = 'maximize', "
    "metric_direction_source = 'inferred', evaluation_metric = 'RMSE'",
    ("agent_executions", "its lease has expired"): f"update agent_executions set {LEASE} {LIVE}",
    (
        "agent_executions",
        "leased although it has ended",
    ): f"update agent_executions set {LEASE} {ENDED}",
    (
        "agent_executions",
        "more attempts than it may have",
    ): f"update agent_executions set attempts = 4 {LIVE}",
    (
        "agent_executions",
        "at work without a start",
    ): f"update agent_executions set status = 'research', current_step = 2 {LIVE}",
    (
        "agent_executions",
        "its times lie ahead",
    ): f"update agent_executions set created_at = now() + interval '2 days' {LIVE}",
    (
        "agent_executions",
        "its step does not belong to its status",
    ): f"update agent_executions set current_step = 5 {LIVE}",
    (
        "agent_executions",
        "gpu_budget_consumed differs from its sessions",
    ): f"update agent_executions set gpu_budget_consumed = 1 {LIVE}",
    (
        "agent_executions",
        "its sessions hold more than its GPU budget",
    ): f"update agent_executions set gpu_budget_dollars = 0.5 {LIVE}",
    (
        "agent_executions",
        "human_intervention_required differs from its interventions",
    ): f"update agent_executions set human_intervention_required = true {ENDED}",
    (
        "agent_executions",
        "in review without an open intervention",
    ): "update agent_executions set status = 'human_review', resume_status = 'pending', "
    f"review_is_manual = false {LIVE}",
    ("agent_executions", "live and in the archive"): ARCHIVED.format(id="id", places="1"),
    (
        "agent_executions",
        "archived without all of its rows",
    ): ARCHIVED.format(id="gen_random_uuid()", places="1, 2"),
    ("training_jobs", "its lease has expired"): f"update training_jobs set {LEASE}",
    (
        "training_jobs",
        "leased although it has ended",
    ): f"update training_jobs set status = 'cancelled', completed_at = now(), {LEASE}",
    ("training_jobs", "more attempts than it may have"): "update training_jobs set attempts = 4",
    ("training_jobs", "at work without a start"): "update training_jobs set status = 'running'",
    (
        "training_jobs",
        "its times lie ahead",
    ): "update training_jobs set created_at = now() + interval '2 days'",
    (
        "training_jobs",
        "live although its execution has ended",
    ): JOB_OF_ENDED,
    (
        "gpu_sessions",
        "its reservation differs from its limit",
    ): "update gpu_sessions set reserved_dollars = 0.5",
    (
        "gpu_sessions",
        "its cost differs from its bill",
    ): "update gpu_sessions set billed_dollars = 0.5",
    ("gpu_sessions", "running without a start"): "update gpu_sessions set status = 'running'",
    (
        "gpu_sessions",
        "live although its execution has ended",
    ): "insert into gpu_sessions (execution_id, provider, instance_type) "
    f"select id, 'p', 't' from agent_executions {ENDED}",
    (
        "gpu_sessions",
        "stored under an old key",
    ): f"{SEALED_ACCESS} select kaggle_store.add_encryption_key()",
    (
        "gpu_sessions",
        "stored under a key that is lost",
    ): f"{SEALED_ACCESS} delete from kaggle_store.encryption_keys",
    (
        "submissions",
        "counted for another competition than its execution",
    ): "insert into competitions (id, kaggle_id, title, problem_type, deadline) "
    "values ('00000000-0000-7000-8000-0000000000c2', 'd', 'D', 'other', now()); "
    "update submissions set competition_id = '00000000-0000-7000-8000-0000000000c2'",
    (
        "submissions",
        "takes a slot of a day to come",
    ): "update submissions set slot_day = slot_day + 1",
    (
        "submissions",
        "scored without a score",
    ): "update submissions "
    "set submission_status = 'scored', submitted_at = now(), scored_at = now()",
    (
        "submissions",
        "scored before it was submitted",
    ): "update submissions set submitted_at = now(), scored_at = now() - interval '1 hour'",
    (
        "submissions",
        "its times lie ahead",
    ): "update submissions set created_at = now() + interval '2 days'",
    (
        "generated_code",
        "approved as another content",
    ): "update generated_code set code_content = 'exit' where execution_id::text like '%e1'",
    (
        "human_interventions",
        "open although its execution is over",
    ): "insert into human_interventions "
    "(execution_id, intervention_type, title, description, sla_deadline, allowed_decisions) "
    f"select id, 'error_review', 't', 'd', now() + interval '1 hour', '{{approve}}' "
    f"from agent_executions {ENDED}; "
    f"update agent_executions set human_intervention_required = true {ENDED}",
    (
        "human_interventions",
        "overdue and not escalated",
    ): "update human_interventions set sla_deadline = now() - interval '1 hour'",
    ("configurations", "stored under an old key"): "select kaggle_store.add_encryption_key()",
    (
        "configurations",
        "stored under a key that is lost",
    ): "update kaggle_store.encryption_keys set fingerprint = 'another'",
    (
        "system_metrics",
        "strays in the default partition",
    ): "insert into system_metrics (metric_name, metric_value, metric_type, timestamp) "
    "values ('loss', 1, 'gauge', '1999-01-01')",
}
"""Changes of `ROUND` that break one rule each; triggers would refuse or correct them."""

DAMAGED = {
    (
        "research_results",
        "row level security is off",
    ): "alter table research_results disable row level security",
    (
        "system_metrics",
        "a partition is open to clients",
    ): "grant select on system_metrics_default to authenticated",
    (
        "competitions",
        "a trigger is switched off",
    ): "alter table competitions disable trigger keep_updated_at",
    (
        "competitions",
        "a constraint was never checked",
    ): "alter table competitions "
    "add constraint a_title_is_short check (length(title) < 3) not valid",
    ("system_metrics", "an index is not valid"): "create index on only system_metrics (component)",
    ("system_metrics", "a month has no partition"): "do $$ begin execute format('drop table %I', "
    "to_char(date_trunc('month', now() at time zone 'UTC') + interval '1 month', "
    "'\"system_metrics_\"YYYY_MM')); end $$",
}
"""Damage to tables themselves."""

GUARDED = [table for table in {table: 0 for table, _ in PROVOKED} if table != "system_metrics"]


OF_THE_STORE = {
    "stored under an old key",
    "stored under a key that is lost",
    "strays in the default partition",
}
"""Findings that upkeep looks for once, not with each range of ids."""


def rows_of_slices(owner: Owner) -> list[tuple[str, str, int]]:
    """Return the findings of the ranges that upkeep would check, one id at a time."""
    return owner.execute(
        "select f.table_name, f.finding, f.rows from ("
        "select id from competitions union select id from agent_executions "
        "union select id from archived_executions) as each_id, "
        "kaggle_store.contradictions_in_rows(id, id) as f"
    ).fetchall()


def provoke(owner: Owner, damage: bytes) -> None:
    """Run SQL with the triggers off that would refuse or correct it."""
    for table in GUARDED:
        owner.execute(f"alter table {table} disable trigger user".encode())
    owner.execute(damage)
    for table in GUARDED:
        owner.execute(f"alter table {table} enable trigger user".encode())


def test_store_with_all_tables_has_no_findings(rolled_back_owner: Owner) -> None:
    rolled_back_owner.execute(ROUND)
    found = report(rolled_back_owner)
    assert all(row["row_count"] for row in found.values())
    assert not any(row["findings"] or row["details"] or row["examples"] for row in found.values())


@pytest.mark.parametrize("review", ["manual", "imported", "asked", "answered"])
def test_review_without_intervention_is_healthy(rolled_back_owner: Owner, review: str) -> None:
    agent = Client(rolled_back_owner)
    execution = agent.execution(status="human_review" if review == "imported" else "training")
    agent.update("agent_executions", execution, status="human_review")
    if review in ("asked", "answered"):
        intervention = agent.intervention(execution)["id"]
        if review == "answered":
            respond(agent, intervention)
    found = report(rolled_back_owner)
    assert {name: row["details"] for name, row in found.items() if row["findings"]} == {}


@pytest.mark.parametrize(
    ("table", "finding", "damage"),
    [pytest.param(*key, damage, id=": ".join(key)) for key, damage in (PROVOKED | DAMAGED).items()],
)
def test_each_fault_is_the_only_finding(
    rolled_back_owner: Owner, table: str, finding: str, damage: str
) -> None:
    rolled_back_owner.execute(ROUND)
    (provoke if (table, finding) in PROVOKED else Owner.execute)(rolled_back_owner, damage.encode())
    found = {name: row for name, row in report(rolled_back_owner).items() if row["findings"]}
    assert {name: row["details"] for name, row in found.items()} == {table: {finding: 1}}
    assert found[table]["findings"] == 1
    if (table, finding) in PROVOKED and finding not in OF_THE_STORE:
        assert rows_of_slices(rolled_back_owner) == [(table, finding, 1)]
    [example] = found[table]["examples"][finding]
    assert re.fullmatch(r"[0-9a-f-]{36}|[a-z0-9_.]+", example)


@pytest.mark.parametrize("places", ["2", "null::bigint"], ids=["another", "none"])
def test_archive_with_wrong_rows_is_found(rolled_back_owner: Owner, places: str) -> None:
    rolled_back_owner.execute(ROUND)
    damage = ARCHIVED.format(id="gen_random_uuid()", places=places) + " where place > 0"
    rolled_back_owner.execute(damage.encode())
    assert report(rolled_back_owner)["agent_executions"]["details"] == {
        "archived without all of its rows": 1
    }


def test_examples_are_limited_to_five(rolled_back_owner: Owner) -> None:
    rolled_back_owner.execute(ROUND)
    provoke(
        rolled_back_owner,
        b"insert into agent_executions (competition_id, execution_name, attempts) "
        b"select id, 'run', 9 from competitions, generate_series(1, 20)",
    )
    row = report(rolled_back_owner)["agent_executions"]
    assert row["details"] == {"more attempts than it may have": 20}
    shown = row["examples"]["more attempts than it may have"]
    assert len(shown) == 5
    assert shown == sorted(shown)


def test_every_finding_is_tested_and_documented() -> None:
    reported = re.findall(
        r"select (?:'(\w+)'|(?:t\.)?table_name), '([a-z][^']+)',\s",
        (project_dir() / "migrations" / "20261123050350_integrity.sql").read_text(),
    )
    tried = PROVOKED.keys() | DAMAGED.keys()
    assert len(reported) > 30
    assert {(table, finding) for table, finding in reported if table} <= tried
    assert {finding for _, finding in reported} == {finding for _, finding in tried}
    rows = re.findall(r"^\| (`.+?`|any) \| (.+?) \|", PAGE.read_text(), re.MULTILINE)
    on_page = {(table, what) for tables, what in rows for table in re.findall(r"\w+", tables)}
    anywhere = {what for table, what in on_page if table == "any"}
    assert {key for key in tried if key[1] not in anywhere} == {
        key for key in on_page if key[0] != "any"
    }
    assert anywhere <= {finding for _, finding in tried}


# Contradictions within one row are not findings: constraints refuse them for every client.
IMPOSSIBLE = [
    ("agent_executions", "status = 'completed', completed_at = null"),
    ("agent_executions", "started_at = now(), completed_at = now() - interval '1 h'"),
    ("agent_executions", "status = 'human_review', resume_status = null"),
    ("agent_executions", "resume_status = 'completed'"),
    ("agent_executions", "current_step = 11"),
    ("agent_executions", "lease_expires_at = now()"),
    ("training_jobs", "status = 'failed', completed_at = null"),
    ("training_jobs", "started_at = now(), completed_at = now() - interval '1 h'"),
    ("gpu_sessions", "status = 'terminated', terminated_at = null"),
    ("gpu_sessions", "provisioned_at = now(), terminated_at = now() - interval '1 h'"),
    ("gpu_sessions", "status = 'terminated', terminated_at = now(), reserved_dollars = 1"),
    ("gpu_sessions", "cost_limit_dollars = null"),
    ("submissions", "submission_status = 'scored', scored_at = null"),
    ("submissions", "submission_status = 'submitted', submitted_at = null"),
    ("submissions", "slot_day = null"),
    ("submissions", "submission_status = 'failed'"),
    ("human_interventions", "status = 'approved', responded_at = null"),
]


@pytest.mark.parametrize(("table", "change"), IMPOSSIBLE)
def test_constraints_refuse_contradictory_states(
    rolled_back_owner: Owner, table: str, change: str
) -> None:
    rolled_back_owner.execute(STORE)
    rolled_back_owner.execute(
        "with run as (select id from agent_executions order by id limit 1), "
        "a as (insert into gpu_sessions (execution_id, provider, instance_type) "
        "select id, 'p', 't' from run), "
        "b as (insert into submissions (execution_id, submission_file_path) "
        "select id, 's' from run) "
        "insert into human_interventions (execution_id, intervention_type, title, description) "
        "select id, 'error_review', 't', 'd' from run"
    )
    rolled_back_owner.execute(f"alter table {table} disable trigger user".encode())
    with pytest.raises(errors.CheckViolation):
        rolled_back_owner.execute(f"update {table} set {change}".encode())
