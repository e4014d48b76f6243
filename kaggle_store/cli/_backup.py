"""What each `kaggle-store backup` command does, and what it says."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime

from kaggle_store.backup.base_backups import Base, bases, prune_moments, take_base
from kaggle_store.backup.chain import prune
from kaggle_store.backup.create import take_full, take_incremental
from kaggle_store.backup.database import find_database
from kaggle_store.backup.encryption_keys import load_keys, save_keys
from kaggle_store.backup.manifest import Manifest, Sealed
from kaggle_store.backup.names import LOGICAL, kind_of
from kaggle_store.backup.point_in_time import restore_moment
from kaggle_store.backup.restore import Restored, restore
from kaggle_store.backup.seal import SealKey
from kaggle_store.backup.storage import Target
from kaggle_store.backup.verify import verify
from kaggle_store.errors import BackupError, DamagedBackup, FullBackupRequired


def _full(options: Namespace) -> int:
    print(_line(take_full(find_database(options.db_url), _target(options))))
    return 0


def _incremental(options: Namespace) -> int:
    url, target = find_database(options.db_url), _target(options)
    try:
        manifest = take_incremental(url, target)
    except FullBackupRequired as reason:
        if not options.or_full:
            raise
        print(f"A full one instead: {reason}")
        manifest = take_full(url, target)
    print(_line(manifest))
    return 0


def _base(options: Namespace) -> int:
    base = take_base(find_database(options.db_url), _target(options))
    print(f"{base.id}  {_size(base)}")
    return 0


def _restore(options: Namespace) -> int:
    target = _target(options)
    if options.to is not None:
        return _restore_moment(options, target)
    done = restore(
        find_database(options.db_url),
        target,
        options.backup,
        replace=options.replace,
        keys=load_keys(options.keys) if options.keys else None,
        without_keys=options.without_keys,
        migrations=options.migrations,
    )
    print(f"Restored {_told(done)}")
    return 0


def _restore_moment(options: Namespace, target: Target) -> int:
    if options.data_dir is None:
        raise BackupError("--to makes a new stack: say where, with --data-dir.")
    moment = None if options.to == "latest" else options.to
    base = restore_moment(target, moment, options.data_dir, options.backup)
    print(f"Restored from {base.id}. Start it:  kaggle-store up --data-dir {options.data_dir}")
    return 0


def _verify(options: Namespace) -> int:
    done = verify(_target(options), options.backup, migrations=options.migrations)
    print(f"It restores: {_told(done)}")
    return 0


def _told(done: Restored) -> str:
    at = done.manifest.state.started_at
    tables = len(done.manifest.tables)
    return (
        f"{done.manifest.id}: {done.rows:,} rows of {tables} tables, as of {at:%Y-%m-%d %H:%M:%SZ}."
    )


def _list(options: Namespace) -> int:
    target = _target(options)
    code = 0
    for name in [*target.names(*LOGICAL), *target.names("base")]:
        try:
            print(_listed(target, name))
        except DamagedBackup as problem:
            code = 4
            print(f"{name}  {problem}")
    return code


def _listed(target: Target, name: str) -> str:
    if kind_of(name) == "base":
        base = target.sealed(Base, name)
        return f"{base.id}  {_size(base)}  of cluster {base.system}" if base else _unfinished(name)
    manifest = target.manifest(name)
    return _line(manifest) if manifest else _unfinished(name)


def _unfinished(name: str) -> str:
    return f"{name}  unfinished"


def _prune(options: Namespace) -> int:
    target, now = _target(options), datetime.now(UTC)
    bases(target)  # a manifest that is refused is refused before anything is removed
    removed = prune(target, now, keep_days=options.keep_days, keep_count=options.keep_count)
    removed += prune_moments(target, now, keep_hours=options.keep_hours)
    print("\n".join(f"{name}  removed" for name in removed) or "Nothing is old enough.")
    return 0


def _target(options: Namespace) -> Target:
    key = SealKey.from_file(options.seal_key_file) if options.seal_key_file else None
    return Target(options.target, key)


def _keys(options: Namespace) -> int:
    count = save_keys(find_database(options.db_url), options.output)
    print(f"{count} keys are in {options.output}; keep it apart from the backups.")
    return 0


def _line(manifest: Manifest) -> str:
    rows = sum(table.carried for table in manifest.tables.values())
    return f"{manifest.id}  {_size(manifest)}  {rows:>12,} rows"


def _size(backup: Sealed) -> str:
    return f"{sum(file.size for file in backup.files.values()):>14,} bytes"


DO: dict[str, Callable[[Namespace], int]] = {
    "full": _full,
    "incremental": _incremental,
    "base": _base,
    "restore": _restore,
    "verify": _verify,
    "list": _list,
    "prune": _prune,
    "keys": _keys,
}
