# ruff: noqa: N818 - the names say what is wrong
"""What goes wrong with a backup, each in one sentence with its remedy.

BackupError                  refused or failed; nothing was changed     exit code 1
├── FullNeeded               this incremental cannot continue its chain           3
├── DamagedBackup            a file is missing, changed, or out of its chain      4
│   └── BadSeal              a seal key is set and the backup has no seal of it   4
├── StoreInUse               the store to be restored into holds rows             1
├── OtherKeys                the store's secrets are sealed under other keys      1
└── ProgramsMissing          no pg_dump as new as the server                      1
"""

from __future__ import annotations


class BackupError(Exception):
    """A backup or a restore was refused or failed; what was there before is as it was."""

    exit_code = 1


class FullNeeded(BackupError):
    """What has changed since the last backup cannot be told; make a full one."""

    exit_code = 3


class DamagedBackup(BackupError):
    """A backup cannot be trusted: a file is missing or was changed, or its chain has a gap."""

    exit_code = 4


class BadSeal(DamagedBackup):
    """A seal key is configured, and a backup was not sealed with it."""

    def __init__(self, backup: str, *, is_sealed: bool) -> None:
        found = "has no seal"
        if is_sealed:
            found = "has another seal: it was changed, or sealed with another key"
        super().__init__(
            f"Backup {backup} {found}. It is refused because a seal key is configured; use the key"
            " that it was made with, or keep backups with another seal in a place of their own."
        )


class StoreInUse(BackupError):
    """The store to be restored into holds rows."""


class OtherKeys(BackupError):
    """The store to be restored into has other encryption keys than the one backed up."""


class ProgramsMissing(BackupError):
    """PostgreSQL's programs are missing, or older than the server."""
