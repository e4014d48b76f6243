"""Stores of every release are upgraded, while clients write, and lose nothing.

`tests/upgrade/stores` has the rows of one filled store of each release; `python -m
tests.upgrade.dump` adds that of this version. The migrations that came later are pushed by the
Supabase CLI, as users do it. What would go wrong is tried with migrations made for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.local import project_dir
from kaggle_store.local.plan import migrations_in
from tests.backup.sample_store import SECRET
from tests.conftest import Owner
from tests.docs.contributing import documented_migrations
from tests.upgrade.dump import STORES
from tests.upgrade.kept_rows import lost_rows, rows_of
from tests.upgrade.old_store import OldStore, Writers, migrations_of, old_store
from tools.freeze import released

DUMPS = sorted(STORES.glob("*.sql"), key=lambda dump: [int(part) for part in dump.stem.split(".")])
OF_MIGRATIONS = {
    f"kaggle_store.{name}"
    for name in ("allowed_moves", "installed", "known_metrics", "recorded_access", "workflow_steps")
}
"""Tables whose rows a migration may change: the store's own rules and records."""
MAY_BE_EMPTY = {"kaggle_store.integrity_round"}
GUARDS = """
select format('right on %s: %s', object_name, unnest(rights)) from kaggle_store.rights_in_force()
where not is_partition
union all
select format('policy on %s: %s', polrelid::regclass, polname) from pg_policy
union all
select format('trigger on %s: %s', tgrelid::regclass, tgname) from pg_trigger
where not tgisinternal and tgparentid = 0
union all
select format('constraint on %s: %s', conrelid::regclass, conname) from pg_constraint
where connamespace in ('public'::regnamespace, 'kaggle_store'::regnamespace) and conparentid = 0
"""
"""What a migration takes away only deliberately: then this test has to name it."""
NEXT = "21000101000000_next.sql"


@pytest.fixture(params=DUMPS, ids=[dump.stem for dump in DUMPS])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OldStore]:
    """Return a store of a release, with rows."""
    with old_store(request.param, tmp_path) as store:
        yield store


class Contents:
    """The rows of a store before an upgrade, and the problems that it had."""

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self.rows = rows_of(owner)
        self._guards = self._guards_in_force()
        self._known = set(self._reported())

    def problems(self) -> Iterator[str]:
        """Yield what has been lost since, and what has become wrong."""
        kept = {name: rows for name, rows in self.rows.items() if name not in OF_MIGRATIONS}
        yield from lost_rows(kept, rows_of(self._owner))
        yield from set(self._reported()) - self._known
        yield from (f"lost {guard}" for guard in sorted(self._guards - self._guards_in_force()))

    def _guards_in_force(self) -> set[str]:
        return {guard for (guard,) in self._owner.execute(GUARDS)}

    def _reported(self) -> Iterator[str]:
        findings = "select table_name, details from integrity_report() where findings > 0"
        yield from (f"integrity: {row}" for row in self._owner.execute(findings))
        unhealthy = "select subject, found from store_health() where state = 'problem'"
        yield from (f"health: {row}" for row in self._owner.execute(unhealthy))


def add_next(old: OldStore) -> None:
    """Add the migrations that CONTRIBUTING.md shows."""
    for number, sql in enumerate(documented_migrations()):
        old.add(f"2100010100000{number}_next.sql", sql)


def reveal(old: OldStore) -> object:
    with old.client() as store:
        return store.configurations.reveal("kaggle.token")


def test_newest_dump_has_every_released_migration() -> None:
    assert DUMPS
    assert {f"migrations/{name}" for name in migrations_of(DUMPS[-1])} == set(released())


@pytest.mark.parametrize("dump", DUMPS, ids=[dump.stem for dump in DUMPS])
def test_migrations_are_those_of_the_dump(dump: Path) -> None:
    """The rows name each migration with its digest, which nobody writes again."""
    assert migrations_of(dump).items() <= {f"{n}.sql": d for n, d in MIGRATIONS.items()}.items()


def test_upgrade_keeps_rows_and_loses_no_write(old: OldStore) -> None:
    before = Contents(old.owner)
    assert {name for name, rows in before.rows.items() if not rows} <= MAY_BE_EMPTY
    applied = {path.name for path in (old.project / "supabase" / "migrations").iterdir()}
    for migration in migrations_in(project_dir() / "migrations"):
        if migration.path.name not in applied:
            old.add(migration.path.name, migration.text())
    add_next(old)
    with Writers(old) as writers:
        old.push()
        writers.wait_for_rounds()
    assert list(writers.problems(old.owner)) == []
    assert list(before.problems()) == []
    assert reveal(old) == SECRET


def test_harmful_migration_is_noticed(old: OldStore) -> None:
    before = Contents(old.owner)
    old.add(
        NEXT,
        """
        delete from public.artifacts;
        update public.research_results set query_text = upper(query_text);
        drop function public.record_metric_points;
        alter table public.submissions add column checked_by text not null default '';
        alter table public.submissions alter column checked_by drop default;
        grant execute on function public.execution_details(uuid) to anon;
        drop policy "people read competitions" on public.competitions;
        revoke select on public.competitions from authenticated;
        alter table public.training_jobs drop constraint epochs_are_not_negative;
        do $$ begin perform kaggle_store.record_access('{competitions}'); end $$;
        """,
    )
    with Writers(old) as writers:
        old.push()
        writers.wait_for_rounds()
    failed = {problem.split()[0] for problem in writers.problems(old.owner)}
    assert failed == {"measure", "work"}
    found = "\n".join(before.problems())
    for part in (
        "artifacts lost",
        "research_results lost",
        "anon",
        "lost policy on competitions: people read competitions",
        "lost right on public.competitions: select to authenticated",
        "lost constraint on training_jobs: epochs_are_not_negative",
    ):
        assert part in found


def test_held_lock_stops_the_upgrade_not_the_writers(old: OldStore) -> None:
    add_next(old)
    with Writers(old) as writers:
        with psycopg.connect(old.stack.db_url) as reader:
            reader.execute("select count(*) from public.competitions")
            with pytest.raises(AssertionError, match="lock timeout"):
                old.push()
        writers.wait_for_rounds()
        assert has_notes(old.owner) == (False,)
        old.push()
        writers.wait_for_rounds()
    assert list(writers.problems(old.owner)) == []
    assert has_notes(old.owner) == (True,)


def has_notes(owner: Owner) -> tuple[bool] | None:
    return owner.execute(
        "select exists (select from pg_attribute"
        " where attrelid = 'public.competitions'::regclass and attname = 'example_notes')"
    ).fetchone()
