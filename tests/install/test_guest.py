"""The store in a project with tables, users, roles and migrations of its own."""

from __future__ import annotations

import psycopg
import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from tests.install.conftest import App

OWN = """
create schema private;
create function private.is_owner(p_id uuid) returns boolean language sql stable
set search_path = '' as $$ select p_id = auth.uid() $$;
create role admin nologin;
create role worker nologin;
create type public.mood as enum ('good', 'bad');
create table public.notes (
    id uuid primary key default gen_random_uuid(),
    owner uuid references auth.users (id) on delete cascade,
    mood public.mood not null default 'good',
    body text check (length(body) < 100)
);
alter table public.notes enable row level security;
create policy "owners see notes" on public.notes to authenticated
using (private.is_owner(owner)) with check (private.is_owner(owner));
grant select on public.notes to admin, worker;
create table public.exposed (id integer generated always as identity);
create view public.good_notes with (security_invoker = true) as
select id, body from public.notes where mood = 'good';
alter default privileges in schema private grant select on tables to admin;
insert into auth.users (id, email)
values ('00000000-0000-0000-0000-000000000001', 'someone@example.com');
insert into public.notes (owner, body)
values ('00000000-0000-0000-0000-000000000001', 'mine');
"""
LATER = "create table public.later (id integer, note uuid references public.notes (id));"
ROWS = """
select to_jsonb(n)::text from public.notes as n
union all select to_jsonb(u)::text from auth.users as u order by 1
"""
RUN = """
with competition as (
    insert into public.competitions (kaggle_id, title, deadline)
    values ('titanic', 'Titanic', now() + interval '1 year') returning id
)
insert into public.agent_executions (competition_id, execution_name)
select id, 'first try' from competition
"""

BLOCKER = """
create table public.gpu_sessions (id integer);
insert into public.gpu_sessions values (1);
"""
DEPENDENTS = """
create view public.titles as select title from public.competitions;
create table public.people (address public.email);
create table public.marks (execution uuid references public.agent_executions (id));
create trigger touch before update on public.marks
for each row execute function kaggle_store.keep_updated_at();
"""


def cron_jobs(app: App) -> list[str]:
    """Return the names of all jobs of pg_cron, where the server has it."""
    if app.execute("select to_regclass('cron.job') is null") == [(True,)]:
        return []
    return [name for (name,) in app.execute("select jobname::text from cron.job")]


CLASHES = """
create table public.competitions (id integer);
create index idx_audit_log_row on public.competitions (id);
create view public.execution_progress as select 1;
create materialized view public.upkeep_runs as select 1;
create sequence public.gpu_sessions;
create type public.metric_row as (id integer);
create type public.percentage as enum ('all');
create domain public.email as text;
create function public.claim_executions(text) returns text language sql return 1;
create schema other;
create table other.submissions (id integer);
create type public._submissions as enum ('a');
create role admin superuser;
create role kaggle_worker login;
alter extension pgcrypto set schema public;
drop function auth.role();
"""


def test_clashes_in_database_are_listed_together(
    live: App, capsys: pytest.CaptureFixture[str]
) -> None:
    live.execute(CLASHES, superuser=True)
    files, facts = live.files(), live.fingerprint()
    words = ("--everyone", "--adopt-admin", "--yes", "--db-url", live.db_url)
    assert live.run("install", *words) == 1
    assert [line.partition(" in the database")[0] for line in capsys.readouterr().err.splitlines()][
        1:-1
    ] == [
        "  - composite type metric_row,",
        "  - domain email,",
        "  - function claim_executions,",
        "  - index idx_audit_log_row,",
        "  - materialized view upkeep_runs,",
        "  - role kaggle_worker,",
        "  - sequence gpu_sessions,",
        "  - table competitions,",
        "  - type percentage,",
        "  - view execution_progress,",
        "  - the database has no function auth.role(), which every Supabase project has",
        "  - the extension pgcrypto is in schema public, and the store calls it in `extensions`:"
        " alter extension pgcrypto set schema extensions",
        "  - role admin is a superuser: tokens must not reach it",
    ]
    assert (live.files(), live.fingerprint()) == (files, facts)


