"""One PostgreSQL with a migrated template database, and a cheap clone of it for each test."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from kaggle_store.errors import LocalStackError
from kaggle_store.local.account import server_account
from kaggle_store.local.binaries import PostgresBinaries
from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.files import read_json
from kaggle_store.local.keys import Keys, load_keys
from kaggle_store.local.postgres import Server
from kaggle_store.local.stack import LocalStack
from kaggle_store.local.supervisor import Supervisor

# Settings and privileges of a database are not copied with its contents.
_CLONE = """
create database {name} template postgres owner postgres;
grant all on database {name} to postgres, dashboard_user;
select format(
    'alter %s database {name} set %I to %L',
    case when setrole = 0 then '' else format('role %I in', setrole::regrole) end,
    split_part(setting, '=', 1),
    substr(setting, strpos(setting, '=') + 1)
)
from pg_db_role_setting, unnest(setconfig) as setting
where setdatabase = (select oid from pg_database where datname = 'postgres') \\gexec
"""


class Cluster:
    """A migrated PostgreSQL whose clones are complete stacks, each with its own database.

    All clones share the cluster's keys, which are random.

        with Cluster.start() as cluster, cluster.clone() as stack:
            ...

    Other processes can make clones too: see `attach`.
    """

    def __init__(self, folder: Path, programs: Programs, server: Server, keys: Keys) -> None:
        self.folder = folder
        """The folder by which other processes `attach` it."""
        self._keys = keys
        self._programs = programs
        self._server = server
        self._supervisor: Supervisor | None = None

    @classmethod
    def start(
        cls,
        *,
        postgres: Path | None = None,
        postgrest: Path | None = None,
        migrations: Path | None = None,
        owner: Path | None = None,
    ) -> Self:
        """Start a throw-away PostgreSQL and migrate its template.

        It stops with this process, or with the process that holds the named pipe `owner` open.
        The other arguments are those of `LocalStack.start`.
        """
        programs = Programs.find(postgres, postgrest)
        builder = StackBuilder.open(programs, None, owner)
        try:
            server = builder.serve_database(None)
            builder.migrate(server, migrations)
            cluster = cls(builder.paths.root, programs, server, builder.keys)
            cluster._supervisor = builder.supervisor
            builder.mark_running(
                db_port=server.port,
                bin_dir=str(programs.postgres.bin_dir),
                major=programs.postgres.major,
                postgrest=str(programs.postgrest),
                nginx=str(programs.nginx),
            )
        except BaseException:
            builder.supervisor.stop()
            raise
        return cluster

    @classmethod
    def attach(cls, folder: Path) -> Self:
        """Return the cluster that another process started, given its `folder`.

        Raises `LocalStackError` if none runs there.
        """
        facts = read_json(folder / "running.json")
        if not facts:
            raise LocalStackError(f"No cluster runs in {folder}; start one with Cluster.start().")
        binaries = PostgresBinaries(Path(facts["bin_dir"]), facts["major"])
        programs = Programs(
            server_account(), binaries, Path(facts["postgrest"]), Path(facts["nginx"])
        )
        keys = load_keys(folder / "keys.json")
        server = Server(binaries, Path(facts["run"]), facts["db_port"], keys.db_password)
        return cls(folder, programs, server, keys)

    @contextmanager
    def copy(self) -> Iterator[str]:
        """Yield the URL of a new copy of the template, without an API; drop it at the end."""
        name = _copy_template(self._server)
        try:
            yield self._server.url(name)
        finally:
            _drop(self._server, name)

    def clone(self) -> LocalStack:
        """Start and return a stack on a new copy of the template, in well under a second."""
        builder = StackBuilder.open(self._programs, None)
        builder.keys = self._keys
        try:
            name = _copy_template(self._server)
            api_url = builder.serve_api(self._server, name, None)
            return _Clone(api_url, builder, self._server, name)
        except BaseException:
            builder.supervisor.stop()
            raise

    def stop(self) -> None:
        """Stop PostgreSQL and delete its data; do nothing to a cluster of another process."""
        if self._supervisor is not None:
            self._supervisor.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Clone(LocalStack):
    """A stack on one database of a cluster; stopping it drops that database."""

    def __init__(self, api_url: str, builder: StackBuilder, server: Server, name: str) -> None:
        db_url, superuser_url = server.url(name), server.socket_url(database=name)
        super().__init__(api_url, db_url, superuser_url, builder.keys, builder)
        self._server = server
        self._name = name
        builder.mark_running(**self.addresses())

    def stop(self) -> None:
        super().stop()
        # The cluster may have stopped already, and its data with it.
        with suppress(LocalStackError):
            _drop(self._server, self._name)


def _copy_template(server: Server) -> str:
    name = f"clone_{secrets.token_hex(4)}"
    server.run(_CLONE.format(name=name), database="template1")
    return name


def _drop(server: Server, name: str) -> None:
    server.run(f"drop database if exists {name} with (force)", database="template1")
