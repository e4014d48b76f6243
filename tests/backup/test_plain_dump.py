"""A plain pg_dump of the schemas, restored into a new project, and closed again by one call."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest

from kaggle_store import KaggleStore
from kaggle_store.backup.database import Programs
from tests.backup.sample_store import fill_store
from tests.conftest import Owner
from tests.security.catalog import catalog_violations

DUMP_PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "plain-dump.md"
RIGHTS = """
select object_name, rights from kaggle_store.rights_in_force()
where not is_partition order by object_kind, object_name
"""


def documented(language: str, marker: str) -> str:
    """Return the block of docs/how-to/plain-dump.md in this language that contains a text."""
    blocks = DUMP_PAGE.read_text().split(f"```{language}\n")[1:]
    return next(block.split("```")[0] for block in blocks if marker in block)


@pytest.fixture
def restored(store: KaggleStore, url: str, new_database: str, tmp_path: Path) -> str:
    """The URL of a new project into which a plain dump was restored, as documented."""
    fill_store(store)
    with psycopg.connect(new_database, autocommit=True) as connection:
        connection.execute(documented("sql", "create role admin").encode())
    dump, restore = documented("sh", "pg_dump --format").strip().splitlines()
    folder = Programs.find(170000).folder
    for command, database in ((dump, url), (restore, new_database)):
        line = command.replace("$OLD_DB_URL", database).replace("$NEW_DB_URL", database)
        subprocess.run(f"{folder}/{line}", shell=True, cwd=tmp_path, check=False)
    return new_database


def test_plain_dump_is_open_until_restricted(restored: str, owner: Owner) -> None:
    with psycopg.connect(restored, autocommit=True) as connection:
        count = "select count(*) from public.agent_executions"
        assert connection.execute(count).fetchone() == (1,)
        assert catalog_violations(connection) != []
        health = "select state::text, found from store_health() where subject = 'rights'"
        assert "anon calls" in str(connection.execute(health).fetchone())
        connection.execute(documented("sql", "restrict_access()").encode())
        assert catalog_violations(connection) == []
        assert connection.execute(RIGHTS).fetchall() == owner.execute(RIGHTS).fetchall()
        assert connection.execute(health).fetchone() == (
            "fine",
            "as the migrations left them: none for anon, none around row level security",
        )
