"""Export and import of the encryption keys, which backups do not contain."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from kaggle_store.backup.database import Connection, connected, tables
from kaggle_store.errors import BackupError, EncryptionKeysDiffer
from kaggle_store.local.files import write_private

_EXPORT = """
select coalesce(jsonb_object_agg(version, jsonb_build_object(
    'key', kaggle_store.key_of(version), 'vault_name', vault_name, 'created_at', created_at
)), '{}')
from kaggle_store.encryption_keys
"""
_IMPORT = """
insert into kaggle_store.encryption_keys (version, fingerprint, vault_name, secret, created_at)
select %(version)s, kaggle_store.key_fingerprint(%(key)s), case when v.is_here then %(name)s end,
    case when not v.is_here then %(key)s end, %(created_at)s::timestamptz
from (select to_regclass('vault.decrypted_secrets') is not null as is_here) as v
"""


class Key(BaseModel):
    """An encryption key and where it was stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(min_length=1)]
    vault_name: str | None = None
    created_at: datetime | None = None


Keys: TypeAlias = dict[Annotated[int, Field(ge=1, le=2**31 - 1)], Key]
_FILE_FORMAT: TypeAdapter[Keys] = TypeAdapter(Keys)


def save_keys(url: str, path: Path) -> int:
    """Write the store's keys to a file with mode 0600; return their number."""
    with connected(url) as connection:
        tables(connection)
        [(keys,)] = connection.execute(_EXPORT).fetchall()
    write_private(path, json.dumps(keys, indent=1) + "\n")
    return len(keys)


def load_keys(path: Path) -> Keys:
    """Return the keys in a file that `save_keys` wrote, or raise `BackupError`."""
    try:
        return _FILE_FORMAT.validate_json(path.read_bytes())
    except (OSError, ValueError):
        # A validation error would quote keys.
        raise BackupError(
            f"{path} is not a key file written by `kaggle-store backup keys`."
        ) from None


def ensure_keys(
    connection: Connection, wanted: dict[int, str], keys: Keys | None, *, without: bool
) -> None:
    """Import `keys`, if given, and raise `EncryptionKeysDiffer` unless the store has those wanted.

    `wanted` maps key versions to fingerprints; with `without`, missing keys are accepted.
    """
    if keys is not None:
        _replace_keys(connection, keys)
    found: dict[int, str] = dict(
        connection.execute(
            "select version, fingerprint from kaggle_store.encryption_keys"
        ).fetchall()
    )
    if without or all(found.get(version) == key for version, key in wanted.items()):
        return
    if keys is not None:
        raise EncryptionKeysDiffer(
            "The key file belongs to another store, or is older than the backup."
        )
    raise EncryptionKeysDiffer(
        "The backup's secrets are encrypted with keys that this store does not have: pass --keys"
        " with the file of `kaggle-store backup keys`, or --without-keys to give up the secrets."
    )


def _replace_keys(connection: Connection, keys: Keys) -> None:
    connection.execute("delete from kaggle_store.encryption_keys")
    for version, entry in keys.items():
        name = entry.vault_name or f"kaggle_store_generated_key_{version}"
        _store_in_vault(connection, name, entry.key)
        values = {"version": version, "name": name, **entry.model_dump(exclude={"vault_name"})}
        connection.execute(_IMPORT, values)


def _store_in_vault(connection: Connection, name: str, key: str) -> None:
    if connection.execute("select to_regclass('vault.decrypted_secrets')").fetchone() == (None,):
        return
    found = connection.execute(
        "select id, decrypted_secret from vault.decrypted_secrets where name = %s", [name]
    ).fetchone()
    if found is None:
        about = "Encrypts secrets of kaggle_store"
        connection.execute("select vault.create_secret(%s, %s, %s)", [key, name, about])
    elif found[1] != key:
        connection.execute("select vault.update_secret(%s, %s)", [found[0], key])
