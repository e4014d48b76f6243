"""`kaggle-store up`: start the local stack and leave it running."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from kaggle_store.cli import _local, _options, output
from kaggle_store.local.service import API_PORT, DB_PORT, up

DESCRIPTION = """\
Start PostgreSQL, PostgREST and a gateway, apply the migrations, and leave the stack running in
the background. Prints the addresses of a stack that runs already."""

EXAMPLES = """\
kaggle-store up
kaggle-store up --data-dir ~/stores/titanic    # a second stack, on the next free ports
kaggle-store up --cors-origin http://localhost:3000"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory, the ports and the migrations."""
    _options.data_dir(parser)
    _options.migrations(parser)
    for name, what, port in (("api", "API", API_PORT), ("db", "database", DB_PORT)):
        parser.add_argument(
            f"--{name}-port",
            type=_options.port,
            metavar="PORT",
            help=f"port of the {what} (default: the last one, else {port} or the next free)",
        )
    parser.add_argument(
        "--wal-archive",
        type=Path,
        metavar="DIR",
        help="archive the write-ahead log in DIR, for point-in-time recovery: see `backup base`",
    )
    parser.add_argument(
        "--cors-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="allow web pages of ORIGIN to call the API; may be repeated (default: none)",
    )


def run(options: argparse.Namespace) -> int:
    """Start the stack unless it runs, and print its addresses."""
    began = time.monotonic()
    running, started = up(
        options.data_dir,
        api_port=options.api_port,
        db_port=options.db_port,
        migrations=options.migrations,
        wal_archive=options.wal_archive,
        cors_origins=options.cors_origin,
    )
    seconds = time.monotonic() - began
    if started:
        output.line(f"The local stack is ready after {seconds:.1f} s.")
    else:
        output.line("The local stack already runs.")
        _warn_of_ignored(options)
    _local.show_addresses(running)
    where = _local.option(options.data_dir)
    output.line(f"To connect KaggleStore() to it:  kaggle-store env{where} --supabase > .env")
    return 0


def _warn_of_ignored(options: argparse.Namespace) -> None:
    """Name the options that only a start applies."""
    given = {
        "--api-port": options.api_port,
        "--db-port": options.db_port,
        "--migrations": options.migrations,
        "--wal-archive": options.wal_archive,
        "--cors-origin": options.cors_origin,
    }
    if ignored := [name for name, value in given.items() if value]:
        output.line(
            f"{', '.join(ignored)} had no effect; stop the stack first: kaggle-store down"
            f"{_local.option(options.data_dir)}"
        )
