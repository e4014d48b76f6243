"""Backup chains: a full backup and the incremental backups that continue it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from kaggle_store.backup.manifest import Manifest
from kaggle_store.backup.names import LOGICAL, start_time_of
from kaggle_store.backup.storage import Target
from kaggle_store.errors import BackupError, DamagedBackup

_ABANDONED_AFTER = timedelta(days=1)
_Chains: TypeAlias = dict[str, list[Manifest]]


class Pruned(NamedTuple):
    """The ids of removed backups, and the damaged backups, which were left alone."""

    removed: list[str]
    damaged: list[DamagedBackup]


def newest_id(target: Target) -> str:
    """Return the id of the newest finished backup of the target's only database.

    Raises `BackupError` if there is none, or backups of several databases, and `DamagedBackup` if
    the newest is damaged.
    """
    newest = target.newest()
    if newest is None:
        raise BackupError("There is no backup in the target.")
    of_database = {m.state.database.identity: m for m in target.scan(Manifest, *LOGICAL).manifests}
    if len(of_database) > 1:
        each = ", ".join(f"{m.id} of {database_name(m)}" for m in of_database.values())
        raise BackupError(f"The target has backups of several databases; pass an id: {each}.")
    return newest.id


def database_name(manifest: Manifest) -> str:
    """Return the name of a backup's database in lists and messages."""
    system, oid = manifest.state.database.identity
    return f"database {system}/{oid}"


def chain_of(target: Target, backup: str | None = None) -> list[Manifest]:
    """Return the chain that ends with `backup` (default: the newest), the full backup first.

    Raises `DamagedBackup` if a backup of the chain is missing, and as `newest_id` does.
    """
    chain: list[Manifest] = []
    wanted: str | None = newest_id(target) if backup is None else backup
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


def prune(target: Target, now: datetime, *, keep_days: int, keep_count: int) -> Pruned:
    """Remove old chains and abandoned unfinished backups.

    Of each database the `keep_count` newest complete chains (at least one) are kept, and every
    chain with a backup of the last `keep_days` days. Nothing of a database is removed unless one of
    its kept chains is intact, which is found by reading it.
    """
    found = target.scan(Manifest, *LOGICAL)
    databases: dict[tuple[str, int], _Chains] = {}
    for manifest in found.manifests:
        chains = databases.setdefault(manifest.state.database.identity, {})
        chains.setdefault(manifest.chain, []).append(manifest)
    pruned = Pruned([], found.damaged)
    for chains in databases.values():
        _prune_database(target, chains, now - timedelta(days=keep_days), keep_count, pruned)
    pruned.removed.extend(_abandoned(target, now, (m.id for m in found.manifests)))
    for name in pruned.removed:
        target.remove(name)
    return pruned


def _prune_database(
    target: Target, chains: _Chains, since: datetime, keep_count: int, pruned: Pruned
) -> None:
    complete = [name for name, links in chains.items() if _is_complete(target, name, links)]
    kept = complete[-max(keep_count, 1) :]
    old = [
        links
        for name, links in chains.items()
        if name not in kept and links[-1].state.started_at < since and complete
    ]
    if old and not any(all(map(target.is_intact, chains[name])) for name in reversed(kept)):
        reason = f"No chain is intact, so older ones were kept: {', '.join(kept)}."
        pruned.damaged.append(DamagedBackup(reason))
        return
    # Newest first: after a crash, the rest of the chain can still be restored.
    pruned.removed.extend(link.id for links in old for link in reversed(links))


def _is_complete(target: Target, name: str, links: list[Manifest]) -> bool:
    is_unbroken = all(link.parent == before.id for before, link in pairwise(links))
    return links[0].id == name and is_unbroken and all(map(target.is_complete, links))


def _abandoned(target: Target, now: datetime, finished: Iterable[str]) -> list[str]:
    known = set(finished)
    return [
        name
        for name in target.names(*LOGICAL, "base")
        if name not in known
        and target.is_unfinished(name)
        and start_time_of(name) < now - _ABANDONED_AFTER
    ]
