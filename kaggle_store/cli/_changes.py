"""Show planned changes of a project's files, ask, and make them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kaggle_store.cli import output
from kaggle_store.errors import InstallError
from kaggle_store.install.changes import Change, Plan, apply
from kaggle_store.install.config import difference
from kaggle_store.install.project import Project, open_project

NOT_ASKED = 2
WITHOUT_REMOTE = (
    "Leave out --remote for the local stack, and with the Supabase CLI before version 3."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that installing and uninstalling share."""
    parser.add_argument(
        "--supabase-dir",
        type=Path,
        metavar="DIR",
        help="the project's supabase folder (default: the nearest at or above this folder)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show the changes only")
    parser.add_argument("--yes", action="store_true", help="do not ask for confirmation")


def refuse(command: str, error: InstallError, advice: str = "") -> int:
    """Print an error with its reasons, one a line, and return 1."""
    first, *reasons = str(error).splitlines()
    output.error(command, first)
    for text in (*reasons, *([advice] if advice and reasons else ())):
        print(output.clean(text), file=sys.stderr)
    return 1


def carry_out(
    command: str, project: Project, plan: Plan, options: argparse.Namespace
) -> int | None:
    """Show the changes, ask, and make them; return None when made, else the exit code."""
    for change in plan.changes:
        _show(change)
    for note in plan.notes:
        output.line(f"Note: {note}.")
    if not plan.changes:
        return None
    if options.dry_run:
        return 0
    if not options.yes:
        if not sys.stdin.isatty():
            output.error(command, "nothing was written; confirm with --yes")
            return NOT_ASKED
        if not _is_confirmed():
            output.error(command, "nothing was written")
            return 1
    if open_project(project.folder) != project:
        output.error(command, "the project has changed; nothing was written, run it again")
        return 1
    apply(plan.changes)
    return None


def _is_confirmed() -> bool:
    try:
        return input("Write these changes? [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:  # Ctrl-D
        print()
        return False


def _show(change: Change) -> None:
    path = _short(change.path)
    if change.before is None:
        output.write(output.styled(f"+ {path}", "green"), output.UNLIMITED)
    elif change.after is None:
        output.write(output.styled(f"- {path}", "red"), output.UNLIMITED)
    else:
        for line in difference(change.before, change.after, path):
            style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
            output.write(output.styled(line, style), output.UNLIMITED)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
