"""A project's own objects are no finding of the store's checks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Owner
from tests.database.test_health import CRON, health
from tests.database.test_integrity import rows_by_first_column

PROJECT = """
create schema private;
create table private.hooks (id int);
create table public.profiles (id int primary key, name text);
insert into public.profiles values (1, '');
grant all on public.profiles to anon, authenticated;
alter table public.profiles add constraint has_a_name check (name <> '') not valid;
create table public.visits (at date, page text) partition by range (at);
create table public.visits_2026_11 partition of public.visits
for values from ('2026-11-01') to ('2026-12-01');
create index half_an_index on only public.visits (page);
grant all on public.visits, public.visits_2026_11 to anon, authenticated, service_role;
create table public.system_metrics_1999_01 (at date);
create table public.competitors () inherits (public.competitions);
grant all on public.competitors to anon, service_role;
create view public.names as select name from public.profiles;
grant select on public.names to anon;
create domain public.nickname as text;
alter domain public.nickname add constraint is_short check (length(value) < 9) not valid;
create sequence public.tickets;
grant all on sequence public.tickets to anon;
create function public.greet(p_name text) returns text language sql security definer as 'select $1';
grant execute on function public.greet to anon;
create function public.greet_row() returns trigger language plpgsql as 'begin return new; end';
create trigger greet_first before insert on public.profiles
for each row execute function public.greet_row();
alter table public.profiles disable trigger greet_first;
create trigger greet_competition before insert on public.competitions
for each row execute function public.greet_row();
alter table public.competitions disable trigger greet_competition;
create policy "all see profiles" on public.profiles using (true);
"""
OTHER_CRON = f"""
{CRON.partition(";")[2]};
insert into cron.job values (3, 'nightly', true), (4, null, true);
insert into cron.job_run_details values (3, 4, 'failed', 'no table'), (4, 5, 'failed', 'no table')
"""


@pytest.fixture
def project(rolled_back_owner: Owner) -> Owner:
    return rolled_back_owner


def found(owner: Owner) -> dict[str, Any]:
    """Return what health and integrity report, without times."""
    report = rows_by_first_column(owner, "integrity_report")
    rows = health(owner)
    rows.pop("clock")
    return {"integrity": report, "health": rows}


def test_objects_of_the_project_are_no_findings(project: Owner) -> None:
    before = found(project)
    assert {row["findings"] for row in before["integrity"].values()} == {0}
    project.execute(PROJECT.encode())
    assert found(project) == before


def test_records_of_dropped_objects_do_no_harm(project: Owner) -> None:
    before = found(project)
    project.execute(
        "insert into kaggle_store.recorded_access values "
        "('routine', 'public.gone(kaggle_store.gone_type)', '{}'), ('table', 'gone.away', '{}')"
    )
    assert found(project) == before


def test_cron_jobs_of_the_project_are_no_findings(project: Owner) -> None:
    project.execute("update kaggle_store.upkeep_tasks set since = now()")
    project.execute(OTHER_CRON.encode())
    row = health(project)["upkeep"]
    assert (row["state"], row["facts"]["failed"]) == ("fine", None)
    assert row["facts"]["cron_jobs"] == 1
