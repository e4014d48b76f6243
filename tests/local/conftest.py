"""A small migrations folder, and one stack with it that all tests of this folder share."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaggle_store.local import LocalStack
from kaggle_store.local.service import Running, down
from tests.local.helpers import running_in, start_up

NOTES = """
-- Text that ends dollar quotes: $body$ and $body_$
create table public.notes (
    id bigint generated always as identity primary key,
    body text not null
);
alter table public.notes enable row level security;
revoke all on public.notes from anon, authenticated, service_role;
grant select, insert, update, delete on public.notes to service_role;
grant select on public.notes to authenticated;
create policy "people read notes" on public.notes for select to authenticated using (true);
create function public.who() returns text language sql stable return auth.role();
create function public.limits() returns text language sql stable
    return current_setting('statement_timeout') || ' ' || current_setting('lock_timeout');
create function public.subject() returns uuid language sql stable return auth.uid();
"""


@pytest.fixture(scope="session")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrations folder with one migration and a seed, as in a Supabase project."""
    folder = tmp_path_factory.mktemp("project") / "migrations"
    folder.mkdir()
    (folder / "20260101000000_notes.sql").write_text(NOTES)
    (folder / "README.md").write_text("not a migration")
    (folder.parent / "seed.sql").write_text("insert into public.notes (body) values ('seeded');")
    return folder


@pytest.fixture(scope="session")
def local(notes: Path) -> Iterator[LocalStack]:
    """A running throw-away stack."""
    with LocalStack.start(migrations=notes) as stack:
        yield stack


@pytest.fixture
def data_dir(open_folder: Path) -> Path:
    """A data directory that does not exist yet."""
    return open_folder / "data"


@pytest.fixture(scope="package")
def kept(notes: Path) -> Iterator[Running]:
    """Return a stack that `kaggle-store up` started, for tests that do not change it."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-test-", dir="/tmp"))
    folder.chmod(0o755)
    ended = start_up(notes, folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    running = running_in(folder)
    assert running.api_url in ended.stdout
    yield running
    down(folder)
    shutil.rmtree(folder)


@pytest.fixture
def kept_home(kept: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """Make the running stack the default one."""
    monkeypatch.setenv("KAGGLE_STORE_HOME", str(kept.data_dir))
    return kept
