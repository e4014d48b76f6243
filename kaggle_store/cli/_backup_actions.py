"""What each verb of `kaggle-store backup` does and prints."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime

from kaggle_store.backup.base_backups import (
    BaseBackup,
    prune_base_backups,
    take_base_backup,
)
from kaggle_store.backup.chain import database_name, newest_id, prune
from kaggle_store.backup.create import take_full, take_incremental
from kaggle_store.backup.database import find_database
from kaggle_store.backup.encryption_keys import load_keys, save_keys
from kaggle_store.backup.manifest import Manifest
from kaggle_store.backup.names import LOGICAL, kind_of
from kaggle_store.backup.point_in_time import restore_to_time
from kaggle_store.backup.restore import Restored, restore
from kaggle_store.backup.seal import SealKey
from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import verify
from kaggle_store.cli import output
from kaggle_store.cli.output import Column
from kaggle_store.errors import BackupError, DamagedBackup, FullBackupRequired
from kaggle_store.local.wal_archive import archived_until, wal_folder

COLUMNS = (
    Column("backup"),
    Column("bytes", is_number=True),
    Column("rows", is_number=True),
    Column("remark"),
)


def _full(options: Namespace) -> int:
    _show_made(take_full(find_database(options.db_url), _target(options)))
    return 0


def _incremental(options: Namespace) -> int:
    url, target = find_database(options.db_url), _target(options)
    try:
        manifest = take_incremental(url, target)
    except FullBackupRequired as reason:
        if not options.or_full:
            raise
        output.line(f"Making a full backup instead: {reason}")
        manifest = take_full(url, target)
    _show_made(manifest)
    return 0


def _base(options: Namespace) -> int:
    _show_made(take_base_backup(find_database(options.db_url), _target(options)))
    return 0


def _restore(options: Namespace) -> int:
    target = _target(options)
    if options.to is not None:
        return _restore_to_time(options, target)
    backup = newest_id(target) if options.backup is None else options.backup
    output.line(f"Restoring {backup} …")
    if options.backup is None:
        _warn_of_newer(target, backup)
    restored = restore(
        find_database(options.db_url),
        target,
        backup,
        replace=options.replace,
        keys=load_keys(options.keys) if options.keys else None,
        without_keys=options.without_keys,
        migrations=options.migrations,
    )
    output.line(f"Restored {_summary(restored)}")
    return 0


def _warn_of_newer(target: Target, backup: str) -> None:
    """Name the newer backups without a manifest: what they hold is not restored."""
    for name in target.unfinished_after(backup):
        output.error(
            "backup",
            f"{name} is newer and has no manifest: it is unfinished, or its manifest was lost",
        )


def _restore_to_time(options: Namespace, target: Target) -> int:
    if options.data_dir is None:
        raise BackupError("--to makes a new stack: name its directory with --data-dir")
    moment = None if options.to == "latest" else options.to
    base = restore_to_time(target, moment, options.data_dir, options.backup)
    if options.backup is None:
        _warn_of_newer(target, base.id)
    output.line(f"Restored from {base.id}.")
    output.line(f"To start the stack:  kaggle-store up --data-dir {options.data_dir}")
    return 0


def _verify(options: Namespace) -> int:
    target = _target(options)
    restored = verify(target, options.backup, migrations=options.migrations)
    if options.backup is None:
        _warn_of_newer(target, restored.manifest.id)
    output.line(f"Verified {_summary(restored)}")
    return 0


def _summary(restored: Restored) -> str:
    manifest = restored.manifest
    at = manifest.state.started_at.astimezone(UTC)
    return (
        f"{manifest.id}: {restored.rows:,} rows of {len(manifest.tables)} tables, "
        f"as of {at:%Y-%m-%d %H:%M:%SZ}."
    )


def _list(options: Namespace) -> int:
    target = _target(options)
    code = 0
    rows: list[tuple[str, ...]] = []
    for name in [*target.names(*LOGICAL), *target.names("base")]:
        try:
            rows.append(_read(target, name))
        except DamagedBackup as error:
            code = 4
            rows.append((name, "", "", str(error)))
    if rows:
        output.table(COLUMNS, rows)
    else:
        output.line("No backups.")
    return code


def _read(target: Target, name: str) -> tuple[str, ...]:
    found = (
        target.read_manifest(BaseBackup, name) if kind_of(name) == "base" else target.manifest(name)
    )
    if found is None:
        return (name, "", "", "unfinished")
    return _cells(found, _wal_remark(target, found) if isinstance(found, BaseBackup) else "")


def _wal_remark(target: Target, base: BaseBackup) -> str:
    """Return how far recovery from a base backup can go, by the newest archived segment."""
    try:
        folder = target.folder
    except BackupError:  # a copy in an object store, which has no WAL
        return ""
    until = archived_until(wal_folder(folder, base.system))
    return f", WAL up to {until:%Y-%m-%d %H:%M:%SZ}" if until else ", without WAL here"


def _cells(backup: Manifest | BaseBackup, remark: str = "") -> tuple[str, ...]:
    size = f"{sum(file.size for file in backup.files.values()):,}"
    if isinstance(backup, BaseBackup):
        return (backup.id, size, "", f"cluster {backup.system}{remark}")
    rows = sum(table.carried for table in backup.tables.values())
    return (backup.id, size, f"{rows:,}", database_name(backup))


def _show_made(backup: Manifest | BaseBackup) -> None:
    output.table(COLUMNS, [_cells(backup)])


def _prune(options: Namespace) -> int:
    target, now = _target(options), datetime.now(UTC)
    pruned = prune(target, now, keep_days=options.keep_days, keep_count=options.keep_count)
    bases = prune_base_backups(target, now, keep_hours=options.keep_hours)
    removed, damaged = pruned.removed + bases.removed, pruned.damaged + bases.damaged
    for name in removed:
        output.line(f"Deleted {name}")
    if not removed:
        output.line("No backups to prune.")
    for damage in damaged:
        output.error("backup", f"not deleted: {damage}")
    return 4 if damaged else 0


def _target(options: Namespace) -> Target:
    key = SealKey.from_file(options.seal_key_file) if options.seal_key_file else None
    return Target(options.target, key)


def _keys(options: Namespace) -> int:
    count = save_keys(find_database(options.db_url), options.output)
    keys = "1 key" if count == 1 else f"{count} keys"
    output.line(f"Wrote {keys} to {options.output}; keep it apart from the backups.")
    return 0


ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "full": _full,
    "incremental": _incremental,
    "base": _base,
    "restore": _restore,
    "verify": _verify,
    "list": _list,
    "prune": _prune,
    "keys": _keys,
}
