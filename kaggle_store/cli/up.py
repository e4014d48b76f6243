"""`kaggle-store up`: start the local stack and leave it running."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from kaggle_store.cli import _local
from kaggle_store.local.service import API_PORT, DB_PORT, default_data_dir, up


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory, the ports and the migrations."""
    _local.data_dir(parser)
    _local.migrations(parser)
    for name, port in (("api", API_PORT), ("db", DB_PORT)):
        parser.add_argument(
            f"--{name}-port",
            type=_port,
            metavar="PORT",
            help=f"default: {port}, or the next free one",
        )
    parser.add_argument(
        "--wal-archive",
        type=Path,
        metavar="DIR",
        help="keep the write-ahead log in DIR, to restore any moment of it: see `backup base`",
    )
    parser.add_argument(
        "--cors-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let web pages of ORIGIN (http://localhost:3000) call the API; may be repeated"
        " (default: none may)",
    )


def run(options: argparse.Namespace) -> int:
    """Start the stack, or find it running, and say where it is."""
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
    print(f"The local stack is ready after {seconds:.1f} s." if started else "It already runs.")
    if options.wal_archive and not started:
        print(
            "Its log is kept in --wal-archive from the next start: `kaggle-store down`, then `up`."
        )
    if options.cors_origin and not started:
        print("--cors-origin has no effect on it: `kaggle-store down`, then `up`.")
    print(f"  API       {running.api_url}")
    print(f"  Database  {_local.without_password(running.db_url)}")
    where = "" if options.data_dir == default_data_dir() else f" --data-dir {options.data_dir}"
    print(f"KaggleStore() finds it after:  kaggle-store env{where} --supabase > .env")
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65_535:
        raise argparse.ArgumentTypeError("a port lies between 1 and 65535")
    return port
