"""store_health(): each subject is provoked once, and each fault has a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from tests.conftest import Owner
from tests.database.test_integrity import LEASE, LIVE, ROUND, rows_by_first_column

SUBJECTS = [
    "PostgreSQL",
    "clock",
    "migrations",
    "row level security",
    "rights",
    "guards",
    "members",
    "encryption key",
    "partitions",
    "upkeep",
    "WAL archive",
    "queues",
    "interventions",
    "machines",
    "notifications",
    "artifacts",
]

RECORD = """
insert into upkeep_runs (task, duration_seconds, outcome, error_code, error, run_by)
values ('archive', 1, 'failed', '53100', 'the disk is full', 'agent')
"""
RECORDS = f"""{RECORD};
insert into upkeep_runs (task, started_at, duration_seconds, outcome, run_by)
values ('archive', kaggle_store.now() + interval '1 second', 1, 'done', 'agent')
"""
REFUSED = """
insert into upkeep_runs (task, duration_seconds, outcome, counts, run_by)
values ('archive', 1, 'done', '{"refused": {"019a": "P0001: it stays"}}', 'agent')
"""
DONE = """
insert into upkeep_runs (task, duration_seconds, outcome, run_by)
select task, 1, 'done', 'agent' from kaggle_store.upkeep_tasks
"""
ALL_BUT_ARCHIVE = f"{DONE} where task <> 'archive'"
REMOVAL = """
insert into kaggle_store.artifact_removals (id, execution_id, name, uri, sha256, listed_at)
values (gen_random_uuid(), gen_random_uuid(), 'a', 's3://b/a', '', kaggle_store.now() - {})
"""
LATE = f"{DONE}; update upkeep_runs set started_at = now() - interval '4 hours' where task = {{}}"
CUT_OFF = f"""
{DONE}; insert into upkeep_runs (task, started_at, outcome, run_by)
values ('archive', kaggle_store.now() - interval '2 minutes', 'running', 'agent');
update upkeep_runs set started_at = now() - interval '3 minutes' where outcome = 'done'
"""
AT_WORK = f"""
{CUT_OFF}; select pg_advisory_xact_lock(kaggle_store.run_lock(id)) from upkeep_runs
where outcome = 'running'
"""
CRON = """
update kaggle_store.upkeep_tasks set since = now();
create schema cron;
create table cron.job (jobid bigint, jobname text, active boolean);
create table cron.job_run_details (jobid bigint, runid bigint, status text, return_message text);
insert into cron.job values (1, 'kaggle_store: retention', true), (2, 'another job', true);
insert into cron.job_run_details values (1, 1, 'succeeded', ''), (2, 3, 'failed', 'other')
"""
IDLE_KEY = (
    "select set_configuration('key', '1', p_encrypted => true); "
    "select kaggle_store.add_encryption_key()"
)


def health(owner: Owner) -> dict[str, dict[str, Any]]:
    return rows_by_first_column(owner, "store_health")


def test_healthy_store_needs_only_upkeep(rolled_back_owner: Owner) -> None:
    rolled_back_owner.execute(ROUND)
    found = health(rolled_back_owner)
    assert list(found) == SUBJECTS
    assert {name for name, row in found.items() if row["state"] != "fine"} <= {"upkeep"}
    assert all((row["remedy"] is None) == (row["state"] == "fine") for row in found.values())
    assert found["queues"]["facts"] == {
        "executions": 1,
        "training_jobs": 1,
        "submissions": 1,
        "lost": 0,
    }


@pytest.mark.parametrize(
    ("subject", "state", "found", "damage"),
    [
        ("clock", "warning", "shifted by 2 days", "update kaggle_store.clock set shift = '2 days'"),
        ("PostgreSQL", "problem", "extra_float_digits is 0", "set local extra_float_digits = 0"),
        ("migrations", "problem", "not on record", "delete from kaggle_store.installed"),
        ("migrations", "fine", f"{len(MIGRATIONS)} installed",
         "drop table supabase_migrations.schema_migrations"),
        ("migrations", "fine", f"the last {max(MIGRATIONS)}",
         "insert into kaggle_store.installed values ('members', repeat('0', 64))"),
        ("row level security", "problem", "public.audit_log",
         "alter table audit_log disable row level security"),
        ("row level security", "problem", "kaggle_store.clock",
         'drop policy "an admin may see the clock" on kaggle_store.clock'),
        ("rights", "problem", "anon reaches public.audit_log", "grant select on audit_log to anon"),
        ("rights", "problem", "anon reaches public.audit_log",
         "grant update (actor) on audit_log to public"),
        ("rights", "problem", "anon calls public.run_retention()",
         "grant execute on function run_retention() to anon"),
        ("rights", "problem", "system_metrics_default is open",
         "grant insert on system_metrics_default to kaggle_worker"),
        ("rights", "problem", "run_retention() has no search_path",
         "alter function run_retention() reset search_path"),
        ("rights", "problem", "public.execution_costs reads as its owner",
         "alter view execution_costs reset (security_invoker)"),
        ("rights", "problem", "service_role may delete on public.audit_log",
         "grant delete on audit_log to service_role"),
        ("rights", "problem", "authenticated may no longer select on public.audit_log",
         "revoke select on audit_log from authenticated"),
        ("rights", "problem", "no rights are on record",
         "delete from kaggle_store.recorded_access"),
        ("guards", "problem", "trigger record_moves of public.submissions",
         "alter table submissions disable trigger record_moves"),
        ("guards", "problem", "constraint never_checked",
         "alter table audit_log add constraint never_checked check (id > 0) not valid"),
        ("guards", "problem", "index public.half_an_index",
         "create index half_an_index on only system_metrics (component)"),
        ("members", "problem", '"people read jobs" of public.training_jobs',
         "update kaggle_store.access_mode set members_only = true"),
        ("encryption key", "problem", "there is none", "delete from kaggle_store.encryption_keys"),
        ("encryption key", "problem", "missing or replaced: 1",
         "update kaggle_store.encryption_keys set fingerprint = ''"),
        ("encryption key", "warning", "secrets under an older one: 1", IDLE_KEY),
        ("partitions", "problem", "missing: system_metrics_",
         "update kaggle_store.clock set shift = '2 years'"),
        ("partitions", "warning", "strays in the default one: 1",
         "insert into system_metrics values ('00000000-0000-7000-8000-000000000001', 'loss', "
         "1, 'gauge', null, null, null, '1999-01-01')"),
        ("artifacts", "fine", "files to remove from the storage: 1",
         REMOVAL.format("interval '6 days'")),
        ("artifacts", "warning", "files to remove from the storage: 1, since 20",
         REMOVAL.format("interval '8 days'")),
        ("upkeep", "fine", "last run", DONE),
        ("upkeep", "fine", "last run", f"{ALL_BUT_ARCHIVE}; {RECORDS}"),
        ("upkeep", "problem", "archive: the disk is full", RECORD),
        ("upkeep", "problem", "archive: the disk is full", f"{ALL_BUT_ARCHIVE}; {RECORD}"),
        ("upkeep", "problem", "archive: it was cut off", CUT_OFF),
        ("upkeep", "fine", "last run", AT_WORK),
        ("upkeep", "warning", "not run in time: archive;", ALL_BUT_ARCHIVE),
        ("upkeep", "warning", "not run in time: archive;", LATE.format("'archive'")),
        ("upkeep", "fine", "last run", LATE.format("'metric_partitions'")),
        ("upkeep", "problem", "archive: 1 cannot be archived", REFUSED),
        ("upkeep", "fine", "pg_cron runs 1 jobs", CRON),
        ("upkeep", "warning", "there is no pg_cron; no task has run in time", "select"),
        ("upkeep", "warning", "no task has run in time",
         f"{CRON}; update kaggle_store.upkeep_tasks set since = now() - interval '4 days'"),
        ("upkeep", "warning", "has no jobs", f"{CRON}; delete from cron.job where jobid = 1"),
        ("upkeep", "problem", "retention: it broke",
         f"{CRON}; insert into cron.job_run_details values (1, 2, 'failed', 'it broke')"),
        ("queues", "warning", "lost by their workers: 1",
         f"{ROUND}; update agent_executions set {LEASE} {LIVE}"),
        ("interventions", "warning", "1 open, 1 overdue",
         f"{ROUND}; update human_interventions set sla_deadline = now()"),
        ("machines", "problem", "1 live; to terminate: 1 (deadline)",
         f"{ROUND}; update gpu_sessions set auto_terminate_at = now()"),
        ("machines", "problem", "1 (execution_ended)",
         f"{ROUND}; update agent_executions set status = 'cancelled'"),
        ("machines", "problem", "1 (requested)",
         f"{ROUND}; select request_gpu_termination(id) from gpu_sessions"),
        ("machines", "problem", "1 (stale_heartbeat)",
         f"{ROUND}; update gpu_sessions set created_at = now() - interval '1 hour'"),
    ],
)  # fmt: skip
def test_each_fault_has_state_and_remedy(
    rolled_back_owner: Owner, subject: str, state: str, found: str, damage: str
) -> None:
    rolled_back_owner.execute(damage.encode())
    row = health(rolled_back_owner)[subject]
    assert row["state"] == state
    assert found in row["found"]
    assert bool(row["remedy"]) == (state != "fine")


def test_disk_probe_leaves_nothing(rolled_back_owner: Owner) -> None:
    before = rolled_back_owner.execute("select count(*) from pg_class").fetchone()
    for _ in range(2):
        row = rolled_back_owner.execute("select subject, state::text from probe_disk()").fetchone()
        assert row == ("disk", "fine")
    assert rolled_back_owner.execute("select count(*) from pg_class").fetchone() == before
