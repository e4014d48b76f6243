"""Which backups belong together: a full one, and the incremental ones that continue it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from kaggle_store.backup.manifest import Manifest
from kaggle_store.backup.names import LOGICAL, begun_at
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup

_ABANDONED_AFTER = timedelta(days=1)


def chain_of(target: Target, backup: str | None = None) -> list[Manifest]:
    """Return what restores a backup (default: the newest), the full one first.

    Raises `DamagedBackup` where the chain has a gap.
    """
    if backup is None:
        newest = target.newest()
        if newest is None:
            raise BackupError("There is no backup here.")
        backup = newest.id
    chain: list[Manifest] = []
    wanted: str | None = backup
    while wanted is not None:
        manifest = target.manifest(wanted)
        if manifest is None and not chain:
            raise BackupError(f"There is no backup {wanted} here.")
        if manifest is None or (chain and chain[0].since != manifest.state.watermark):
            raise DamagedBackup(f"Backup {chain[0].id} continues {wanted}, which is missing.")
        if chain and chain[0].chain != manifest.chain:
            raise DamagedBackup(f"Backup {chain[0].id} continues {wanted} of another chain.")
        chain.insert(0, manifest)
        wanted = manifest.parent
    return chain


def prune(target: Target, now: datetime, *, keep_days: int, keep_count: int) -> list[str]:
    """Remove old chains whole, and what was never finished; return the names.

    Kept are the `keep_count` newest chains that are whole (at least one), and whatever has a
    backup of the last `keep_days` days.
    """
    chains: dict[str, list[Manifest]] = {}
    for manifest in target.manifests():
        chains.setdefault(manifest.chain, []).append(manifest)
    whole = [name for name, links in chains.items() if _is_whole(target, name, links)]
    kept = set(whole[-max(keep_count, 1) :])
    since = now - timedelta(days=keep_days)
    old = [
        links
        for name, links in chains.items()
        if name not in kept and links[-1].state.started_at < since and whole
    ]
    # The newest first, so that what a crash leaves still restores.
    removed = [link.id for links in old for link in reversed(links)]
    removed += _abandoned(target, now, (link.id for links in chains.values() for link in links))
    for name in removed:
        target.remove(name)
    return removed


def _is_whole(target: Target, name: str, links: list[Manifest]) -> bool:
    return links[0].id == name and all(map(target.is_complete, links))


def _abandoned(target: Target, now: datetime, finished: Iterable[str]) -> list[str]:
    known = set(finished)
    return [
        name
        for name in target.names(*LOGICAL, "base")
        if name not in known
        and target.is_unfinished(name)
        and begun_at(name) < now - _ABANDONED_AFTER
    ]
