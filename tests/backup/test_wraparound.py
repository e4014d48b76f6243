"""New rows are found by their 32-bit xmin after transaction id wraparound."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from kaggle_store.backup.row_counts import new_since
from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.ports import free_port
from kaggle_store.local.postgres import Server, create_cluster, start_server
from tests.local.helpers import eventually

LAST = 2**32 - 100


@pytest.fixture
def url_near_wraparound() -> Iterator[str]:
    """The URL of a server just before transaction id wraparound, in epoch 3."""
    builder = StackBuilder.open(Programs.database_only(), None)
    paths, programs = builder.paths, builder.programs
    port = free_port()
    server = Server(programs.postgres, paths.run, port, builder.keys.db_password)
    log = paths.logs / "postgres.log"
    server_arguments = (builder.supervisor, server, paths.database, log, programs.account)
    try:
        create_cluster(programs.postgres, paths.database, programs.account)
        pid = start_server(*server_arguments, throw_away=True)
        server.run("alter database template0 allow_connections true")
        for database in ("template0", "template1", "postgres"):
            server.run("vacuum freeze", database=database)
        os.kill(pid, signal.SIGINT)
        assert eventually(lambda: not (paths.database / "postmaster.pid").exists())
        far = ["-e", "3", "-x", str(LAST), "-u", str(LAST - 1_000_000), "-D", str(paths.database)]
        command = [programs.postgres.tool("pg_resetwal"), *far]
        subprocess.run(command, check=True, capture_output=True, **programs.account.credentials())
        states = paths.database / "pg_xact" / "0FFF"
        states.write_bytes(bytes(2**18))
        programs.account.own(states)
        start_server(*server_arguments, throw_away=True)
        yield server.socket_url()
    finally:
        builder.supervisor.stop()


def test_new_rows_are_found_after_wraparound(url_near_wraparound: str) -> None:
    with psycopg.connect(url_near_wraparound, autocommit=True) as owner:
        owner.execute("create table notes (of text)")
        owner.execute("insert into notes values ('before')")
        [(watermark,)] = owner.execute("select pg_current_xact_id()::text::bigint").fetchall()
        assert watermark >> 32 == 3
        for _ in range(200):
            owner.execute("select pg_current_xact_id()")
        owner.execute("insert into notes values ('after')")
        [(end,)] = owner.execute("select pg_current_xact_id()::text::bigint").fetchall()
        assert end >> 32 == 4
        query = sql.SQL("select t.of from notes as t where {}").format(new_since(watermark))
        assert owner.execute(query).fetchall() == [("after",)]
