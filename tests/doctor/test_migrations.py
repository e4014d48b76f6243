"""Doctor compares the store's migrations with the package, by the store's own registry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kaggle_store import KaggleStore
from kaggle_store._migrations.packaged import MIGRATIONS
from kaggle_store.doctor import migrations
from kaggle_store.errors import MissingSchema
from kaggle_store.local import LocalStack
from tests.conftest import Owner
from tests.doctor.conftest import Command
from tests.doctor.test_doctor import lines

LAST = list(MIGRATIONS)[-1]
NEWER = "29990101000000_newer"
REGISTER = f"insert into kaggle_store.installed values ('{NEWER}', repeat('a', 64))"


@contextmanager
def changed_registry(owner: Owner, change: str) -> Iterator[None]:
    """Change the registry for the block."""
    owner.execute(change.encode())
    try:
        yield
    finally:
        owner.execute("delete from kaggle_store.installed where name >= %s", [LAST])
        row = [LAST, MIGRATIONS[LAST]]
        owner.execute("insert into kaggle_store.installed (name, sha256) values (%s, %s)", row)


def test_first_missing_migration_is_named(command: Command, early: LocalStack) -> None:
    code, printed = command("doctor", url=early.api_url, key=early.secret_key)
    assert code == 1
    found = lines(printed)["migrations"]
    assert found.startswith("✗ at least")
    assert "20261123020100_research_results" in found
    assert "`supabase db push --remote`" in found
    assert "notify pgrst, 'reload schema'" in found


def test_database_without_migrations_is_reported(command: Command, tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    with LocalStack.start(migrations=tmp_path / "migrations") as bare:
        code, printed = command("doctor", url=bare.api_url, key=bare.secret_key)
    assert code == 1
    assert lines(printed)["migrations"].startswith("✗ none installed Add them")


@pytest.mark.parametrize(
    ("change", "exit_code", "found", "remedy"),
    [
        (f"delete from kaggle_store.installed where name = '{LAST}'", 1,
         f"✗ 1 of {len(MIGRATIONS)} missing, the first {LAST}", "kaggle-store install"),
        (f"update kaggle_store.installed set sha256 = repeat('a', 64) where name = '{LAST}'", 1,
         f"✗ 1 with other contents, the first {LAST}", "the kaggle_store version that made it"),
        (REGISTER, 0,
         f"! all {len(MIGRATIONS)} installed, and 1 of a newer version, up to {NEWER}",
         "pip install --upgrade kaggle_store"),
    ],
)  # fmt: skip
def test_difference_has_a_remedy(
    on_stack: Command, owner: Owner, change: str, exit_code: int, found: str, remedy: str
) -> None:
    with changed_registry(owner, change):
        code, printed = on_stack("doctor")
    assert code == exit_code
    assert lines(printed)["migrations"].startswith(found)
    assert remedy in lines(printed)["migrations"]


def test_store_without_registry_is_a_problem() -> None:
    found = migrations.check({"applied": ["20261123000000"]})
    assert (found.state, "without a record" in found.found) == ("problem", True)


def test_project_migrations_are_not_reported(on_stack: Command, owner: Owner) -> None:
    before = lines(on_stack("doctor")[1])["migrations"]
    owner.execute("update supabase_migrations.schema_migrations set version = '9' || version")
    try:
        assert lines(on_stack("doctor")[1])["migrations"] == before
    finally:
        owner.execute(
            "update supabase_migrations.schema_migrations set version = substr(version, 2)"
        )


def test_refused_call_on_newer_store_says_upgrade(store: KaggleStore, owner: Owner) -> None:
    change = "alter function public.{} rename to {}; notify pgrst, 'reload schema'"
    with changed_registry(owner, REGISTER):
        owner.execute(change.format("probe_disk", "later_probe").encode())
        try:
            with pytest.raises(MissingSchema) as raised:
                store.upkeep.probe_disk()
        finally:
            owner.execute(change.format("later_probe", "probe_disk").encode())
    assert "newer than this kaggle_store, upgrade it" in str(raised.value.hint)


def test_members_mode_is_no_newer_migration() -> None:
    found = migrations.check({"installed": {**MIGRATIONS, "members": "0" * 64}})
    assert (found.state, found.found) == ("fine", f"all {len(MIGRATIONS)} installed")
