"""A stack with fsync on whose servers are stopped and started one by one, as outages do."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kaggle_store.local.account import database_home, server_account
from kaggle_store.local.builder import Programs, StackBuilder
from kaggle_store.local.ports import reserved
from kaggle_store.local.postgres import Server
from kaggle_store.local.postgrest import start_postgrest


class SoakStack:
    """PostgreSQL, PostgREST and the gateway; unlike in `LocalStack`, one may end without the
    others.
    """

    def __init__(self, builder: StackBuilder) -> None:
        self._builder = builder
        self._server = builder.serve_database(None, cron=True)
        builder.migrate(self._server, None)
        self.api_url = builder.serve_api(self._server, "postgres", None)

    @property
    def key(self) -> str:
        """The service role's key."""
        return self._builder.keys.service_role_key

    @property
    def superuser_url(self) -> str:
        """The database's URL for a superuser."""
        return self._server.socket_url()

    @property
    def folder(self) -> Path:
        """The stack's own folder."""
        return self._builder.paths.root

    def restart_postgrest(self) -> None:
        """Stop PostgREST, and start it again."""
        builder = self._builder
        builder.supervisor.call("end", name="postgrest")
        (builder.paths.run / "rest.sock").unlink(missing_ok=True)
        _, builder.pids["postgrest"] = start_postgrest(
            builder.supervisor,
            builder.programs.postgrest,
            self._server,
            "postgres",
            builder.keys.jwt_secret,
            builder.paths.run,
            builder.paths.logs / "postgrest.log",
            builder.programs.account,
        )

    def restart_postgres(self, *, immediate: bool) -> None:
        """Stop PostgreSQL, with `immediate` as in a crash, and start it again."""
        if immediate:
            os.kill(self._builder.pids["postgres"], signal.SIGQUIT)
        self._builder.supervisor.call("end", name="postgres")
        self._server = self._serve(self._server.port)

    def _serve(self, port: int) -> Server:
        # The kernel may keep the port for a moment.
        with reserved(port, "database", "port", wait=10.0):
            pass
        return self._builder.serve_database(port, cron=True)


@contextmanager
def open_stack() -> Iterator[SoakStack]:
    """Start the stack in a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="kaggle-store-soak-"))
    home = database_home(folder, server_account())
    builder = StackBuilder.open(Programs.find(), folder)
    try:
        yield SoakStack(builder)
    finally:
        with suppress(OSError):
            builder.supervisor.stop()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)
