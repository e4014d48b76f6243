"""A running stack without Docker: PostgreSQL, PostgREST and a gateway on the loopback interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from kaggle_store.local.builder import Programs, Workshop
from kaggle_store.local.gateway import checked_origins
from kaggle_store.local.keys import Keys


@dataclass
class Endpoints:
    """The addresses of a stack and its keys.

    `db_url` connects as `postgres`, as on a hosted project no superuser. `superuser_url` is a
    socket that only the user who runs the stack (and root) can open.
    """

    api_url: str
    db_url: str = field(repr=False)
    superuser_url: str
    keys: Keys = field(repr=False)

    @property
    def anon_key(self) -> str:
        """The legacy key of role `anon`, a JWT."""
        return self.keys.anon_key

    @property
    def service_role_key(self) -> str:
        """The legacy key of role `service_role`, a JWT."""
        return self.keys.service_role_key

    @property
    def publishable_key(self) -> str:
        """The key that browsers may hold; its requests are made as `anon`."""
        return self.keys.publishable_key

    @property
    def secret_key(self) -> str:
        """The key that agents hold; its requests are made as `service_role`."""
        return self.keys.secret_key

    @property
    def jwt_secret(self) -> str:
        """The secret that signs tokens, for a person's or a worker's token of one's own (HS256)."""
        return self.keys.jwt_secret

    def addresses(self) -> dict[str, str]:
        """Return the addresses by name, for `running.json`; `db_url` holds a password."""
        return {
            "api_url": self.api_url,
            "db_url": self.db_url,
            "superuser_url": self.superuser_url,
        }

    def environment(self) -> dict[str, str]:
        """Return what `supabase status -o env` prints for these parts, under the same names."""
        return {
            "ANON_KEY": self.anon_key,
            "API_URL": self.api_url,
            "DB_URL": self.db_url,
            "JWT_SECRET": self.jwt_secret,
            "PUBLISHABLE_KEY": self.publishable_key,
            "SECRET_KEY": self.secret_key,
            "SERVICE_ROLE_KEY": self.service_role_key,
        }


class LocalStack(Endpoints):
    """A real PostgreSQL, PostgREST and gateway that end with the process that started them.

        with LocalStack.start() as stack:
            client = supabase.create_client(stack.api_url, stack.secret_key)

    However that process ends, Ctrl-C and kill -9 included, nothing is left running.
    """

    def __init__(
        self, api_url: str, db_url: str, superuser_url: str, keys: Keys, workshop: Workshop
    ) -> None:
        super().__init__(api_url, db_url, superuser_url, keys)
        self._workshop = workshop

    @classmethod
    def start(
        cls,
        data_dir: Path | None = None,
        *,
        postgres: Path | None = None,
        postgrest: Path | None = None,
        api_port: int | None = None,
        db_port: int | None = None,
        migrations: Path | None = None,
        wal_archive: Path | None = None,
        cors_origins: Iterable[str] = (),
    ) -> Self:
        """Start a stack with all migrations applied, and return once it answers.

        Without `data_dir` it is a throw-away one, deleted at the end. With one, its data and keys
        are kept there and the next start continues with them, applying migrations that are new.
        `postgres` is a folder of programs and `postgrest` a program; both are found by themselves
        when not given. Ports are any free ones by default. `migrations` is the folder of SQL files
        (default: this package's own); a `seed.sql` beside it runs once. `wal_archive` is a folder
        to keep the write-ahead log in, for `kaggle-store backup base`; later starts keep it too.
        Web pages of `cors_origins`, such as `http://localhost:3000`, may call the API; by default
        none may.

        Raises `LocalStackError` with the reason and its remedy when the stack cannot start.
        """
        origins = checked_origins(cors_origins)
        programs = Programs.find(postgres, postgrest)
        workshop = Workshop.open(programs, data_dir)
        try:
            server = workshop.serve_database(db_port, wal_archive, cron=True)
            workshop.migrate(server, migrations)
            api_url = workshop.serve_api(server, "postgres", api_port, origins)
            stack = cls(api_url, server.url(), server.socket_url(), workshop.keys, workshop)
            workshop.announce(**stack.addresses(), cors_origins=origins)
        except BaseException:
            workshop.keeper.stop()
            raise
        return stack

    def stop(self) -> None:
        """End the servers, and delete a throw-away stack's data; harmless when repeated."""
        self._workshop.keeper.stop()

    def detach(self) -> None:
        """Let the servers outlive this process, until `kaggle-store down` ends them."""
        self._workshop.keeper.detach()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
