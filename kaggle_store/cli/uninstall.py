"""`kaggle-store uninstall`: remove the store from a Supabase project."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kaggle_store.cli import _changes, output
from kaggle_store.errors import InstallError

DESCRIPTION = """\
Write a migration that removes the store from a Supabase project: its tables, views, types and
functions, its cron jobs and the roles that it created. It refuses to drop rows without
--drop-data, and touches nothing of the project. `supabase db push --remote` applies it."""

EXAMPLES = """\
kaggle-store uninstall                                   # shows the change and asks
kaggle-store uninstall --db-url "$SUPABASE_DB_URL"       # also after a push that failed
kaggle-store uninstall --drop-data --yes"""

EXIT_CODES = {
    1: "the store is not there or in use, or the change was declined",
    2: "wrong usage, or not a terminal and no --yes",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the project, the database and the permission to drop rows."""
    _changes.arguments(parser)
    parser.add_argument(
        "--db-url",
        metavar="URL",
        help="try the migration in this database and roll it back; files that it has not applied"
        " are removed",
    )
    parser.add_argument(
        "--drop-data", action="store_true", help="also drop the rows that the store holds"
    )


def run(options: argparse.Namespace) -> int:
    """Plan, show and write the migration; print what stays and what to do next."""
    from kaggle_store.install.project import find, open_project
    from kaggle_store.install.uninstall import plan_uninstall

    try:
        project = open_project(find(options.supabase_dir, Path.cwd()))
        planned = plan_uninstall(
            project, options.db_url, datetime.now(UTC), drop_data=options.drop_data
        )
    except InstallError as error:
        return _changes.refuse("uninstall", error)
    if not planned.changes:
        output.line("The project has this migration already.")
    code = _changes.carry_out("uninstall", project, planned, options)
    if code is None:
        output.line("Next:  supabase db push --remote")
        output.line(_changes.WITHOUT_REMOTE)
        output.line(
            "The history of migrations, extensions, keys in Vault and config.toml stay as they are."
        )
    return code or 0
