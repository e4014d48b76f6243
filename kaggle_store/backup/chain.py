"""Backup chains: a full backup and the incremental backups that continue it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from kaggle_store.backup.manifest import Manifest
from kaggle_store.backup.names import LOGICAL, start_time_of
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup

_ABANDONED_AFTER = timedelta(days=1)


def chain_of(target: Target, backup: str | None = None) -> list[Manifest]:
    """Return the chain that ends with `backup` (default: the newest), the full backup first.

    Raises `DamagedBackup` if a backup of the chain is missing.
    """
    if backup is None:
        newest = target.newest()
        if newest is None:
            raise BackupError("There is no backup in the target.")
        backup = newest.id
    chain: list[Manifest] = []
    wanted: str | None = backup
    while wanted is not None:
        manifest = target.manifest(wanted)
        if manifest is None and not chain:
            raise BackupError(f"There is no backup {wanted} in the target.")
        if manifest is None or (chain and chain[0].since != manifest.state.watermark):
            raise DamagedBackup(f"Backup {chain[0].id} continues {wanted}, which is missing.")
        if chain and chain[0].chain != manifest.chain:
            raise DamagedBackup(
                f"Backup {chain[0].id} continues {wanted}, which belongs to another chain."
            )
        chain.insert(0, manifest)
        wanted = manifest.parent
    return chain


def prune(target: Target, now: datetime, *, keep_days: int, keep_count: int) -> list[str]:
    """Remove old chains and abandoned unfinished backups; return the removed ids.

    The `keep_count` newest complete chains (at least one) are kept, and every chain with a backup
    of the last `keep_days` days.
    """
    chains: dict[str, list[Manifest]] = {}
    for manifest in target.manifests():
        chains.setdefault(manifest.chain, []).append(manifest)
    complete = [name for name, links in chains.items() if _is_complete(target, name, links)]
    kept = set(complete[-max(keep_count, 1) :])
    since = now - timedelta(days=keep_days)
    old = [
        links
        for name, links in chains.items()
        if name not in kept and links[-1].state.started_at < since and complete
    ]
    # Newest first: after a crash, the rest of the chain can still be restored.
    removed = [link.id for links in old for link in reversed(links)]
    removed += _abandoned(target, now, (link.id for links in chains.values() for link in links))
    for name in removed:
        target.remove(name)
    return removed


def _is_complete(target: Target, name: str, links: list[Manifest]) -> bool:
    return links[0].id == name and all(map(target.is_complete, links))


def _abandoned(target: Target, now: datetime, finished: Iterable[str]) -> list[str]:
    known = set(finished)
    return [
        name
        for name in target.names(*LOGICAL, "base")
        if name not in known
        and target.is_unfinished(name)
        and start_time_of(name) < now - _ABANDONED_AFTER
    ]
