"""The static analysers report weaknesses; `make static` has them look at the project's own SQL."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kaggle_store.local.cluster import Cluster
from tests.docs.contributing import documented_migrations
from tools.static import CHECKS, partitions_of, pgrls, squawk


def test_squawk_accepts_the_documented_migrations(tmp_path: Path) -> None:
    """The example of CONTRIBUTING.md, which tests/upgrade applies to stores in use."""
    for number, sql in enumerate(documented_migrations()):
        migration = tmp_path / f"2027010100000{number}_notes.sql"
        migration.write_text(sql)
        assert squawk(migration) == []


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("drop table public.competitions;", "ban-drop-table"),
        ("alter table public.competitions drop column title;", "ban-drop-column"),
        ("alter table public.competitions rename column title to name;", "renaming-column"),
        ("create table public.t (id serial primary key);", "prefer-identity"),
        ("create table public.t (at timestamp);", "prefer-timestamp-tz"),
        ("alter table public.competitions add column a text;", "require-lock-timeout"),
        ("create index i on public.competitions (title);", "require-concurrent-index-creation"),
    ],
)
def test_squawk_reports_dangerous_migrations(tmp_path: Path, statement: str, rule: str) -> None:
    migration = tmp_path / "20270101000000_dangerous.sql"
    migration.write_text(statement + "\n")
    assert rule in "\n".join(squawk(migration))


LINT, ANON, REACHABILITY, _ = CHECKS


@pytest.mark.parametrize(
    ("weakness", "check", "finding"),
    [
        ("alter table configurations disable row level security", LINT, "SEC001"),
        ("alter policy config_access_policy on configurations using (true)", LINT, "SEC008"),
        ("create policy p on audit_log for select to anon using (true)", ANON, "LEAK"),
        (
            "create view v as select * from audit_log; grant select on v to anon",
            REACHABILITY,
            "reachability",
        ),
        (
            "create function f() returns integer language sql security definer "
            "set search_path = '' as 'select 1'",
            LINT,
            "SEC014",
        ),
    ],
)
def test_pgrls_reports_weaknesses(
    cluster: Cluster, database: str, weakness: str, check: str, finding: str
) -> None:
    script = f"set role postgres; set search_path = public; {weakness}"
    cluster._server.run(script, database=urlsplit(database).path[1:])
    assert finding in "\n".join(pgrls(database, partitions_of(cluster), [check]))
