"""A running stack without Docker: PostgreSQL, PostgREST and a gateway on the loopback interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.gateway import checked_origins
from kaggle_store.local.keys import Keys
from kaggle_store.local.ports import Ports, port_of, remember, remembered


@dataclass
class Endpoints:
    """The URLs of a stack and its keys."""

    api_url: str
    """The URL for clients, without `/rest/v1`."""
    db_url: str = field(repr=False)
    """The URL of the database as `postgres`, not a superuser, as on Supabase; with its password."""
    superuser_url: str
    """A socket that only the user who runs the stack, and root, can open."""
    keys: Keys = field(repr=False)
    """The keys of the stack."""

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
        """The key for browsers; its requests run as `anon`."""
        return self.keys.publishable_key

    @property
    def secret_key(self) -> str:
        """The key for agents; its requests run as `service_role`."""
        return self.keys.secret_key

    @property
    def jwt_secret(self) -> str:
        """The secret that signs tokens of people and workers (HS256)."""
        return self.keys.jwt_secret

    def addresses(self) -> dict[str, str]:
        """Return the URLs by name, for `running.json`; `db_url` contains a password."""
        return {
            "api_url": self.api_url,
            "db_url": self.db_url,
            "superuser_url": self.superuser_url,
        }

    def environment(self) -> dict[str, str]:
        """Return URLs and keys under the names of `supabase status -o env`."""
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
    """A real PostgreSQL, PostgREST and gateway that stop with the process that started them.

        with LocalStack.start() as stack:
            client = supabase.create_client(stack.api_url, stack.secret_key)

    Nothing is left running, however that process ends, Ctrl-C and kill -9 included.
    """

    def __init__(
        self, api_url: str, db_url: str, superuser_url: str, keys: Keys, builder: StackBuilder
    ) -> None:
        super().__init__(api_url, db_url, superuser_url, keys)
        self._builder = builder

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
        """Start a stack with all migrations applied, and return once it accepts requests.

        Without `data_dir` the stack is deleted at the end. With it, data and keys are kept there;
        the next start uses them and applies new migrations. `postgres` is the folder of
        PostgreSQL's programs and `postgrest` a program; both are searched for by default. Ports
        default to those of the last start of `data_dir`, else to any free ones. `migrations` is the
        folder of SQL files (default: this package's own); `seed.sql` beside it runs once.
        `wal_archive` is a folder for the write-ahead log, for `kaggle-store backup base`; later
        starts remember it. `cors_origins`, such as `http://localhost:3000`, are the origins of web
        pages that may call the API (default: none).

        Raises `LocalStackError` with the reason and a remedy if the stack cannot start.
        """
        origins = checked_origins(cors_origins)
        programs = Programs.find(postgres, postgrest)
        builder = StackBuilder.open(programs, data_dir)
        try:
            ports = Ports(api_port, db_port).or_else(remembered(builder.paths.ports))
            server = builder.serve_database(ports.db, wal_archive, cron=True)
            builder.migrate(server, migrations)
            api_url = builder.serve_api(server, "postgres", ports.api, origins)
            stack = cls(api_url, server.url(), server.socket_url(), builder.keys, builder)
            remember(builder.paths.ports, Ports(port_of(api_url), server.port))
            builder.mark_running(**stack.addresses(), cors_origins=origins)
        except BaseException:
            builder.supervisor.stop()
            raise
        return stack

    def stop(self) -> None:
        """Stop the servers and delete a throw-away stack's data; can be called repeatedly."""
        self._builder.supervisor.stop()

    def detach(self) -> None:
        """Keep the servers running after this process, until `kaggle-store down`."""
        self._builder.supervisor.detach()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
