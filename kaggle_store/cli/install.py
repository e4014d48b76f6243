"""`kaggle-store install`: add the store to a Supabase project."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from kaggle_store.cli import _changes, output
from kaggle_store.cli._help import DOCS
from kaggle_store.errors import InstallError

DESCRIPTION = f"""\
Add the store to a Supabase project, or upgrade it there: copy its migrations behind the project's
own and extend config.toml. Everything that is in the way is listed at once, and then nothing is
written. `supabase db push --remote` applies the files.
Documentation: {DOCS}/how-to/install/"""

EXAMPLES = """\
kaggle-store install                     # in the project's folder; shows the changes and asks
kaggle-store install --dry-run --db-url "$SUPABASE_DB_URL"
kaggle-store install --supabase-dir ../app/supabase --members --yes"""

EXIT_CODES = {
    1: "something is in the way, or the changes were declined",
    2: "wrong usage, or not a terminal and no --yes",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the project, the database and who may read the store."""
    _changes.arguments(parser)
    parser.add_argument(
        "--db-url", metavar="URL", help="also look for clashes in this database; it only reads"
    )
    who = parser.add_mutually_exclusive_group()
    who.add_argument(
        "--members",
        action="store_const",
        const=True,
        dest="members_only",
        help="only people listed by `kaggle-store members` may read the store"
        " (default, unless config.toml says enable_signup = false)",
    )
    who.add_argument(
        "--everyone",
        action="store_const",
        const=False,
        dest="members_only",
        help="every signed-in user may read the store",
    )
    parser.add_argument(
        "--adopt-admin", action="store_true", help="use a role `admin` that exists already"
    )


def run(options: argparse.Namespace) -> int:
    """Plan, show and write the changes; print what to do next."""
    from kaggle_store._migrations.packaged import MIGRATIONS
    from kaggle_store.install.database import inspect
    from kaggle_store.install.plan import ADVICE, plan_install
    from kaggle_store.install.project import find, open_project
    from kaggle_store.install.reasons import Choices

    try:
        project = open_project(find(options.supabase_dir, Path.cwd()))
        planned = plan_install(
            project,
            inspect(options.db_url) if options.db_url is not None else None,
            Choices(options.members_only, options.adopt_admin),
            datetime.now(UTC),
        )
    except InstallError as error:
        return _changes.refuse("install", error, ADVICE)
    if not planned.changes:
        output.line(f"The project has all {len(MIGRATIONS)} migrations of the store.")
    code = _changes.carry_out("install", project, planned, options)
    if code is None:
        _show_next(is_members_only=planned.members_only)
    return code or 0


def _show_next(*, is_members_only: bool) -> None:
    output.line("Next:  supabase db push --remote")
    if is_members_only:
        output.line("then:  kaggle-store members add you@example.com")
    output.line(_changes.WITHOUT_REMOTE)
    output.line(
        "If a file fails, those before it stay applied: remove the cause and push again, or go back"
        " with `kaggle-store uninstall --db-url URL`."
    )
