"""`kaggle-store env`: print the running stack's addresses and keys."""

from __future__ import annotations

import argparse
import sys

from kaggle_store.cli import _local
from kaggle_store.local.service import find_running

# What the store, supabase-py and supabase-js look for, by the name `supabase status` gives it.
_CLIENT_NAMES = {
    "SUPABASE_URL": "API_URL",
    "SUPABASE_SECRET_KEY": "SECRET_KEY",
    "SUPABASE_SERVICE_ROLE_KEY": "SERVICE_ROLE_KEY",
    "SUPABASE_PUBLISHABLE_KEY": "PUBLISHABLE_KEY",
    "SUPABASE_ANON_KEY": "ANON_KEY",
    "SUPABASE_JWT_SECRET": "JWT_SECRET",
    "SUPABASE_DB_URL": "DB_URL",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the data directory and the choice of names."""
    _local.data_dir(parser)
    parser.add_argument(
        "--supabase",
        action="store_true",
        help="print SUPABASE_URL, SUPABASE_SECRET_KEY … as clients and .env files name them",
    )


def run(options: argparse.Namespace) -> int:
    """Print NAME="value" lines; nothing but a sentence on stderr, and 3, when nothing runs."""
    running = find_running(options.data_dir)
    if running is None:
        # The standard output is for the shell that evaluates it.
        print("No local stack runs here; start one with `kaggle-store up`.", file=sys.stderr)
        return _local.NOT_RUNNING
    values = running.environment()
    if options.supabase:
        values = {name: values[source] for name, source in _CLIENT_NAMES.items()}
    for name, value in values.items():
        print(f'{name}="{value}"')
    return 0
