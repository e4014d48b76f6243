"""The migrations under the Supabase CLI: an empty database, one go or file by file, and again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import psycopg
import pytest

from kaggle_store.local import LocalStack, project_dir
from tests.npm import supabase_cli

MIGRATIONS = sorted((project_dir() / "migrations").glob("*.sql"))

# What each phase promises, tried as soon as its last file is in: the key is that file's phase.
PROMISES = {
    "01": """
        insert into competitions (id, kaggle_id, title, evaluation_metric)
        values ('00000000-0000-7000-8000-000000000001', 'titanic', 'Titanic', 'Accuracy');
        update competitions set metric_direction = 'minimize';
        insert into agent_executions (id, competition_id, execution_name)
        values ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'run');
        update agent_executions set status = 'data_acquisition';
        select 1 / count(*) from claim_executions('00000000-0000-7000-8000-00000000000a', 'w');
        select release_execution(id, lease_id) from agent_executions;
        select 1 / count(*) from history where new_values ->> 'status' = 'data_acquisition';
    """,
    "02": """
        insert into research_results (execution_id, research_type, query_text, source_api, raw_response)
        values ('00000000-0000-7000-8000-000000000002', 'documentation', 'q', 'kaggle_api', '{}');
        insert into generated_code (id, execution_id, code_type, file_name, code_content) values (
            '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002',
            'training', 'train.py', 'pass'
        );
        select 1 / count(*) from approve_code('00000000-0000-7000-8000-000000000003', encode(sha256('pass'), 'hex'))
        where human_approved;
        update generated_code set code_content = 'print()';
    """,
    "03": """
        insert into gpu_sessions (execution_id, provider, instance_type, total_cost_dollars)
        values ('00000000-0000-7000-8000-000000000002', 'vast_ai', 'A100', 0.1);
        select heartbeat_gpu_session(id, 50), close_gpu_session(id) from gpu_sessions;
        insert into training_jobs (execution_id, code_id, job_name) values (
            '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', 'job'
        );
        insert into submissions (execution_id, submission_file_path, public_score)
        values ('00000000-0000-7000-8000-000000000002', 's.csv', 0.8);
        insert into human_interventions (execution_id, intervention_type, title, description)
        values ('00000000-0000-7000-8000-000000000002', 'approval_required', 't', 'd');
        select respond_intervention(id, 'approved') from human_interventions;
        select 1 / count(*) from claim_training_jobs('00000000-0000-7000-8000-00000000000b', 'w');
        select 1 / count(*) from submission_quota where used_today = 1;
    """,
    "04": """
        insert into system_metrics (metric_name, metric_value, metric_type) values ('loss', 0.1, 'gauge');
        insert into configurations (config_key, config_value, config_type) values ('a', '1', 'system');
        select ensure_metric_partitions();
        select 1 / count(*) from report_training_progress(
            (select id from training_jobs), '00000000-0000-7000-8000-00000000000b', p_metrics => '{"loss": 0.5}'
        ) where metrics -> 'best' ->> 'loss' = '0.5';
    """,
    "05": """
        select 1 / count(*) from competition_dashboard;
        select 1 / count(*) from execution_progress;
        select refresh_execution_summary();
        select 1 / count(*) from execution_summary;
        select 1 / count(*) from execution_costs;
        select 1 / count(*) from submission_ranking;
        select run_retention();
    """,
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[LocalStack]:
    """A fresh Supabase database: roles and schemas, and nothing of ours."""
    (tmp_path / "none").mkdir()
    with LocalStack.start(migrations=tmp_path / "none") as stack:
        yield stack


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with an empty folder of migrations."""
    folder = tmp_path / "project"
    (folder / "supabase" / "migrations").mkdir(parents=True)
    for name in ("config.toml", "seed.sql"):
        shutil.copy(project_dir() / name, folder / "supabase" / name)
    return folder


def push(project: Path, db_url: str, files: list[Path]) -> str:
    for file in files:
        shutil.copy(file, project / "supabase" / "migrations")
    return supabase_cli("db", "push", "--yes", db_url=db_url, cwd=project)


def applied(db_url: str) -> list[str]:
    with psycopg.connect(db_url) as connection:
        rows = connection.execute(
            "select version from supabase_migrations.schema_migrations order by version"
        ).fetchall()
    return [row[0] for row in rows]


VERSIONS = [file.name.split("_")[0] for file in MIGRATIONS]


def test_a_push_applies_everything_and_a_second_one_nothing(
    empty: LocalStack, project: Path
) -> None:
    push(project, empty.db_url, MIGRATIONS)
    assert applied(empty.db_url) == VERSIONS
    assert "up to date" in push(project, empty.db_url, [])
    assert applied(empty.db_url) == VERSIONS


def test_the_advisors_find_nothing_but_unused_indexes(empty: LocalStack, project: Path) -> None:
    push(project, empty.db_url, MIGRATIONS)
    answer = supabase_cli("db", "advisors", "--level", "info", db_url=empty.db_url, cwd=project)
    findings = json.loads(answer[answer.index("[") :])
    assert {finding["title"] for finding in findings} == {"Unused Index"}


def test_the_phases_can_be_pushed_one_by_one_and_each_works_by_itself(
    empty: LocalStack, project: Path
) -> None:
    for phase, files in groupby(MIGRATIONS, key=lambda file: file.name[8:10]):
        push(project, empty.db_url, list(files))
        with psycopg.connect(empty.db_url) as connection:
            connection.execute(PROMISES.get(phase, "select private.new_id()").encode())
    assert applied(empty.db_url) == VERSIONS


def test_the_local_stack_and_the_cli_agree_on_what_is_applied(project: Path) -> None:
    with LocalStack.start() as stack:
        assert "up to date" in push(project, stack.db_url, MIGRATIONS)
