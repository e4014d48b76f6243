"""The runner of the pgTAP files reports failures; `make database` runs the files."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kaggle_store.local.cluster import Cluster
from tools.pgtap import FOLDER, install, run

FILES = sorted(FOLDER.glob("*.sql"))
FRAME = """begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
{}
select * from finish();
rollback;
"""


def test_pgtap_files_have_their_tests() -> None:
    planned = [
        re.findall(r"^select plan\((\d+)\);$", file.read_text("utf-8"), re.MULTILINE)
        for file in FILES
    ]
    assert len(planned) == 5
    assert all(int(number) > 10 for [number] in planned)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("select plan(1); select is(1, 2, 'one is two');", "not ok 1 - one is two"),
        ("select plan(2); select pass('one');", "planned 2 tests, ran 1"),
        ("select plan(1); select pass('one'); select pass('two');", "planned 1 tests, ran 2"),
        ("select plan(1); select nothing();", "function nothing() does not exist"),
        ("select pass('one');", "You tried to run a test without a plan"),
        ("select plan(1); select no_plan_at_all", "syntax error"),
    ],
)
def test_broken_file_fails(
    cluster: Cluster, database: str, tmp_path: Path, body: str, wrong: str
) -> None:
    install(cluster._server)
    broken = tmp_path / "broken.sql"
    broken.write_text(FRAME.format(body))
    assert wrong in "\n".join(run(broken, cluster._server, database).wrong)


def test_file_without_rollback_is_not_run(cluster: Cluster, database: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text("select 1;")
    reading = run(broken, cluster._server, database)
    assert reading.seen == 0
    assert "must begin with `begin;`" in reading.wrong[0]


def test_weakened_store_fails_pgtap(cluster: Cluster, database: str) -> None:
    install(cluster._server)
    weakness = "grant delete on public.competitions to service_role"
    cluster._server.run(weakness, database=urlsplit(database).path[1:])
    readings = [run(file, cluster._server, database) for file in FILES]
    assert any(reading.wrong for reading in readings)
