"""Fill a store and dump its rows, at a release: `python -m tests.upgrade.dump`.

It writes `tests/upgrade/stores/VERSION.sql`: the rows, keys and clock of a store of that release,
for a database with the same migrations. The names of these are among the rows. `VERSION.tar.xz`
beside it has the same store's files, which later releases read: a backup with its keys, an archived
execution, and the spool of a recorder.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

import psycopg

from kaggle_store import KaggleStore
from kaggle_store.backup.database import Programs
from kaggle_store.local import LocalStack
from tests.backup.sample_store import fill_store
from tests.conftest import Owner
from tests.local.helpers import command
from tests.upgrade.kept_rows import SCHEMAS, tables_of
from tests.upgrade.rows import ROWS

STORES = Path(__file__).parent / "stores"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"
# Not that of the installed package, which may be older than the file.
VERSION = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"]
UNREACHABLE = "http://127.0.0.1:9"
"""The project of the spool: nothing listens there."""
# Every state, as an import of older work brings them; ROWS and fill_store use the lifecycles.
STATES = """
insert into agent_executions (competition_id, execution_name, status)
select c.id, 'execution ' || status, status
from unnest(enum_range(null::kaggle_store.execution_status)) as status,
    (select id from competitions where kaggle_id = 'titanic') as c;

insert into training_jobs (execution_id, code_id, job_name, status)
select c.execution_id, c.id, 'job ' || status, status
from unnest(enum_range(null::kaggle_store.training_job_status)) as status,
    (select * from generated_code order by id limit 1) as c;

insert into submissions (execution_id, submission_file_path, submission_status, public_score)
select e.id, 'submission ' || status || '.csv', status,
    case when status in ('scored', 'disqualified') then 0.5 end
from unnest(enum_range(null::kaggle_store.submission_status)) as status,
    (select id from agent_executions where execution_name = 'execution submission') as e;

insert into gpu_sessions (execution_id, provider, instance_type, status)
select e.id, 'vast_ai', 'session ' || status, status
from unnest(enum_range(null::kaggle_store.gpu_session_status)) as status,
    (select id from agent_executions where execution_name = 'execution training') as e;
"""
MONTHS = """
select min(month), max(month) from (
    select replace(right(inhrelid::regclass::text, 7), '_', '-') || '-01' as month
    from pg_inherits where inhparent = 'public.system_metrics'::regclass
) as partitions
where month ~ '^[0-9]{4}-'
"""
NEWER = re.compile(r"^(?:\\(?:un)?restrict .*|SET transaction_timeout .*)\n", re.MULTILINE)
BEFORE = """\
-- The rows of a filled store of release {version}, made by `python -m tests.upgrade.dump`.
-- The encryption keys are those of a store which existed for seconds.
set session_replication_role = replica;
truncate {tables};
select count(*) from public.ensure_metric_partitions('{first}', '{last}');
"""
AFTER = """\
set session_replication_role = origin;
select kaggle_store.adopt_audit_log();
update kaggle_store.clock set shift = '{now}'::timestamptz - pg_catalog.now();
"""


def fill(store: KaggleStore, owner: Owner) -> None:
    """Insert rows into every table, in every state; the integrity report stays without findings."""
    for sql in ROWS.values():
        owner.execute(sql.encode())
    fill_store(store)
    owner.execute(STATES.encode())
    store.upkeep.run_all()


def dump(stack: LocalStack, owner: Owner) -> str:
    r"""Return a script that loads the rows of the store into another one.

    Without what only a newer psql or server knows: `\restrict`, and a timeout that is off anyway.
    """
    tables = sorted(tables_of(owner))
    [(first, last)] = owner.execute(MONTHS.encode()).fetchall()
    [(now,)] = owner.execute("select kaggle_store.now()").fetchall()
    options = ("--data-only", "--load-via-partition-root", *map("--schema={}".format, SCHEMAS))
    with Programs.find(170000).running("pg_dump", *options, url=stack.superuser_url) as output:
        rows = NEWER.sub("", output.read().decode())
    before = BEFORE.format(version=VERSION, tables=", ".join(tables), first=first, last=last)
    return before + rows + AFTER.format(now=now)


def command_on(stack: LocalStack, *words: str | Path) -> str:
    """Run `kaggle-store` on a stack and return what it prints; fail if it fails."""
    settings = {
        "SUPABASE_URL": stack.api_url,
        "SUPABASE_SECRET_KEY": stack.secret_key,
        "SUPABASE_DB_URL": stack.db_url,
    }
    done = command(*map(str, words), **(os.environ | settings))
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def write_files(stack: LocalStack, folder: Path) -> None:
    """Write a backup, an archived execution and a spool into a folder."""
    command_on(stack, "backup", "full", "--target", folder / "backups")
    command_on(stack, "backup", "keys", "--output", folder / "keys.json")
    command_on(stack, "archive", "export", folder / "archive")
    with (
        KaggleStore(UNREACHABLE, "key", retry_for=0) as store,
        store.system_metrics.recorder(spool=folder / "spool", close_within=0) as log,
    ):
        log("spooled", 1.5, step=3)


def name_folder(stack: LocalStack, artifacts: str) -> None:
    """Replace this machine's folder of artifacts in the rows, which no client may change."""
    with psycopg.connect(stack.superuser_url, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        for table in ("public.artifacts", "kaggle_store.artifact_removals"):
            query = f"update {table} set uri = replace(uri, %s, '/artifacts')"
            connection.execute(query.encode(), [artifacts])


def main() -> None:
    """Write the dump and the files of this version; stop if there are some."""
    release = STORES / VERSION
    if Path(f"{release}.sql").exists():
        sys.exit(f"{release}.sql exists: stores of a release are never replaced.")
    with (
        tempfile.TemporaryDirectory() as artifacts,
        tempfile.TemporaryDirectory() as files,
        LocalStack.start() as stack,
        KaggleStore(stack.api_url, stack.secret_key, artifacts=artifacts) as store,
        psycopg.connect(stack.db_url, autocommit=True) as owner,
    ):
        fill(store, owner)
        found = owner.execute("select * from integrity_report() where findings > 0").fetchall()
        assert found == [], found
        name_folder(stack, artifacts)
        write_files(stack, Path(files))
        shutil.make_archive(str(release), "xztar", files)
        Path(f"{release}.sql").write_text(dump(stack, owner), encoding="utf-8")


if __name__ == "__main__":
    main()
