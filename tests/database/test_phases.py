"""The design document's phases: applied one by one with the Supabase CLI and checked."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from kaggle_store.local import LocalStack, project_dir
from kaggle_store.local.account import server_account
from kaggle_store.local.binaries import find_postgres
from tests.conftest import Owner, Stack
from tests.npm import SUPABASE_CLI, npm_package

# Damage to each phase that its check must detect.
BROKEN = {
    0: "alter table kaggle_store.clock disable row level security",
    1: "drop trigger move_execution on public.agent_executions",
    2: "grant select on public.generated_code to anon",
    3: "alter table public.submissions disable trigger check_submission",
    4: "drop table public.system_metrics_default",
    5: "alter view public.competition_dashboard set (security_invoker = false)",
}


def psql(stack: Stack, *words: str) -> subprocess.CompletedProcess[str]:
    program = find_postgres(None, server_account()).tool("psql")
    return subprocess.run(
        [program, str(stack.db_url), "-Xq", *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def check(phase: int) -> str:
    return str(project_dir() / "checks" / f"phase_{phase}.sql")


def test_phases_apply_one_by_one(empty_stack: LocalStack, tmp_path: Path) -> None:
    """The last one includes the migrations of later releases."""
    folder = Path(shutil.copytree(project_dir(), tmp_path / "supabase"))
    (folder / "migrations" / "20270101000000_later.sql").write_text("select 1;\n", "utf-8")
    folders = [npm_package(*SUPABASE_CLI) / ".bin", find_postgres(None, server_account()).bin_dir]
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])

    def phases(*words: str) -> str:
        command = [
            str(folder / "phases.sh"),
            f"{empty_stack.db_url}?sslmode=disable",
            *words,
        ]
        return subprocess.run(
            command,
            env={**os.environ, "PATH": path, "SUPABASE_TELEMETRY_DISABLED": "1"},
            check=True,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        ).stdout

    assert "Phase 1:" in phases("1")
    with psycopg.connect(empty_stack.db_url) as connection:
        tables = connection.execute(
            "select to_regclass('public.agent_executions'), to_regclass('public.generated_code')"
        ).fetchone()
    assert tables == ("agent_executions", None)
    rest = phases()
    assert [f"Phase {phase}:" in rest for phase in range(6)] == [True] * 6
    with psycopg.connect(empty_stack.db_url) as connection:
        applied = connection.execute(
            "select count(*) from supabase_migrations.schema_migrations"
        ).fetchone()
    assert applied == (len(list((folder / "migrations").glob("*.sql"))),)


@pytest.mark.parametrize("last", ["--skip-vault", "six", "6", "-1"])
def test_invalid_phase_is_refused(last: str) -> None:
    command = [str(project_dir() / "phases.sh"), "postgresql://nobody@127.0.0.1:1/none", last]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"from 0 to 5, not '{last}'" in refused.stderr


@pytest.mark.parametrize("phase", BROKEN)
def test_phase_check_detects_damage(stack: Stack, owner: Owner, phase: int) -> None:
    passed = psql(stack, "-f", check(phase))
    assert passed.returncode == 0, passed.stderr
    assert all(line.startswith("ok: ") for line in passed.stdout.splitlines()), passed.stdout
    assert owner.execute("select count(*) from public.audit_log").fetchone() == (0,)
    # The check's rollback undoes the damage.
    broken = psql(
        stack, "-v", "ON_ERROR_STOP=1", "-c", f"begin; {BROKEN[phase]}", "-f", check(phase)
    )
    assert broken.returncode == 3
    assert "check failed" in broken.stderr


def test_every_phase_has_a_check() -> None:
    phases = {int(file.name[8:10]) for file in (project_dir() / "migrations").glob("*.sql")}
    assert {f"phase_{phase}.sql" for phase in phases} == {
        file.name for file in (project_dir() / "checks").glob("phase_*.sql")
    }
    assert phases == set(BROKEN)
