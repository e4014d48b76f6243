"""`kaggle-store env`: print the addresses and keys of the running local stack."""

from __future__ import annotations

import argparse
import sys

from kaggle_store.cli import _local, _options
from kaggle_store.local.service import find_running

DESCRIPTION = """\
Print the addresses and keys of the running local stack as NAME="value" lines, in the names of
`supabase status -o env` or, with --supabase, in those that clients read."""

EXAMPLES = """\
kaggle-store env --supabase > .env    # KaggleStore() in this directory finds the stack
eval "$(kaggle-store env)"            # API_URL, DB_URL, SECRET_KEY … in this shell"""

EXIT_CODES = {_local.NOT_RUNNING: "no local stack runs"}

# The names that the store, supabase-py and supabase-js read, and those of `supabase status`.
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
    _options.data_dir(parser)
    parser.add_argument(
        "--supabase",
        action="store_true",
        help="print SUPABASE_URL, SUPABASE_SECRET_KEY … as clients and .env files name them",
    )


def run(options: argparse.Namespace) -> int:
    """Print NAME="value" lines; return 3 and print only to stderr when no stack runs."""
    running = find_running(options.data_dir)
    if running is None:
        # A shell evaluates the standard output.
        print(_local.not_running(options.data_dir), file=sys.stderr)
        return _local.NOT_RUNNING
    values = running.environment()
    if options.supabase:
        values = {name: values[source] for name, source in _CLIENT_NAMES.items()}
    for name, value in values.items():
        print(f'{name}="{value}"')
    return 0
