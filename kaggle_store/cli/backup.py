"""`kaggle-store backup`: make, list, prove, prune and restore backups."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from datetime import datetime
from pathlib import Path

from kaggle_store.errors import BackupError, DamagedBackup, FullBackupRequired

_WHAT = {
    "full": "back up the whole store",
    "incremental": "back up what was written since the newest backup",
    "base": "copy a whole cluster of your own, to restore any moment since",
    "restore": "bring a store back to a backup, or a stack to a moment",
    "verify": "restore a backup into a throw-away database and compare it with its source",
    "list": "show the backups",
    "prune": "remove old backups",
    "keys": "write the encryption keys, which no backup holds, to a file of their own",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, and with what."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    commands = {name: kinds.add_parser(name, help=gain) for name, gain in _WHAT.items()}
    for name, command in commands.items():
        if name != "keys":
            _target(command)
        if name in ("full", "incremental", "base", "restore", "keys"):
            command.add_argument(
                "--db-url",
                metavar="URL",
                help="the database (default: $SUPABASE_DB_URL, else the running local stack)",
            )
    commands["incremental"].add_argument(
        "--or-full", action="store_true", help="make a full backup where no chain can be continued"
    )
    for name in ("restore", "verify"):
        commands[name].add_argument(
            "backup", nargs="?", metavar="ID", help="which one (default: the newest)"
        )
        commands[name].add_argument(
            "--migrations",
            type=Path,
            metavar="DIR",
            help="your project's migrations, for an empty database (default: this package's)",
        )
    _restore(commands["restore"])
    _prune(commands["prune"])
    commands["keys"].add_argument("--output", type=Path, required=True, metavar="FILE")


def _target(parser: argparse.ArgumentParser) -> None:
    place = os.environ.get("KAGGLE_STORE_BACKUPS") or None
    parser.add_argument(
        "--target",
        type=_place,
        default=place,
        required=place is None,
        metavar="URL",
        help="where backups lie: a folder, or s3://…, gs://… and what else fsspec reaches"
        " (default: $KAGGLE_STORE_BACKUPS)",
    )
    parser.add_argument(
        "--seal-key-file",
        type=Path,
        metavar="FILE",
        help="seal backups with the key in FILE, and refuse others"
        " (default: $KAGGLE_STORE_BACKUP_SEAL_KEY, or the file $KAGGLE_STORE_BACKUP_SEAL_KEY_FILE)",
    )


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--replace", action="store_true", help="throw away the rows that are there")
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument("--keys", type=Path, metavar="FILE", help="what `backup keys` has written")
    keys.add_argument("--without-keys", action="store_true", help="give up the store's secrets")
    parser.add_argument(
        "--to",
        type=_moment,
        metavar="TIME",
        help="a moment such as 2026-11-25T12:00:00Z, or `latest`: makes a new stack from a base",
    )
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="the new stack's, with --to")


def _prune(parser: argparse.ArgumentParser) -> None:
    for name, number, gain in (
        ("days", 14, "keep chains that have a backup of the last N days (default: 14)"),
        ("count", 7, "and the N newest chains (default: 7, at least 1)"),
        ("hours", 24, "and what restores any moment of the last N hours (default: 24)"),
    ):
        parser.add_argument(f"--keep-{name}", type=_number, default=number, metavar="N", help=gain)


def _place(text: str) -> str:
    if not text.strip():  # fsspec would take the working directory
        raise argparse.ArgumentTypeError("it is empty; name a folder, or s3://…")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text} is no whole number from 0")
    return int(text)


def _moment(text: str) -> datetime | str:
    if text == "latest":
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        said = f"{text} is no moment such as 2026-11-25T12:00:00Z, and not `latest`"
        raise argparse.ArgumentTypeError(said) from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("a moment names its time zone, such as …Z or …+09:00")
    return moment


def exit_code(problem: Exception) -> int:
    """Return 3 where a full backup is required, 4 for a damaged backup, 1 for any other error."""
    if isinstance(problem, FullBackupRequired):
        return 3
    return 4 if isinstance(problem, DamagedBackup) else 1


def run(options: argparse.Namespace) -> int:
    """Do it; return 0, or the exit code of what went wrong, told in one sentence."""
    if missing := [name for name in ("psycopg", "fsspec") if not importlib.util.find_spec(name)]:
        print(
            f"kaggle-store backup: {missing[0]} is missing: pip install 'kaggle_store[backup]'",
            file=sys.stderr,
        )
        return 1
    from kaggle_store.cli import _backup

    # Backups are as private as the database; a restored stack has to let its servers in.
    before = os.umask(0o022 if options.what == "restore" else 0o077)
    try:
        return _backup.DO[options.what](options)
    except (BackupError, OSError) as problem:
        print(f"kaggle-store backup: {problem}", file=sys.stderr)
        return exit_code(problem)
    finally:
        os.umask(before)
