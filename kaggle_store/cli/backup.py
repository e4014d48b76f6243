"""`kaggle-store backup`: make, list, verify, prune and restore backups."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from kaggle_store.cli._help import DOCS, Verbs
from kaggle_store.errors import DamagedBackup, FullBackupRequired

DESCRIPTION = f"""\
Back up the store to a folder or an object store, verify and prune backups, and restore the store
from one. Documentation: {DOCS}/how-to/backups/"""

EXAMPLES = """\
kaggle-store backup full --target /backups                       # once a day
kaggle-store backup incremental --target /backups --or-full      # once an hour
kaggle-store backup keys --output keys.json                      # keep it apart from the backups
kaggle-store backup verify --target /backups
kaggle-store backup list --target s3://bucket/backups
kaggle-store backup restore --target /backups --keys keys.json   # the newest, into an empty store
kaggle-store backup base --target /backups                       # for point-in-time recovery
kaggle-store backup restore --target /backups --to 2026-11-25T12:00:00Z --data-dir restored
kaggle-store backup prune --target /backups --keep-days 14"""

EXIT_CODES = {
    3: "a full backup is required before an incremental one",
    4: "a backup is damaged",
}

# Days, hours or chains to keep: more days would reach back beyond the first year.
_MOST = 100_000

VERBS = {
    "full": "back up the whole store",
    "incremental": "back up what was written since the newest backup",
    "base": "copy a PostgreSQL cluster of your own, for point-in-time recovery",
    "restore": "restore a store from a backup, or a new stack to a point in time",
    "verify": "restore a backup into a temporary database and compare it with its source",
    "list": "list the backups",
    "prune": "delete old backups",
    "keys": "write the encryption keys, which backups do not contain, to a file",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs and their options."""
    verbs = Verbs(parser, EXAMPLES)
    commands = {name: verbs.add(name, summary) for name, summary in VERBS.items()}
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
        "--or-full", action="store_true", help="make a full backup where one is required"
    )
    for name in ("restore", "verify"):
        commands[name].add_argument(
            "backup", nargs="?", metavar="ID", help="id of the backup (default: the newest)"
        )
        commands[name].add_argument(
            "--migrations",
            type=Path,
            metavar="DIR",
            help="your project's migrations, for an empty database (default: this package's)",
        )
    _restore_options(commands["restore"])
    _prune(commands["prune"])
    commands["keys"].add_argument(
        "--output", type=Path, required=True, metavar="FILE", help="the file to write"
    )


def _target(parser: argparse.ArgumentParser) -> None:
    target = os.environ.get("KAGGLE_STORE_BACKUPS") or None
    parser.add_argument(
        "--target",
        type=_location,
        default=target,
        required=target is None,
        metavar="URL",
        help="where the backups are: a folder, or s3://…, gs://… and other fsspec URLs"
        " (default: $KAGGLE_STORE_BACKUPS)",
    )
    parser.add_argument(
        "--seal-key-file",
        type=Path,
        metavar="FILE",
        help="seal backups with the key in FILE, and refuse others"
        " (default: $KAGGLE_STORE_BACKUP_SEAL_KEY, or the file $KAGGLE_STORE_BACKUP_SEAL_KEY_FILE)",
    )


def _restore_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--replace", action="store_true", help="delete the rows that exist")
    keys = parser.add_mutually_exclusive_group()
    keys.add_argument("--keys", type=Path, metavar="FILE", help="the file of `backup keys`")
    keys.add_argument(
        "--without-keys", action="store_true", help="restore without the encrypted secrets"
    )
    parser.add_argument(
        "--to",
        type=_moment,
        metavar="TIME",
        help="a time such as 2026-11-25T12:00:00Z, or `latest`: makes a new stack from a base",
    )
    parser.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="directory of the new stack, with --to"
    )


def _prune(parser: argparse.ArgumentParser) -> None:
    for name, number, meaning in (
        ("days", 14, "keep chains with a backup of the last N days (default: 14)"),
        ("count", 7, "keep the N newest chains as well (default: 7, at least 1)"),
        ("hours", 24, "keep point-in-time recovery for the last N hours (default: 24)"),
    ):
        parser.add_argument(
            f"--keep-{name}", type=_number, default=number, metavar="N", help=meaning
        )


def _location(text: str) -> str:
    if not text.strip():  # fsspec would use the working directory.
        raise argparse.ArgumentTypeError("must not be empty; name a folder, or s3://…")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    if len(text) > len(str(_MOST)) or int(text) > _MOST:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is more than {_MOST}")
    return int(text)


def _moment(text: str) -> datetime | str:
    if text == "latest":
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time such as 2026-11-25T12:00:00Z, nor `latest`"
        ) from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError("the time needs a time zone, such as …Z or …+09:00")
    return moment


def exit_code(error: Exception) -> int:
    """Return 3 where a full backup is required, 4 for a damaged backup, 1 for any other error."""
    if isinstance(error, FullBackupRequired):
        return 3
    return 4 if isinstance(error, DamagedBackup) else 1


def run(options: argparse.Namespace) -> int:
    """Run the verb."""
    from kaggle_store.cli import _backup_actions

    # Backups are as private as the database; the servers of a restored stack must read its files.
    before = os.umask(0o022 if options.verb == "restore" else 0o077)
    try:
        return _backup_actions.ACTIONS[options.verb](options)
    finally:
        os.umask(before)