def test_guest_comes_and_goes(live: App, capsys: pytest.CaptureFixture[str]) -> None:
    with_database = ("--yes", "--db-url", live.db_url)
    install = ("--everyone", *with_database)
    live.write("0001_init.sql", OWN)
    live.push()
    own, rows = live.fingerprint(), live.execute(ROWS)

    # Its role admin is a clash, until the user wants it to be the store's.
    assert live.run("install", *install) == 1
    refused = capsys.readouterr().err.splitlines()
    assert "role admin, in 0001_init.sql and in the database: --adopt-admin" in refused[1]
    assert refused[2].startswith("Nothing was written.")
    assert live.run("install", "--adopt-admin", *install) == 0
    live.push()
    assert own - live.fingerprint() == set()
    assert live.execute(ROWS) == rows

    # The project goes on, and installing again changes nothing.
    live.write("20270101000000_later.sql", LATER)
    live.push()
    files = live.files()
    assert live.run("install", *install) == 0
    assert live.files() == files

    # The store is in use.
    live.execute(RUN)
    assert live.run("uninstall", *with_database) == 1
    assert "the store holds rows: public.agent_executions, public.audit_log" in (
        capsys.readouterr().err
    )
    assert live.files() == files
    assert live.run("uninstall", "--yes") == 0
    with pytest.raises(AssertionError, match=r"the store holds rows: public\.agent_executions"):
        live.push()
    assert live.execute("select count(*) from public.competitions") == [(1,)]
    assert live.run("uninstall", *with_database) == 1
    assert "the store holds rows" in capsys.readouterr().err

    # It leaves, and the project is as it would be without it.
    assert live.run("uninstall", "--drop-data", "--yes") == 0
    live.push()
    live.execute("drop table public.later")
    assert live.fingerprint() == own
    assert cron_jobs(live) == []
    assert live.execute(ROWS) == rows
    files = live.files()
    assert live.run("uninstall", *with_database) == 0
    assert live.files() == files

    # And comes back.
    assert live.run("install", "--adopt-admin", *install) == 0
    live.push()
    assert live.execute("select count(*) from kaggle_store.installed") == [(len(MIGRATIONS),)]


def test_failed_push_goes_on_or_back(live: App, capsys: pytest.CaptureFixture[str]) -> None:
    with_database = ("--yes", "--db-url", live.db_url)
    empty = live.fingerprint()
    assert live.run("install", "--everyone", *with_database) == 0
    live.execute(BLOCKER)
    with pytest.raises(AssertionError, match='relation "gpu_sessions" already exists'):
        live.push()

    # The command says what is in the way now.
    assert live.run("install", "--everyone", *with_database) == 1
    assert "table gpu_sessions, in the database" in capsys.readouterr().err

    # Back: the files that were not applied go, and the others' objects, but not the project's own.
    assert live.run("uninstall", *with_database) == 0
    assert "\n- " in capsys.readouterr().out
    assert live.names()[-1].endswith("_kaggle_store_uninstall.sql")
    live.push()
    assert live.execute("select id from public.gpu_sessions") == [(1,)]
    live.execute("drop table public.gpu_sessions")
    assert live.fingerprint() == empty


def test_objects_that_need_the_store_keep_it(live: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert live.run("install", "--everyone", "--yes") == 0
    # A push that failed goes on once its cause is gone.
    live.execute(BLOCKER)
    with pytest.raises(AssertionError, match='relation "gpu_sessions" already exists'):
        live.push()
    live.execute("drop table public.gpu_sessions")
    live.push()

    live.execute(DEPENDENTS)
    assert live.run("uninstall", "--yes", "--db-url", live.db_url) == 1
    refused = capsys.readouterr().err
    for name in (": column address of table people", "marks_execution_fkey", "touch"):
        assert name in refused
    assert ", view titles. Drop or change them" in refused
    assert live.run("uninstall", "--yes") == 0
    assert live.run("uninstall", "--yes", "--db-url", live.db_url) == 1
    live.execute("drop view public.titles; drop table public.people, public.marks")
    # A role that the project uses stays.
    live.execute("create table public.own (id integer); grant select on public.own to admin")
    assert live.run("uninstall", "--yes", "--db-url", live.db_url) == 0
    live.push()
    roles = "select rolname::text from pg_roles where rolname in ('admin', 'kaggle_worker')"
    assert live.execute(roles) == [("admin",)]


def test_members_only(live: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert live.run("install", "--yes", "--db-url", live.db_url) == 0
    assert "kaggle-store members add" in capsys.readouterr().out
    assert live.names()[-1].endswith("_kaggle_store_members.sql")
    live.push()
    assert live.execute("select members_only from kaggle_store.access_mode") == [(True,)]
    files = live.files()
    assert live.run("install", "--yes", "--db-url", live.db_url) == 0
    assert live.files() == files

    # A store whose record was lost is not taken for a part of the project.
    with psycopg.connect(live.db_url, autocommit=True) as connection:
        record = connection.execute("select name, sha256 from kaggle_store.installed").fetchall()
        connection.execute("truncate kaggle_store.installed")
        for command in ("install", "uninstall"):
            capsys.readouterr()
            assert live.run(command, "--yes", "--db-url", live.db_url) == 1
            refused = capsys.readouterr().err
            assert "the data of kaggle_store.installed" in refused
            assert "audit_log" not in refused
        add = "insert into kaggle_store.installed (name, sha256) values (%s, %s)"
        connection.cursor().executemany(add, record)

    live.execute("insert into public.competitions (kaggle_id, title) values ('titanic', 'Titanic')")
    assert live.run("uninstall", "--yes", "--db-url", live.db_url) == 1
    assert "the store holds rows: public.competitions. Make" in capsys.readouterr().err
    live.execute("delete from public.competitions")
    assert live.run("uninstall", "--yes", "--db-url", live.db_url) == 0
    live.push()
    assert live.execute("select to_regnamespace('kaggle_store')::text") == [(None,)]
